"""Full-text search: the words by which public items are found, the same on every database."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, Func, Q, TextField, Value, When
from snowballstemmer import stemmer

from cms.pages.statements import Given

#: Stands before a stem, and says where it is: in the title, in the title or the summary, anywhere.
#: No stem contains such a character.
MARKS = ("¹", "²", "")

MOST_OF_A_WORD = 60  # characters
MOST_WORDS = 200_000  # characters; PostgreSQL takes a megabyte, and four bytes for some

_APOSTROPHES = str.maketrans("‘’ʼ＇", "''''")  # noqa: RUF001 - these very characters
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def stems(*texts: str) -> tuple[str, ...]:
    """Give the stems of all words in some texts, each once, in order of appearance.

    Case, accents and apostrophes make no difference. No word is too common to be searched for.
    """
    plain = "\n".join(texts)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).translate(_APOSTROPHES)
        plain = _FOREIGN.sub(_without_accent, plain)
    words = dict.fromkeys(_WORD.findall(plain.casefold()))
    return tuple(dict.fromkeys(_stem(word[:MOST_OF_A_WORD]) for word in words))


def _without_accent(letter: re.Match[str]) -> str:
    return "" if unicodedata.combining(letter[0]) else letter[0]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    # A stemmer works inside itself, so two threads cannot share one.
    stem: str = stemmer("english").stemWord(word)
    return stem.replace("'", "")


def searchable(title: str, lead: Iterable[str], whole: Iterable[str]) -> str:
    """Give what is stored of an item to find it by: marked stems with blanks between them.

    `lead` and `whole` are what its summary and the rest of it say.
    """
    lead = [title, *lead]
    texts = ([title], lead, [*lead, *whole])
    marked = (mark + stem for mark, part in zip(MARKS, texts, strict=True) for stem in stems(*part))
    return f"{' '.join(marked)} "[:MOST_WORDS].rpartition(" ")[0]


class Says(Func):
    """Whether an entry has all of some stems; each database asks its own index.

    On SQLite that is an FTS5 table, on PostgreSQL a GIN index. What is asked reaches them as a
    list of quoted words, in which nothing is an operator: a stem has letters and digits alone.
    """

    output_field = models.BooleanField()

    def __init__(self, asked: Iterable[str]) -> None:
        """Take the stems, marked."""
        super().__init__(F("number"), F("words"), Value(" ".join(asked), TextField()))

    def as_sqlite(
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """Look the number up among the rows of the FTS5 table that match."""
        number, _, asked = self.get_source_expressions()
        sql, params = compiler.compile(number)
        match = " ".join(f'"{stem}"' for stem in asked.value.split())
        found = "SELECT rowid FROM publication_searchindex WHERE publication_searchindex MATCH %s"
        return f"{sql} IN ({found})", (*params, match)

    def as_postgresql(
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """Ask in the very words of the index."""
        _, words, asked = self.get_source_expressions()
        sql, params = compiler.compile(words)
        query = " & ".join(f"'{stem}'" for stem in asked.value.split())
        return f"publication_vector({sql}) @@ %s::tsquery", (*params, query)


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """Entries, asked as a search asks."""

    def public(self, at: datetime | Given) -> Self:
        """Keep the entries of what has not expired at a moment."""
        return self.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=at))

    def found(self, asked: Iterable[str], mark: str = "") -> Self:
        """Keep the entries that have all of some stems, in the part that a mark says."""
        return self.filter(Says(mark + stem for stem in asked))


def rank(asked: Iterable[str], number: str = "number") -> Case:
    """Give how near the stems are, for what has them all: 2 in the title, 1 in the summary, or 0.

    Not bm25 and its like, which weigh a word by how many other items have it: publishing one
    item would move the others about, and who is paging through the list would miss some.
    """
    title, lead, _ = MARKS
    asked = tuple(asked)

    def says(mark: str) -> Q:
        numbers = SearchEntry.objects.found(asked, mark).values("number")
        return Q(**{f"{number}__in": numbers})

    return Case(
        When(says(title), then=Value(2)),
        When(says(lead), then=Value(1)),
        default=Value(0),
        output_field=models.SmallIntegerField(),
    )


class SearchEntry(models.Model):
    """What a public item is found by. A withdrawn item has none, so it cannot be found.

    It repeats what a search narrows and orders by, so that it reads nothing else of 2,000 hits.
    """

    item = models.OneToOneField(
        "publication.ContentItem",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search_entry",
    )
    #: The item's change number: the row of the FTS5 table.
    number = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    published_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    words = models.TextField()

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        indexes = [
            # All but the words: SQLite reads this instead of long rows.
            models.Index(
                fields=["number", "kind", "published_at", "item", "expires_at"],
                name="search_entry_without_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id}"

    def is_stored(self) -> bool:
        """Say whether the database has it just like this."""
        values = {field.attname: getattr(self, field.attname) for field in self._meta.fields}
        return SearchEntry.objects.filter(**values).exists()
