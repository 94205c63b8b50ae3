"""Whatever staff do, in whatever order: the feed is what the pages are, and nothing leaks."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client, override_settings
from django_tasks import task_backends
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test
from wagtail.models import Page

from cms.publication.audit import drift_of
from cms.publication.models import ContentItem
from cms.publication.registry import presenters
from cms.publication.schedule import expire_due, publish_due
from tests.proofs import oracle, visitor
from tests.proofs.library import Librarians
from tests.proofs.moments import Moments
from tests.proofs.partner import Partner
from tests.proofs.site import make_site
from tests.proofs.tree import Gardeners

QUEUE = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

#: What partners ask for, and whether they begin with the snapshot.
PARTNERS = [
    ("", False),
    ("topic=places", False),
    ("kind=posts&author=ben", True),
    ("status=open&status=closing_soon", True),
    ("search=words&fields=all", False),
]

#: A visitor reads one address of so many after each step, and the others after the next ones.
EACH = 3


class History(Gardeners, Librarians):
    """Everything that staff do, a worker that runs now and then, and time that goes by."""

    def __init__(self, moments: Moments) -> None:
        """Begin with partners who have nothing yet."""
        super().__init__(moments)
        self.queue = override_settings(TASKS=QUEUE)
        self.queued = False
        self.told = oracle.public_words()
        self.client, self.round = Client(), 0
        self.partners = [Partner(query, by_snapshot=by) for query, by in PARTNERS]
        self.late = [Partner(query, by_snapshot=by) for query, by in PARTNERS]

    @initialize(queued=st.booleans())
    def choose_who_presents(self, queued: bool) -> None:
        self.queued = queued
        if queued:
            self.queue.enable()

    def teardown(self) -> None:
        if self.queued:
            self.queue.disable()
        super().teardown()

    def tasks(self) -> list:
        return task_backends["default"].results if self.queued else []

    @rule(most=st.sampled_from([1, 2, 1000]))
    def work(self, most: int) -> None:
        """Let the worker do some tasks, in their order."""
        for _ in range(min(most, len(self.tasks()))):
            task = self.tasks().pop(0)
            with suppress(ObjectDoesNotExist):  # Wagtail's own tasks fail where a row is gone
                task.task.call(*task.args, **task.kwargs)

    @rule()
    def publish_what_is_due(self) -> None:
        self.moments.pass_by(timedelta(seconds=1))
        for _ in (*publish_due(), *expire_due()):
            pass
        self.work(1000)

    @rule(time=st.sampled_from([1, 59, 3600, 86400, 6 * 86400]))
    def wait(self, time: int) -> None:
        """Let time go by, and do nothing else."""
        self.moments.pass_by(timedelta(seconds=time))

    @rule(early=st.booleans())
    def wait_for_the_next_change(self, early: bool) -> None:
        """Let time go by to the very second at which something changes by itself, or before."""
        coming = visitor.moments_to_come(self.moments.now)
        if coming:
            self.moments.now = min(coming) - timedelta(microseconds=int(early))

    def settled(self) -> bool:
        """Say whether the worker has done all that it has to do by now."""
        over = Page.objects.filter(live=True, expire_at__lte=self.moments.now)
        return not (self.tasks() or ContentItem.objects.due().exists() or over.exists())

    def follow(self, partner: Partner) -> None:
        """Bring a partner up to date, and compare what they have with the lists."""
        partner.follow()
        assert partner.copy == partner.listed()
        if "fields=all" in partner.query and self.round % EACH == 0:
            assert partner.copy == partner.whole()

    @rule(which=st.integers(0, len(PARTNERS) - 1))
    def a_partner_comes_late(self, which: int) -> None:
        """Let a partner follow who has not for a while."""
        self.follow(self.late[which])

    @invariant()
    def copies_are_exact(self) -> None:
        for partner in self.partners:
            self.follow(partner)

    @invariant()
    def items_are_what_pages_give(self) -> None:
        if self.settled():
            assert [drift for each in presenters() for drift in drift_of(each)] == []

    @invariant()
    def nobody_reads_what_is_not_public(self) -> None:
        public = oracle.public_words()
        self.told |= public
        late = public if self.settled() else self.told
        self.round += 1
        for allowed, addresses in ((public, visitor.pages()), (late, visitor.feeds())):
            for address in addresses[self.round % EACH :: EACH]:
                assert oracle.words_in(visitor.read(self.client, address)) <= allowed, address
        self.nobody_finds(self.told - late)

    def nobody_finds(self, secrets: set[str]) -> None:
        """Look for words that only what is not public any more has."""
        for word in sorted(secrets)[-2:]:
            address = f"{visitor.API}items/?search={word}"
            assert '"results":[]' in visitor.read(self.client, address), address

    @invariant()
    def the_feed_lists_what_is_public(self) -> None:
        listed = {one for one in visitor.listed_sources(self.client) if one[0] in visitor.PAGES}
        public = {(page._meta.label_lower, str(page.pk)) for page in oracle.public_pages()}
        public = {one for one in public if one[0] in visitor.PAGES}
        assert listed <= public
        if self.settled():
            assert public <= listed


@pytest.mark.django_db
def test_any_history_leaves_true_items_exact_copies_and_no_secret_told(monkeypatch):
    moments = Moments(monkeypatch)
    make_site()

    run_state_machine_as_test(lambda: History(moments))
