"""Pages can be read and walked through by everybody: axe, the keyboard, a small window."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory, SignUpFormPageFactory
from tests.factories.vocabulary import OrganisationFactory
from tests.journeys.conftest import accessibility_problems

pytestmark = pytest.mark.journey

ADDRESSES = [
    "/",
    "/blog/",
    "/blog/tea/",
    "/people/",
    "/people/nadia/",
    "/offers/",
    "/offers/books/",
    "/offers/ask/",
    "/api/v1/docs/",
    "/no/such/page/",
]


@pytest.fixture
def content(transactional_db):
    """Fill the site with one of everything."""
    form = SignUpFormPageFactory(slug="ask", consent="We keep your answers for a year.")
    author = AuthorPageFactory(
        slug="nadia",
        organisation=OrganisationFactory(),
        portrait=ImageFactory(),
        biography="<p>Keeps the kettle on.</p>",
    )
    rows = [{"values": [f"{word} and a long word: partnership", "14"]} for word in "abc"]
    columns = [{"type": "text", "heading": "Month"}, {"type": "number", "heading": "People"}]
    table = {"caption": "Who came", "columns": columns, "rows": rows}
    blocks = PostPageFactory._meta.model._meta.get_field("body").stream_block
    body = [
        ("heading", {"text": "‘Don’t start with the roof…’"}),
        ("paragraph", '<p>Words with a <a href="https://example.org/">link</a>.</p>'),
        ("quote", {"words": "A habit, not a building.", "attribution": "A resident"}),
        ("testimonial", {"words": "We left with a plan.", "anonymous": True}),
        ("questions", {"title": "Asked", "questions": ["How do we say no?", "Who has the key?"]}),
        ("picture", {"image": ImageFactory(), "alt_text": "A hall", "caption": "The hall."}),
        ("table", blocks.child_blocks["table"].to_python(table)),
        ("documents", {"title": "To print", "documents": [DocumentFactory()]}),
        ("related_pages", {"title": "Read next", "pages": [author]}),
        ("call_to_action", {"label": "Ask for a place", "form": form}),
        ("sign_up_form", {"title": "Come along", "form": form}),
    ]
    picture = {"picture": ImageFactory(), "picture_alt_text": "A kettle on a hob"}
    PostPageFactory(slug="tea", authors=[author], body=body, **picture)
    PostPageFactory(title="Without a picture", authors=[author])
    PostPageFactory(title="Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen")
    sessions = [OfferSessionFactory.build(venue="Corn Exchange, Wexcombe")]
    OfferPageFactory(slug="books", sign_up_form=form, sessions=sessions, places=3, **picture)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_and_the_browser_refuses_nothing(
    chromium: Browser, live_server, content, scheme
):
    context = chromium.new_context(color_scheme=scheme)
    tab = context.new_page()
    refused: list[str] = []
    tab.on("console", lambda message: refused.append(message.text))
    problems = {}
    for address in ADDRESSES:
        tab.goto(live_server.url + address)
        assert [line for line in refused if "Content Security Policy" in line] == []
        if found := accessibility_problems(tab):
            problems[address] = found
    context.close()
    assert problems == {}


def test_nothing_has_to_be_scrolled_sideways_on_a_small_phone(
    chromium: Browser, live_server, content
):
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    tab = context.new_page()
    too_wide = []
    for address in ADDRESSES:
        tab.goto(live_server.url + address)
        root = "document.documentElement"
        if tab.evaluate(f"{root}.scrollWidth > {root}.clientWidth"):
            too_wide.append(address)
    context.close()
    assert too_wide == []


def test_the_keyboard_reaches_the_skip_link_first_and_the_text_next(
    tab: Page, live_server, content
):
    tab.goto(f"{live_server.url}/blog/tea/")
    tab.keyboard.press("Tab")
    skip = tab.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("main")).to_be_focused()
    tab.keyboard.press("Tab")
    breadcrumbs = tab.get_by_role("navigation", name="Breadcrumbs")
    expect(breadcrumbs.get_by_role("link", name="Home")).to_be_focused()


def test_a_wide_table_can_be_scrolled_with_the_keyboard(tab: Page, live_server, content):
    tab.goto(f"{live_server.url}/blog/tea/")
    table = tab.get_by_role("region", name="Who came")
    table.focus()
    expect(table).to_be_focused()


def test_a_page_needs_no_script(tab: Page, live_server, content):
    tab.goto(f"{live_server.url}/blog/tea/")
    assert tab.locator("script:not([type='application/ld+json'])").count() == 0
    assert tab.context.cookies() == []
