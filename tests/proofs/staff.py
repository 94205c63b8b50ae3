"""What staff do to pages: write, publish, schedule, withdraw."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from wagtail.models import Page

from blog.models import AuthorPage, BlogIndexPage, PostPage
from cms.publication import versions
from cms.vocabulary.models import Topic
from home.models import HomePage, StandardPage
from offers.models import OfferIndexPage, OfferPage, SignUpFormPage
from tests.factories.blog import contribution
from tests.proofs.moments import Moments

WHICH = st.integers(0, 40)
MINUTES = st.sampled_from([1, 60, 24 * 60])
#: What holds other pages up; everything else comes and goes.
PILLARS = (HomePage,)


class Staff(RuleBasedStateMachine):
    """Somebody with all rights, at work. Each text gets a word of its own: `zq12x`."""

    def __init__(self, moments: Moments) -> None:
        """Begin with the site as it was made."""
        super().__init__()
        self.moments = moments
        #: Every word that was ever written.
        self.written: list[str] = []
        self.start = transaction.savepoint()
        moments.start_again()
        for cache in caches.all():
            cache.clear()
        versions._last_read.clear()

    def teardown(self) -> None:
        """Leave the site as it was made."""
        transaction.savepoint_rollback(self.start)

    def word(self) -> str:
        """Give a word that nothing else has."""
        self.written.append(f"zq{len(self.written)}x")
        return self.written[-1]

    def words(self) -> str:
        """Give words that nothing else has."""
        return f"Words {self.word()}"

    def slug(self) -> str:
        """Give a slug that nothing else has."""
        return f"slug-{self.word()}"

    def minutes_from_now(self, minutes: int) -> datetime:
        """Give a moment to come."""
        return self.moments.now + timedelta(minutes=minutes)

    def page(self, which: int, *types: type[Page]) -> Any:
        """Choose a page, of some types."""
        pages = Page.objects.exact_type(*(types or TYPES)).order_by("pk")
        return chosen(pages, which).specific if pages else None

    def opened(self, which: int, *types: type[Page]) -> Any:
        """Choose a page that the editor opens, as it was last saved. An alias cannot be edited."""
        pages = Page.objects.exact_type(*(types or TYPES)).filter(alias_of__isnull=True)
        page = chosen(pages.order_by("pk"), which)
        return page.get_latest_revision_as_object() if page else None

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Do something whole or not at all; what the editor would refuse is left."""
        self.moments.pass_by(timedelta(seconds=1))
        with suppress(ValidationError, ProtectedError), transaction.atomic():
            yield

    def reworded(self, page: Page) -> Page:
        """Give a page other words everywhere."""
        page.title = self.words()
        for name in PLAIN_TEXTS & {field.name for field in page._meta.fields}:
            setattr(page, name, self.words())
        for name in RICH_TEXTS & {field.name for field in page._meta.fields}:
            setattr(page, name, f"<p>{self.words()}</p>")
        return page

    @rule(topic=WHICH, author=WHICH, other=WHICH, live=st.booleans())
    def write_post(self, topic: int, author: int, other: int, live: bool) -> None:
        """Write a post that links to another page."""
        blog, who = self.page(0, BlogIndexPage), self.page(author, AuthorPage)
        target = self.page(other)
        if not (blog and who):
            return
        with self.at_work():
            post = PostPage(slug=self.slug(), topic=chosen(Topic.objects.order_by("pk"), topic))
            link = f'<a linktype="page" id="{target.pk}">words</a>'
            post.body = [("paragraph", f"<p>{self.words()} {link}</p>")]
            post.contributions = [contribution(who)]
            post.live = False
            blog.add_child(instance=self.reworded(post))
            revision = post.save_revision()
            if live:
                revision.publish()

    @rule(which=WHICH)
    def edit_and_publish(self, which: int) -> None:
        """Publish a page with other words."""
        with self.at_work():
            page = self.reworded(self.opened(which))
            page.save_revision().publish()

    @rule(which=WHICH)
    def edit_a_draft(self, which: int) -> None:
        """Change a page, and publish nothing."""
        with self.at_work():
            page = self.reworded(self.opened(which))
            page.slug = self.slug()
            page.save_revision()

    @rule(which=WHICH)
    def publish_the_draft(self, which: int) -> None:
        """Publish what there is, changed or not."""
        with self.at_work():
            self.opened(which).save_revision().publish()

    @rule(which=WHICH, version=WHICH)
    def go_back(self, which: int, version: int) -> None:
        """Publish an earlier version."""
        page = self.page(which)
        if not page.revisions.exists():
            return
        with self.at_work():
            earlier = chosen(page.revisions.order_by("pk"), version)
            earlier.as_object().save_revision(previous_revision=earlier).publish(
                previous_revision=earlier
            )

    @rule(which=WHICH, below=st.booleans())
    def unpublish(self, which: int, below: bool) -> None:
        """Unpublish a page, or all below it too."""
        with self.at_work():
            page = self.page(which)
            for each in page.get_descendants().live().specific() if below else []:
                each.unpublish()
            page.unpublish()

    @rule(which=WHICH, minutes=MINUTES)
    def publish_later(self, which: int, minutes: int) -> None:
        """Let other words go live by themselves."""
        self.schedule(which, "go_live_at", minutes)

    @rule(which=WHICH, minutes=MINUTES)
    def let_expire(self, which: int, minutes: int) -> None:
        """Publish a page until a moment."""
        self.schedule(which, "expire_at", minutes)

    def schedule(self, which: int, date: str, minutes: int) -> None:
        """Publish a page with a date."""
        with self.at_work():
            page = self.reworded(self.opened(which))
            setattr(page, date, self.minutes_from_now(minutes))
            page.save_revision().publish()

    @rule(which=WHICH)
    def delete_page(self, which: int) -> None:
        """Delete a page with all below it."""
        with self.at_work():
            self.page(which).delete()

    @rule(which=WHICH, author=WHICH, topic=WHICH, other=WHICH)
    def change_what_a_post_names(self, which: int, author: int, topic: int, other: int) -> None:
        """Give a post one other author, main topic and related post; the rest it loses."""
        post, who = self.opened(which, PostPage), self.page(author, AuthorPage)
        if not (post and who):
            return
        with self.at_work():
            post.contributions = [contribution(who)]
            post.topic = chosen(Topic.objects.order_by("pk"), topic)
            post.further_topics.set([])
            related = self.page(other, PostPage)
            post.related = [post.related.model(post=related)]
            post.save_revision().publish()


def chosen(rows: "QuerySet[Any]", which: int) -> Any:
    """Choose one of some rows, round and round; None of none."""
    listed = list(rows)
    return listed[which % len(listed)] if listed else None


TYPES = (
    PostPage,
    AuthorPage,
    OfferPage,
    SignUpFormPage,
    StandardPage,
    BlogIndexPage,
    OfferIndexPage,
)
PLAIN_TEXTS = {"standfirst", "summary", "short_name", "role", "consent"}
RICH_TEXTS = {"biography", "who_for", "what_you_get", "thank_you"}
