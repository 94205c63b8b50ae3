"""What staff do to places: move, copy, rename, repeat, make private."""

from hypothesis import strategies as st
from hypothesis.stateful import rule
from wagtail import hooks
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page, PageViewRestriction, Site

from offers.models import OfferPage
from tests.proofs.staff import TYPES, WHICH, Staff, chosen


class Gardeners(Staff):
    """Staff who keep the tree of pages in order."""

    @rule(which=WHICH, to=WHICH)
    def move(self, which: int, to: int) -> None:
        """Move a page with all below it."""
        page, target = self.page(which), self.page(to)
        if page and target and not target.path.startswith(page.path):
            with self.at_work():
                page.move(target, pos="last-child")

    @rule(which=WHICH, below=st.booleans(), live=st.booleans())
    def copy(self, which: int, below: bool, live: bool) -> None:
        """Copy a page, with all below it or without."""
        page = self.page(which)
        if type(page).max_count == 1 or Page.objects.count() > 40:
            return
        with self.at_work():
            page.copy(recursive=below, update_attrs={"slug": self.slug()}, keep_live=live)

    @rule(which=WHICH, to=WHICH)
    def repeat(self, which: int, to: int) -> None:
        """Make an alias."""
        page, target = self.page(which), self.page(to)
        if page.alias_of_id is None:
            with self.at_work():
                page.create_alias(parent=target, update_slug=self.slug())

    @rule(which=WHICH)
    def make_an_alias_a_page(self, which: int) -> None:
        """Turn an alias into a page of its own, as the editor's view does."""
        aliases = Page.objects.exact_type(*TYPES).filter(alias_of__isnull=False).order_by("pk")
        if aliases:
            with self.at_work():
                page = chosen(aliases, which).specific
                ConvertAliasPageAction(page).execute(skip_permission_checks=True)
                for hook in hooks.get_hooks("after_convert_alias_page"):
                    hook(None, page)

    @rule(which=WHICH)
    def change_the_address(self, which: int) -> None:
        """Give a page another slug, which changes all addresses below it."""
        with self.at_work():
            page = self.opened(which)
            page.slug = self.slug()
            page.save_revision().publish()

    @rule(which=WHICH, above=st.booleans())
    def make_private(self, which: int, above: bool) -> None:
        """Show a page, or the one above it, with all below, to those who sign in."""
        with self.at_work():
            page = self.page(which)
            page = page.get_parent() if above and page.depth > 3 else page
            if not PageViewRestriction.objects.filter(page=page).exists():
                PageViewRestriction.objects.create(page=page, restriction_type="login")

    @rule(which=WHICH)
    def make_public(self, which: int) -> None:
        """Show everybody what was private."""
        if restriction := chosen(PageViewRestriction.objects.order_by("pk"), which):
            with self.at_work():
                restriction.delete()

    @rule(name=st.booleans(), port=st.booleans())
    def move_the_site(self, name: bool, port: bool) -> None:
        """Give the site another address."""
        with self.at_work():
            site = Site.objects.get(is_default_site=True)
            site.hostname = f"host-{len(self.written)}.example" if name else site.hostname
            site.port = 8080 if port else 80
            site.save()

    @rule(which=WHICH, back=st.booleans())
    def change_the_root(self, which: int, back: bool) -> None:
        """Let the site begin at another page, or at its front page again."""
        with self.at_work():
            site = Site.objects.get(is_default_site=True)
            home = Page.objects.filter(depth=2).order_by("pk").first()
            site.root_page = home if back else Page.objects.get(pk=self.page(which).pk)
            site.save()

    @rule(which=WHICH, places=st.integers(0, 2), minutes=st.integers(1, 30000))
    def change_an_offer(self, which: int, places: int, minutes: int) -> None:
        """Give an offer another end and other places, and its sessions other titles."""
        if offer := self.opened(which, OfferPage):
            with self.at_work():
                offer.places = places or None
                offer.opens_at = None
                offer.closes_at = self.minutes_from_now(minutes)
                sessions = list(offer.sessions.all())
                for session in sessions:
                    session.title = self.words()
                offer.sessions.set(sessions[: which % 3])
                offer.save_revision().publish()
