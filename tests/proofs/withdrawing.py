"""What staff withdraw by the screens of the admin, and what they say about it."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import rule
from wagtail.models import Page

from cms.publication.models import ContentItem
from cms.users.models import User
from cms.vocabulary.models import Organisation, Topic
from offers.models import OfferPage, OfferSession
from tests.proofs import oracle
from tests.proofs.moments import Moments
from tests.proofs.staff import WHICH, Staff, chosen
from tests.proofs.visitor import PAGES

SESSIONS = OfferSession._meta.label_lower


class Words(NamedTuple):
    """Why something is gone, and the id of what there is instead."""

    reason: str
    instead: str | None


class Registrars(Staff):
    """Staff who say why they withdraw something, and what there is instead."""

    def __init__(self, moments: Moments) -> None:
        """Begin with nothing said."""
        super().__init__(moments)
        #: What was last said about each item that is gone, by its id.
        self.said: dict[str, Words] = {}

    def sent(self, path: str, fields: dict[str, Any]) -> bool:
        """Send a form of the admin, signed in; say whether it was taken."""
        client = Client()
        client.force_login(User.objects.get(is_superuser=True))
        with self.at_work():
            response = client.post(f"/admin/{path}", fields)
            assert response.status_code in {200, 302}, path
            return bool(response.status_code == 302)
        raise AssertionError(path)

    def fields(self, instead: int, *gone: Page) -> tuple[dict[str, Any], Words]:
        """Give the fields of the form, and what they say. What replaces a page, stays."""
        reason = f"Because of what came up on {self.moments.now:%d %B, %H.%M.%S}"
        away = [page.path for page in gone]
        others = [
            page
            for page in oracle.public_pages()
            if page._meta.label_lower in PAGES and not oracle.lies_in(page.path, away)
        ]
        if not others or instead % 3 == 0:
            return {"reason": reason}, Words(reason, None)
        page = others[instead % len(others)]
        item = ContentItem.objects.get(source=page._meta.label_lower, source_key=page.pk)
        return {"reason": reason, "replacement": page.pk}, Words(reason, str(item.pk))

    @rule(which=WHICH, instead=WHICH, how=st.sampled_from(["unpublish", "delete"]))
    def withdraw_and_say_why(self, which: int, instead: int, how: str) -> None:
        """Withdraw a page with all below it."""
        page = self.page(which)
        self.withdraw(f"pages/{page.pk}/{how}/?", instead, page)

    @rule(which=WHICH, also=WHICH, instead=WHICH, how=st.sampled_from(["unpublish", "delete"]))
    def withdraw_two_and_say_why(self, which: int, also: int, instead: int, how: str) -> None:
        """Withdraw two pages at once, with all below them."""
        pages = list({one.pk: one for one in (self.page(which), self.page(also))}.values())
        asked = urlencode([("id", page.pk) for page in pages])
        self.withdraw(f"bulk/wagtailcore/page/{how}/?{asked}", instead, *pages)

    def withdraw(self, path: str, instead: int, *pages: Page) -> None:
        """Send the form, and keep in mind about what it says something."""
        fields, words = self.fields(instead, *pages)
        before = [item.pk for item in self.items_of(pages)]
        if self.sent(path, {**fields, "include_descendants": "on"}):
            self.keep_in_mind(words, before)

    def keep_in_mind(self, words: Words, items: Iterable[UUID]) -> None:
        """Remember what was said about those of some items that are gone now."""
        gone = ContentItem.objects.filter(pk__in=items, public=False)
        self.said |= {str(pk): words for pk in gone.values_list("pk", flat=True)}

    def items_of(self, pages: Iterable[Page]) -> Iterable[ContentItem]:
        """Give the public items of some pages, of those below them, and of their sessions."""
        keys = {
            str(pk)
            for page in pages
            for pk in Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True)
        }
        for item in ContentItem.objects.filter(public=True, source__in={*PAGES, SESSIONS}):
            if item.source_key.partition(":")[0] in keys:
                yield item

    @rule(model=st.sampled_from([Topic, Organisation]), which=WHICH, instead=WHICH)
    def delete_and_say_why(self, model, which: int, instead: int) -> None:
        """Delete a topic or an organisation, and let another take its place."""
        rows = model.objects.order_by("pk")
        row, other = chosen(rows, which), chosen(rows, instead)
        if row is None:
            return
        items = ContentItem.objects.filter(source=model._meta.label_lower)
        fields, words = self.fields(0)
        if other != row:
            fields["replacement"] = other.pk
            words = words._replace(instead=str(items.get(source_key=other.pk).pk))
        before = list(items.filter(source_key=row.pk, public=True).values_list("pk", flat=True))
        if self.sent(f"snippets/vocabulary/{model._meta.model_name}/delete/{row.pk}/", fields):
            self.keep_in_mind(words, before)

    @rule(which=WHICH, instead=WHICH)
    def say_something_else(self, which: int, instead: int) -> None:
        """Correct what is said about something that is gone, and about its parts."""
        gone = ContentItem.objects.filter(event=ContentItem.Event.WITHDRAWN, source__in=PAGES)
        if item := chosen(gone.order_by("pk"), which):
            fields, words = self.fields(instead, *Page.objects.filter(pk=item.source_key))
            if self.sent(f"reports/withdrawn/{item.pk}/", fields):
                parts = gone.model.objects.filter(
                    event=ContentItem.Event.WITHDRAWN,
                    source=SESSIONS if item.source == OfferPage._meta.label_lower else "",
                    source_key__startswith=f"{item.source_key}:",
                )
                before = self.said.get(str(item.pk))
                same = (one for one in parts if self.said.get(str(one.pk)) == before)
                self.said |= {str(one.pk): words for one in (item, *same)}
