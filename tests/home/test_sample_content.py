"""The content that a newcomer sees first."""

import gzip
import re
from collections import Counter
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Revision

from blog.models import AuthorPage, PostPage
from cms.blocks.body import BodyBlock
from cms.blocks.linking import CallToActionBlock
from cms.publication.models import ContentItem
from cms.vocabulary.models import Organisation, Topic
from home.models import HomePage, StandardPage
from home.sample.documents import DOCUMENTS
from home.sample.loading import Loader
from home.sample.pictures import PICTURES
from home.style_guide.views import style_guide
from offers.models import Mail, OfferPage, SignUp, SignUpFormPage
from offers.status import Status
from tests.factories.publication import TombstoneFactory
from tests.home.walking import Walk, wrong_html

SMALL = 0.02  # of the size that pictures are really drawn at
#: Pages to which nothing leads, and what leads to those that are found.
BESIDE = ["/robots.txt", "/sitemap.xml", "/search/?q=tea", "/search/?q=zzzz"]
HEAVIEST = 60_000  # bytes of a page with its styles and drawings, as they are sent
MADE = [AuthorPage, Organisation, OfferPage, Page, PostPage, Revision, SignUp, Topic]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture(autouse=True)
def cards_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the files of cards that a test has drawn anew: it takes back its rows, but no files."""
    monkeypatch.setattr("cms.publication.cards.forget_file", lambda card: None)


@pytest.fixture(scope="module")
def loaded(once: Callable[[Callable[[], Any]], Any]) -> None:
    """Load the sample content."""
    once(Loader(SMALL).load)


@pytest.fixture(scope="module")
def walk(once: Callable[[Callable[[], Any]], Any], loaded: None) -> Walk:
    """Follow every link from the front page, each once."""
    walk: Walk = once(lambda: Walk().from_("/", *BESIDE))
    return walk


def blocks(block_type: str = "") -> list[Any]:
    bodies = [
        page.body for model in (PostPage, OfferPage, StandardPage) for page in model.objects.all()
    ]
    return [block for body in bodies for block in body if block_type in ("", block.block_type)]


def counts() -> dict[str, int]:
    models = [*MADE, get_image_model(), get_document_model()]
    return {model.__name__: model.objects.count() for model in models}


def test_there_is_enough_of_everything_to_look_at() -> None:
    made = counts()

    assert made["PostPage"] >= 12
    assert made["AuthorPage"] >= 6
    assert made["OfferPage"] >= 5
    assert made["Topic"] >= 8
    assert made["Organisation"] >= 10


def test_every_block_is_used() -> None:
    assert {block.block_type for block in blocks()} == set(BodyBlock().child_blocks)


def test_quotes_and_callouts_are_used_in_both_their_kinds() -> None:
    assert {block.value["role"] for block in blocks("quote")} == {"pull", "inline"}
    assert {block.value["kind"] for block in blocks("callout")} == {"example", "note"}
    assert {block.value["anonymous"] for block in blocks("testimonial")} == {True, False}


def test_calls_to_action_lead_to_every_kind_of_place() -> None:
    targets = CallToActionBlock.TARGETS
    used = {name for block in blocks("call_to_action") for name in targets if block.value[name]}

    assert used == set(targets)


def test_some_table_has_a_column_of_numbers() -> None:
    columns = [column["block"].name for table in blocks("table") for column in table.value.columns]

    assert "number" in columns


def test_headings_have_anchors() -> None:
    assert all(heading.value["anchor"] for heading in blocks("heading"))


def test_every_picture_says_what_it_shows_or_that_it_decorates() -> None:
    shown = [(b.value["alt_text"], b.value["decorative"]) for b in blocks("picture")]
    leading = [
        (page.picture_alt_text, page.picture_decorative)
        for model in (PostPage, OfferPage)
        for page in model.objects.exclude(picture=None)
    ]

    assert all(bool(alt) != decorative for alt, decorative in shown + leading)
    assert {decorative for _, decorative in shown} == {True, False}


def test_offers_are_in_every_state() -> None:
    assert {offer.status for offer in OfferPage.objects.all()} == set(Status)


def test_a_learning_cluster_has_meetings_behind_it_and_before_it() -> None:
    sessions = list(OfferPage.objects.get(slug="long-view").sessions.all())
    past = [session for session in sessions if session.ends_at < timezone.now()]

    assert (len(sessions), len(past)) == (4, 2)


def test_a_name_with_a_vertical_bar_is_kept() -> None:
    assert OfferPage.objects.get(slug="kettle-compass").title == "Kettle | Compass"


def test_a_form_stands_in_its_offer_and_in_a_post() -> None:
    offer = OfferPage.objects.get(slug="kettle-compass")
    post = PostPage.objects.get(slug="kettle-first-then-compass")

    embedded = [block.value["form"].pk for block in post.body if block.block_type == "sign_up_form"]
    assert embedded == [offer.sign_up_form_id]


def test_authors_keep_the_role_they_had_when_they_wrote() -> None:
    nneka = AuthorPage.objects.get(slug="nneka-obiora")

    assert nneka.role not in {line.role for line in nneka.contributions.all()}


def test_posts_differ_in_authors_pictures_licences_and_origin() -> None:
    posts = list(PostPage.objects.all())

    assert {post.contributions.count() for post in posts} == {1, 2}
    assert any(post.picture is None for post in posts)
    assert len({post.licence for post in posts}) >= 4
    assert [post.slug for post in posts if post.canonical_url] == ["who-is-the-bench-for"]


def test_sign_ups_are_erased_as_long_after_they_came_as_was_promised() -> None:
    for sign_up in SignUp.objects.select_related("version"):
        kept = sign_up.erase_on - timezone.localdate(sign_up.created_at)
        assert kept.days == sign_up.version.retention_days


def test_everything_is_live_and_every_public_post_is_in_the_feed() -> None:
    items = Counter(ContentItem.objects.filter(public=True).values_list("kind", flat=True))

    assert not Page.objects.filter(live=False).exists()
    assert items["posts"] == PostPage.objects.count()
    assert items["offers"] == OfferPage.objects.count()


def test_every_picture_and_document_is_used() -> None:
    made = counts()

    assert made["LibraryImage"] == len(PICTURES)
    assert made["LibraryDocument"] == len(DOCUMENTS)


def test_documents_are_the_files_they_say_they_are() -> None:
    starts = {"pdf": b"%PDF-1.4", "csv": b"\xef\xbb\xbf", "txt": b""}

    for document in DOCUMENTS.values():
        content = document.content()
        assert content.startswith(starts[document.extension])
        assert len(content) > 200


def test_loading_again_changes_nothing() -> None:
    before = counts()
    out = StringIO()

    call_command("load_sample_content", stdout=out)

    assert counts() == before
    assert "Nothing was missing" in out.getvalue()


def test_loading_again_leaves_what_staff_changed() -> None:
    home, post = HomePage.objects.get(), PostPage.objects.get(slug="minutes-nobody-dreads")
    for page, title in ((home, "Our own front page"), (post, "Our own minutes")):
        page.title = title
        page.save_revision().publish()

    Loader(SMALL).load()

    home.refresh_from_db()
    post.refresh_from_db()
    assert (home.title, post.title) == ("Our own front page", "Our own minutes")


def test_loading_again_brings_back_what_was_deleted() -> None:
    PostPage.objects.get(slug="minutes-nobody-dreads").delete()

    loader = Loader(SMALL)
    loader.load()

    assert loader.made == Counter({"posts": 1})
    assert PostPage.objects.get(slug="minutes-nobody-dreads").live


def test_sign_ups_are_at_every_stage_that_staff_meet() -> None:
    rows = SignUp.objects.all()

    assert {"new", "in_progress", "done", "spam"} <= set(rows.values_list("state", flat=True))
    assert rows.filter(timing="late", state="new").exists()
    assert rows.exclude(owner=None).exists()
    assert rows.filter(events__kind="note").exists()


def test_loading_sends_no_mail_to_anybody() -> None:
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent", "failed"}


def answers(client: Client) -> dict[str, str]:
    """Give all pages that say that something is not there, is wrong, or has been done."""
    TombstoneFactory(url="http://localhost/gone/", reason="It is <over>.")
    form = SignUpFormPage.objects.filter(offers__isnull=False).first()
    here = {"HTTP_SEC_FETCH_SITE": "same-origin"}
    key = SignUp.objects.exclude(form=None).first()
    thanks = f"/sign-up/{key.form.key}/thank-you/{key.reference}/"
    nowhere = "/sign-up/11111111-1111-4111-8111-111111111111/"
    private = StandardPage.objects.get(slug="accessibility")
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.PASSWORD, password="tea"
    )
    given = {
        "404": client.get("/no/such/page/"),
        "410": client.get("/gone/"),
        "422": client.post(f"/sign-up/{form.key}/", {"wrong": "1"}, **here),
        "thanks": client.get(thanks),
        "unknown": client.get(f"{thanks[:-10]}ABCD-EFGH/"),
        "not-taken": client.post(nowhere, {"f1-name": "Ada\nB."}, **here),
        "refused": client.delete(f"/sign-up/{form.key}/"),
        "account": client.get("/_util/login/?next=/about/"),
        "password": client.get(private.url),
        "guide": style_guide(RequestFactory().get("/style-guide/")),
    }
    with override_settings(SEARCHES_PER_MINUTE=1):
        given["too-many"] = [client.get("/search/?q=tea") for _ in range(2)][-1]
    assert [name for name, answer in given.items() if answer.status_code == 500] == []
    alone = {name: render_to_string(name) for name in ("500.html", "400.html")}
    return {name: answer.content.decode() for name, answer in given.items()} | alone


def test_every_link_on_the_site_leads_where_it_says(walk: Walk) -> None:
    assert walk.wrong == {}
    assert len(walk.pages) > 40


def test_nothing_is_fetched_from_another_host(walk: Walk) -> None:
    assert {page: found for page, found in walk.foreign.items() if found} == {}


def test_no_page_weighs_too_much_before_its_pictures(walk: Walk) -> None:
    style = Path(finders.find("css/commonplace.css"))
    icon = Path(finders.find("favicon.svg"))
    around = sum(len(gzip.compress(file.read_bytes())) for file in (style, icon))
    # Those of other alphabets, which have a `unicode-range`, are loaded where their letters stand.
    always = r'^@font-face(?!.*unicode-range).*url\("([^"]+)"\)'
    faces = re.findall(always, style.read_text(), re.MULTILINE)
    around += sum((style.parent / face).stat().st_size for face in faces)
    weights = {page: len(gzip.compress(text.encode())) for page, text in walk.pages.items()}
    del weights["http://localhost/api/v1/docs/"]  # a whole manual, for developers

    assert {page: size for page, size in weights.items() if size + around > HEAVIEST} == {}


def test_all_html_is_valid(walk: Walk, client: Client, tmp_path: Path) -> None:
    assert wrong_html(walk.pages | answers(client), tmp_path) == {}
