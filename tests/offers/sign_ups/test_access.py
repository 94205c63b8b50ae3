"""Who looked at sign-ups is written down."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.publication.models import Chore
from offers.models import Access, SignUp
from offers.sign_ups.access import forget, record
from tests.factories.offers import SignUpFormPageFactory
from tests.factories.users import UserFactory
from tests.offers.sending import send_right

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_up() -> SignUp:
    send_right(SignUpFormPageFactory())
    return SignUp.objects.get()


def test_what_is_written_down_names_the_person_who_looked_and_the_reference(sign_up):
    record(UserFactory(username="ada"), Access.Kind.READ, sign_up=sign_up)
    seen = Access.objects.get()
    assert (seen.user_name, seen.reference, seen.form) == ("ada", sign_up.reference, sign_up.form)


def test_an_address_that_was_searched_for_is_never_written_down():
    record(UserFactory(), Access.Kind.FIND, count=2, detail="for Ines@Example.org in May")
    assert Access.objects.get().detail == "for [address] in May"


def test_reading_the_same_thing_again_at_once_is_one_reading(sign_up):
    reader = UserFactory()
    for _ in range(3):
        record(reader, Access.Kind.READ, sign_up=sign_up)
    assert Access.objects.count() == 1
    record(UserFactory(), Access.Kind.READ, sign_up=sign_up)
    assert Access.objects.count() == 2
    Access.objects.update(at=timezone.now() - timedelta(minutes=6))
    record(reader, Access.Kind.READ, sign_up=sign_up)
    assert Access.objects.count() == 3


def test_every_export_is_written_down(sign_up):
    reader = UserFactory()
    for _ in range(2):
        record(reader, Access.Kind.EXPORT, form=sign_up.form, count=40)
    assert Access.objects.filter(count=40, form=sign_up.form).count() == 2


def test_who_saw_what_is_known_for_two_years_and_survives_the_account(sign_up):
    reader = UserFactory(username="ada")
    record(reader, Access.Kind.READ, sign_up=sign_up)
    record(reader, Access.Kind.EXPORT)
    reader.delete()
    long_ago = timezone.now() - timedelta(days=731)
    Access.objects.filter(kind=Access.Kind.EXPORT).update(at=long_ago)
    Chore.objects.update_or_create(name="accesses", defaults={"done_at": long_ago})
    assert list(forget()) == [None]
    assert [seen.user_name for seen in Access.objects.all()] == ["ada"]
    assert list(forget()) == []


REPORT = "/admin/sign-ups/accesses/"


def test_the_report_says_who_looked_at_what(admin_client, sign_up):
    ada, bo = UserFactory(username="ada"), UserFactory(username="bo")
    record(ada, Access.Kind.READ, sign_up=sign_up)
    record(bo, Access.Kind.EXPORT, form=sign_up.form, count=41, detail="State: new")
    text = admin_client.get(REPORT).content.decode()
    for expected in ["ada", "Read a sign-up", sign_up.reference, "41", "State: new"]:
        assert expected in text
    for query in (f"user={bo.pk}", "kind=export", "at_from=2999-01-01"):
        found = admin_client.get(f"{REPORT}results/?{query}").content.decode()
        assert sign_up.reference not in found
    found = admin_client.get(f"{REPORT}results/?q={sign_up.reference}").content.decode()
    assert "Read a sign-up" in found
    assert "Exported a list" not in found


def test_the_report_costs_the_same_however_much_it_lists(
    admin_client, sign_up, django_assert_max_num_queries
):
    for _ in range(9):
        record(UserFactory(), Access.Kind.EXPORT, sign_up=sign_up)
    admin_client.get(REPORT)
    with django_assert_max_num_queries(14):
        admin_client.get(REPORT)


@pytest.mark.parametrize("who", ["reader_client", "editor_client", "moderator_client"])
def test_only_those_who_answer_for_all_sign_ups_see_who_looked(request, who):
    client = request.getfixturevalue(who)
    for path in (REPORT, f"{REPORT}results/"):
        assert client.get(path).status_code == 302
    assert "Who looked at sign-ups" not in client.get("/admin/").content.decode()
