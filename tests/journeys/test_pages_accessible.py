"""Pages can be read and walked through by everybody: axe, the keyboard, small windows, paper."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from wagtail.models import PageViewRestriction

from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory, SignUpFormPageFactory
from tests.factories.publication import TombstoneFactory
from tests.factories.vocabulary import OrganisationFactory, TopicFactory
from tests.journeys.conftest import accessibility_problems

pytestmark = pytest.mark.journey

#: One of each sort of page.
ADDRESSES = [
    "/",
    "/blog/",
    "/blog/tea/",
    "/blog/topics/kettles/",
    "/blog/archive/",
    "/people/",
    "/people/nadia/",
    "/offers/?state=open",
    "/offers/sessions/",
    "/offers/books/",
    "/offers/over/",
    "/offers/ask/",
    "/how-we-work/",
    "/search/?q=kettle",
    "/search/?q=ketle",
    "/api/v1/docs/",
    "/no/such/page/",
    "/blog/gone/",
]
#: Where a password is asked for, and an account.
DOORS = ["/for-partners/", "/minutes/"]
#: Widths in CSS pixels, and colour schemes.
WINDOWS = list(product((320, 768, 1280), ("light", "dark")))

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"


@pytest.fixture
def content(transactional_db):
    """Fill the site with one of everything."""
    topic = TopicFactory(name="Kettles", slug="kettles", description="Hot water, and who boils it.")
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
    film = {"url": "https://www.youtube.com/watch?v=aaaaaaaaaaa", "title": "Film: a day, 4 minutes"}
    body = [
        ("heading", {"text": "‘Don’t start with the roof…’"}),
        ("paragraph", '<p>Words with a <a href="https://example.org/">link</a>.</p>'),
        ("quote", {"words": "A habit, not a building.", "attribution": "A resident"}),
        ("quote", {"words": "Nobody asked us twice.", "role": "inline"}),
        ("testimonial", {"words": "We left with a plan.", "anonymous": True}),
        ("questions", {"title": "Asked", "questions": ["How do we say no?", "What is a " + LONG]}),
        ("callout", {"title": "For example", "text": "<p>One street, one bench.</p>"}),
        ("picture", {"image": ImageFactory(), "alt_text": "A hall", "caption": "The hall."}),
        ("embed", film),
        ("table", blocks.child_blocks["table"].to_python(table)),
        ("documents", {"title": "To print", "documents": [DocumentFactory()]}),
        ("related_pages", {"title": "Read next", "pages": [author]}),
        ("call_to_action", {"label": "Ask for a place", "form": form}),
        ("sign_up_form", {"title": "Come along", "form": form}),
    ]
    picture = {"picture": ImageFactory(), "picture_alt_text": "A kettle on a hob"}
    PostPageFactory(
        title="Put the kettle on", slug="tea", authors=[author], body=body, topic=topic, **picture
    )
    PostPageFactory(title="Without a picture", authors=[author], topic=topic)
    PostPageFactory(title=LONG)
    TombstoneFactory(url="http://localhost/blog/gone/", reason="It was out of date.")
    sessions = [OfferSessionFactory.build(venue="Corn Exchange, Wexcombe")]
    OfferPageFactory(slug="books", sign_up_form=form, sessions=sessions, places=3, **picture)
    OfferPageFactory(slug="over", sign_up_form=form, closes_at=timezone.now() - timedelta(days=1))
    StandardPageFactory(
        slug="how-we-work", title="How we work", body=[("paragraph", "<p>Little.</p>")]
    )
    for slug, kind in (("for-partners", "password"), ("minutes", "login")):
        PageViewRestriction.objects.create(
            page=StandardPageFactory(slug=slug), restriction_type=kind, password="tea"
        )


@pytest.fixture
def visit(chromium: Browser, live_server, content):
    """Go to each sort of page in turn, in a window that is made as one likes."""
    contexts = []

    def to_each(addresses=(*ADDRESSES, *DOORS), **window):
        context = chromium.new_context(bypass_csp=True, **window)
        contexts.append(context)
        tab = context.new_page()
        for address in addresses:
            tab.goto(live_server.url + address)
            yield address, tab

    yield to_each
    for context in contexts:
        context.close()


def is_too_wide(tab: Page) -> bool:
    root = "document.documentElement"
    return bool(tab.evaluate(f"{root}.scrollWidth > {root}.clientWidth"))


def test_axe_finds_nothing_wrong_in_any_window(visit):
    problems = {}
    for address, tab in visit():
        for width, scheme in WINDOWS:
            tab.set_viewport_size({"width": width, "height": 800})
            tab.emulate_media(color_scheme=scheme)
            if found := accessibility_problems(tab):
                problems[address, width, scheme] = found
    assert problems == {}


#: As much room as WCAG 2.2, success criterion 1.4.12, lets readers ask for.
ROOMY = """* {
    line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }"""


def test_nothing_has_to_be_scrolled_sideways_on_a_small_phone_with_more_room_between_letters(visit):
    too_wide = []
    for address, tab in visit(viewport={"width": 320, "height": 640}):
        if is_too_wide(tab):
            too_wide.append(address)
        tab.add_style_tag(content=ROOMY)
        if is_too_wide(tab):
            too_wide.append(f"{address}, with more room")
    assert too_wide == []


SHIFTS = """() => new Promise((tell) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) sum += shift.value;
    }).observe({ type: "layout-shift", buffered: true });
    scrollTo(0, document.documentElement.scrollHeight);
    setTimeout(() => tell(sum), 150);
})"""


def test_reading_moves_nothing_asks_nobody_else_runs_nothing_and_leaves_nothing(visit, live_server):
    wrong = {}
    elsewhere = set()
    for address, tab in visit(ADDRESSES, viewport={"width": 360, "height": 640}):
        if address == ADDRESSES[0]:
            tab.on("request", lambda request: elsewhere.add(request.url))
        scripts = tab.locator("script:not([type='application/ld+json'])").count()
        found = (tab.evaluate(SHIFTS), scripts, tab.context.cookies())
        if found != (0, 0, []):
            wrong[address] = found
    assert wrong == {}
    assert {url for url in elsewhere if not url.startswith(live_server.url)} == set()


FOCUSABLE = ", ".join(
    f"{tag}:not([type=hidden], [tabindex='-1'])"
    for tag in ("a[href]", "input", "select", "textarea", "button")
)
#: What the keyboard has reached and does not show it; nothing if it does.
UNSEEN = """() => {
    const here = document.activeElement;
    const seen = [null, "::after"].some((part) => {
        const style = getComputedStyle(here, part);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    return here === document.body ? "end" : seen ? "" : here.outerHTML.slice(0, 120);
}"""


def test_the_keyboard_reaches_everything_and_can_be_seen_there(visit):
    wrong = {}
    for address, tab in visit():
        everything = tab.locator(FOCUSABLE).locator("visible=true")
        stops = [tab.keyboard.press("Tab") or tab.evaluate(UNSEEN)]
        while stops[-1] != "end" and len(stops) < 200:
            tab.keyboard.press("Tab")
            stops.append(tab.evaluate(UNSEEN))
        unseen = [stop for stop in stops[:-1] if stop]
        if unseen or len(stops) - 1 < everything.count():
            wrong[address] = unseen, len(stops) - 1, everything.count()
    assert wrong == {}


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
    expect(breadcrumbs.get_by_role("link", name="Commonplace")).to_be_focused()
    table = tab.get_by_role("region", name="Who came")
    table.focus()
    expect(table).to_be_focused()  # so that its columns can be reached on a phone


BORDERLESS = """() => [".button", ".questions li", ".status", ".field input"]
    .map((which) => [which, document.querySelector(which)])
    .filter(([, part]) => part && getComputedStyle(part).borderTopStyle === "none")
    .map(([which]) => which)"""


MOVING = """() => [...document.querySelectorAll("*")]
    .filter((each) => [null, "::before", "::after"].some((part) => {
        const style = getComputedStyle(each, part);
        const durations = `${style.transitionDuration}, ${style.animationDuration}`.split(", ");
        return durations.some((duration) => parseFloat(duration) > 0.001);
    }))
    .map((each) => each.className)"""


NAVIGATION = (
    "() => [...document.querySelectorAll('nav')].filter((each) => each.checkVisibility()).length"
)


def test_pages_keep_to_what_readers_ask_of_their_browser_and_to_paper(visit):
    wrong = {}
    for address, tab in visit(forced_colors="active", reduced_motion="reduce"):
        found = [*tab.evaluate(BORDERLESS), *tab.evaluate(MOVING)]
        tab.emulate_media(media="print")
        title = tab.get_by_role("heading", level=1).is_visible()
        if found or tab.evaluate(NAVIGATION) or not title:
            wrong[address] = found, tab.evaluate(NAVIGATION), title
    assert wrong == {}
