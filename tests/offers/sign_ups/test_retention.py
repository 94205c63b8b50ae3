"""Sign-ups are kept as long as promised, and no longer."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from cms.publication.models import Chore
from offers.models import ErasedSignUp, SignUp
from offers.sign_ups.history import write_down
from offers.sign_ups.retention import _keep_shorter, coming_up, keep_promises
from tests.factories.offers import SignUpFormPageFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db


def days_ago(days: int) -> Any:
    return timezone.now() - timedelta(days=days)


def received(days: int, **fields: Any) -> SignUp:
    """Receive a sign-up that came some days ago."""
    form_page = fields.pop("form_page", None) or SignUpFormPageFactory(retention_days=60)
    before = set(SignUp.objects.values_list("pk", flat=True))
    send_right(form_page, your_name=f"Person {len(before)}")
    kept = SignUp.objects.exclude(pk__in=before)
    moment = days_ago(days)
    day = timezone.localdate(moment) + timedelta(days=form_page.retention_days)
    kept.update(**{"created_at": moment, "erase_on": day, **fields})
    return kept.get()


def an_hour_later() -> None:
    long_ago = timezone.now() - timedelta(hours=2)
    Chore.objects.update_or_create(name="retention", defaults={"done_at": long_ago})
    list(keep_promises())


def days_pass(days: int) -> None:
    """Make everything older by some days."""
    passed = timedelta(days=days)
    for kept in SignUp.objects.all():
        kept.created_at, kept.erase_on = kept.created_at - passed, kept.erase_on - passed
        kept.save()


def test_what_was_kept_as_long_as_promised_is_erased_on_the_day():
    over, kept = received(60), received(59)
    an_hour_later()
    assert list(SignUp.objects.all()) == [kept]
    left = ErasedSignUp.objects.get()
    assert (left.why, left.by, left.form) == ("retention", None, over.form)


def test_it_is_done_once_an_hour():
    Chore.objects.update_or_create(name="retention", defaults={"done_at": timezone.now()})
    received(90)
    assert list(keep_promises()) == []
    assert SignUp.objects.exists()


def test_a_round_that_was_broken_off_is_taken_up_by_the_next(monkeypatch):
    monkeypatch.setattr("offers.sign_ups.retention.BATCH", 2)
    form_page = SignUpFormPageFactory(retention_days=60)
    for _ in range(5):
        received(90, form_page=form_page)
    Chore.objects.update_or_create(name="retention", defaults={"done_at": days_ago(1)})
    next(keep_promises())
    assert SignUp.objects.count() == 3
    an_hour_later()
    assert not SignUp.objects.exists()
    assert ErasedSignUp.objects.count() == 5


def test_a_form_that_keeps_answers_shorter_keeps_old_ones_shorter():
    kept = received(20)
    kept.form.retention_days = 30
    kept.form.save_revision().publish()
    an_hour_later()
    kept.refresh_from_db()
    assert kept.erase_on == timezone.localdate(kept.created_at) + timedelta(days=30)


def test_what_a_shorter_time_erases_is_listed_for_a_week_before():
    kept = received(20)
    kept.form.retention_days = 10
    kept.form.save_revision().publish()
    an_hour_later()
    kept.refresh_from_db()
    assert kept.erase_on == timezone.localdate() + timedelta(days=7)
    assert list(coming_up(7)) == [kept]
    days_pass(6)
    an_hour_later()
    assert SignUp.objects.exists()
    days_pass(1)
    an_hour_later()
    assert not SignUp.objects.exists()


def test_a_shorter_time_that_is_taken_back_erases_nothing():
    kept = received(20)
    promised = kept.erase_on
    for days in (10, 60):
        kept.form.retention_days = days
        kept.form.save_revision().publish()
        an_hour_later()
    kept.refresh_from_db()
    assert kept.erase_on == promised


def test_what_was_brought_forward_is_not_read_again(django_assert_num_queries):
    kept = received(20)
    kept.form.retention_days = 30
    kept.form.save_revision().publish()
    an_hour_later()
    with django_assert_num_queries(2) as captured:  # the forms, and what is left to do
        assert list(_keep_shorter()) == []
    with connection.cursor() as cursor:
        cursor.execute(captured[1]["sql"])
        assert cursor.fetchall() == []


def test_a_form_that_keeps_answers_longer_keeps_nobody_longer_than_promised():
    kept = received(20)
    for days in (300, 200):
        kept.form.retention_days = days
        kept.form.save_revision().publish()
        an_hour_later()
    promised = kept.erase_on
    kept.refresh_from_db()
    assert kept.erase_on == promised


def test_a_shorter_time_in_a_draft_changes_nothing():
    kept = received(20)
    kept.form.retention_days = 5
    kept.form.save_revision()
    an_hour_later()
    assert SignUp.objects.get() == kept


def test_suspected_spam_is_kept_for_a_month_from_when_it_was_put_there():
    gone = received(31, state="spam", form_page=SignUpFormPageFactory())
    kept = received(29, state="spam", form_page=gone.form)
    marked = received(100, state="spam", form_page=gone.form)
    write_down("state", [(marked.pk, "New → Suspected spam")])
    an_hour_later()
    assert set(SignUp.objects.all()) == {kept, marked}
    assert ErasedSignUp.objects.get().why == "spam"
    marked.events.update(at=days_ago(31))
    an_hour_later()
    assert list(SignUp.objects.all()) == [kept]


def test_where_it_came_from_is_forgotten_after_two_days():
    old, new = received(3, sender="a" * 64), received(1, sender="b" * 64)
    an_hour_later()
    assert {kept.pk: kept.sender for kept in SignUp.objects.all()} == {old.pk: "", new.pk: "b" * 64}


def test_what_comes_up_is_known_beforehand():
    soon, later = received(40), received(20)
    spam = received(10, state="spam", form_page=SignUpFormPageFactory())
    assert set(coming_up(30)) == {soon, spam}
    assert later in coming_up(50)


def test_a_round_with_nothing_to_do_costs_little(django_assert_max_num_queries):
    for _ in range(3):
        received(1)
    Chore.objects.update_or_create(name="retention", defaults={"done_at": days_ago(1)})
    with django_assert_max_num_queries(7):
        list(keep_promises())
