"""Words: how they are made the same, what items are found by, and what finding them costs."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from cms.publication import checks, search
from cms.publication.models import Clock, ContentItem
from cms.publication.search import SearchEntry, rank, searchable, stems
from tests.factories.blog import AuthorPageFactory, PostPageFactory
from tests.factories.offers import OfferPageFactory, OfferSessionFactory
from tests.factories.publication import ContentItemFactory, findable
from tests.factories.vocabulary import OrganisationFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gardens", "garden"),
        ("Gardening", "GARDENED"),
        ("community", "communities"),
        ("café", "cafe"),
        ("cafe\u0301", "CAFÉ"),
        ("Straße", "strasse"),
        ("people’s", "people"),
        ("don’t", "don't"),
        ("don't", "dont"),
        ("O’Brien", "OBrien"),
        ("ﬁnding", "find"),
        ("\uff12\uff10\uff12\uff16", "2026"),
        ("Łódź", "łódź"),
        ("сады", "САДЫ"),
    ],
)
def test_these_are_the_same_word(one, other):
    assert stems(one) == stems(other)
    assert len(stems(one)) == 1


@pytest.mark.parametrize("text", ["co-produced", "co_produced", "co/produced", "co\x00produced"])
def test_whatever_is_no_letter_parts_words(text):
    assert stems(text) == ("co", "produc")


@given(st.text())
def test_a_stem_is_made_of_letters_and_digits(text):
    assert all(stem.isalnum() and len(stem) <= 4 * search.MOST_OF_A_WORD for stem in stems(text))


def test_every_word_counts_once_and_none_is_too_common():
    assert stems("The garden and the gardens", "and more") == ("the", "garden", "and", "more")


def test_what_is_stored_says_where_a_word_is():
    assert (
        searchable("Tea", ["for forty"], ["in gardens"])
        == "¹tea ²tea ²for ²forti tea for forti in garden"
    )


def test_a_text_without_end_is_cut_between_words(monkeypatch):
    monkeypatch.setattr(search, "MOST_WORDS", 1000)

    words = searchable("", [], [" ".join(f"w{number}" for number in range(1000))])

    assert 990 < len(words) <= 1000
    assert words.rpartition(" ")[2] == f"w{len(words.split()) - 1}"


def found(words):
    return set(ContentItem.objects.found(stems(words)).values_list("title", flat=True))


def test_what_has_all_the_words_is_found():
    findable(ContentItemFactory(title="Tea in gardens"))
    findable(ContentItemFactory(title="Coffee"), words="and no garden at all")

    assert found("garden") == {"Tea in gardens", "Coffee"}
    assert found("garden tea") == {"Tea in gardens"}
    assert found("garden tea milk") == found("gard") == set()


def test_a_word_of_the_title_is_nearer_than_one_of_the_summary_and_that_than_any_other():
    findable(ContentItemFactory(title="Tea garden"))
    findable(ContentItemFactory(title="Tea"), lead="In a garden")
    findable(ContentItemFactory(title="Coffee"), lead="Tea", words="In a garden")

    entries = SearchEntry.objects.found(stems("tea garden")).annotate(
        rank=rank(stems("tea garden"))
    )

    assert dict(entries.values_list("item__title", "rank")) == {
        "Tea garden": 2, "Tea": 1, "Coffee": 0
    }  # fmt: skip


@pytest.mark.parametrize("text", ["NEAR", "and", "or", "not", "words", "¹tea", "rank"])
def test_the_words_of_a_query_language_are_words(text):
    findable(ContentItemFactory(title="Plain"))
    findable(ContentItemFactory(title=f"{text} by"))

    assert found(f"{text} by") == {f"{text} by"}


@pytest.mark.parametrize(
    "text", ["'", "it's 'so'", 'say "so" so', "a & b | !c", "back\\slash", "🌱 tea"]
)
def test_no_character_has_a_meaning_of_its_own(text):
    findable(ContentItemFactory(title="Found"), words=text)

    assert found(f"{text} found") == {"Found"}


def test_the_longest_words_in_the_widest_letters_can_be_kept_and_found():
    wide = "\U00020000" * 5000
    findable(
        ContentItemFactory(title="Found"),
        words=f"{wide} " + " ".join(chr(0x20000 + number) * 60 for number in range(5000)),
    )

    assert found(wide) == {"Found"}


@pytest.fixture
def post(db):
    author = AuthorPageFactory(title="Nia Maddocks")
    topic = TopicFactory(name="Allotments")
    return PostPageFactory(
        title="Tea for forty",
        standfirst="What a kettle taught us.",
        authors=[author],
        topic=topic,
        body=[("paragraph", "<p>Bring biscuits.</p>")],
    )


def test_a_post_is_found_by_title_standfirst_body_author_and_topic(post):
    for words in ("forty", "kettle", "biscuit", "Maddocks", "allotment"):
        assert "Tea for forty" in found(words), words


def test_an_offer_is_found_by_its_texts_partners_and_sessions():
    OfferPageFactory(
        title="Reflect | Recharge",
        summary="For the rested.",
        who_for="<p>Anybody.</p>",
        what_you_get="<p>A workbook.</p>",
        organisations=[OrganisationFactory(name="Riverside Trust")],
        sessions=[OfferSessionFactory.build(title="Firstsession", venue="Village hall")],
    )

    texts = ("Recharge", "rested", "anybody", "workbook", "Riverside", "firstsession", "hall")
    for words in texts:
        assert "Reflect | Recharge" in found(words), words


def test_an_organisation_is_found_by_its_place():
    OrganisationFactory(name="Riverside Trust", place="Ludlow")

    assert found("ludlow") == {"Riverside Trust"}


def test_a_draft_is_not_found_nor_what_a_draft_says(post):
    post.title, post.standfirst = "Secret plans", "Nobody knows."
    post.save_revision()
    PostPageFactory(title="Secret draft", live=False)

    assert found("secret") == found("nobody") == set()


def test_what_is_withdrawn_is_not_found_and_leaves_no_words(post):
    item = ContentItem.objects.get(title="Tea for forty")

    post.unpublish()

    assert found("forty") == set()
    assert not SearchEntry.objects.filter(item=item).exists()


def test_new_words_are_found_and_old_ones_are_not(post):
    post.title = "Cake for forty"
    post.save_revision().publish()

    assert found("tea") == set()
    assert found("cake") == {"Cake for forty"}


def test_who_has_a_new_name_is_found_by_it_in_all_they_wrote(post):
    author = post.bylines[0].author
    author.title = "Nia Fairweather"
    author.save_revision().publish()

    assert found("Maddocks") == set()
    assert found("Fairweather") == {"Nia Fairweather", "Tea for forty"}


def test_an_item_that_goes_takes_its_words_along():
    findable(ContentItemFactory(title="Tea"))

    ContentItem.objects.all().delete()

    assert found("tea") == set()
    assert not SearchEntry.objects.exists()


def drift():
    with pytest.raises(CommandError) as error:
        call_command("check_publication")
    return str(error.value)


@pytest.mark.parametrize("harm", ["delete", "change"])
def test_words_that_are_missing_or_wrong_are_noticed_and_mended(post, harm, capsys):
    entry = SearchEntry.objects.filter(kind="posts")
    number = ContentItem.objects.get(kind="posts").change
    clock = Clock.objects.get().number
    entry.delete() if harm == "delete" else entry.update(words="other")

    assert "1 found" in drift()
    call_command("check_publication", "--repair")

    assert "Tea for forty" in found("biscuit")
    assert ContentItem.objects.get(kind="posts").change == number
    assert Clock.objects.get().number > clock  # whoever kept the answer of a search asks anew


def test_rebuilding_enters_what_was_published_before_there_was_a_search(post):
    numbers = dict(ContentItem.objects.values_list("pk", "change"))
    SearchEntry.objects.all().delete()

    call_command("rebuild_publication")

    assert "Tea for forty" in found("biscuit")
    assert dict(ContentItem.objects.values_list("pk", "change")) == numbers


def plan(entries):
    lines = entries.explain()
    return lines.replace("Bitmap Index Scan on publication_searchindex", "THE INDEX").replace(
        "publication_searchindex VIRTUAL TABLE INDEX 0:M1", "THE INDEX"
    )


def enough_rows():
    """Fill the tables, so that a planner who counts has reason to use an index."""
    items = [ContentItemFactory.build(change=number) for number in range(1, 301)]
    ContentItem.objects.bulk_create(items)
    for item in items:
        findable(item, words=f"common{' rare' if item.change == 7 else ''}")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE publication_searchentry, publication_contentitem")


@pytest.mark.parametrize("word", ["rare", "common"])
def test_the_database_finds_by_its_index_however_common_a_word_is(word):
    enough_rows()

    asked = plan(SearchEntry.objects.found([word]).annotate(rank=rank([word])).order_by("rank"))

    assert asked.count("THE INDEX") == 3
    assert "Seq Scan" not in asked
    assert plan(ContentItem.objects.found([word])).count("THE INDEX") == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps long texts elsewhere")
def test_sqlite_ranks_without_reading_the_words():
    entries = SearchEntry.objects.found(["tea"]).filter(kind="posts")

    assert "USING COVERING INDEX search_entry_without_words" in plan(
        entries.order_by("-published_at", "-item").values("item")
    )


@pytest.mark.skipif(connection.vendor != "sqlite", reason="nothing like it on PostgreSQL")
def test_the_triggers_keep_table_and_index_the_same(post):
    post.unpublish()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO publication_searchindex (publication_searchindex, rank) "
            "VALUES ('integrity-check', 1)"
        )


def test_a_sqlite_without_fts5_is_told_of(monkeypatch):
    monkeypatch.setattr(checks, "_has_fts5", lambda alias: False)

    problems = checks.full_text(databases=["default"])

    assert len(problems) == (connection.vendor == "sqlite")
    assert all("FTS5" in problem.msg for problem in problems)


def test_this_database_can_search():
    assert checks.full_text(databases=["default"]) == []
