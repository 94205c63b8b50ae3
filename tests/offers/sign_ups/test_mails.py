"""Which mails a sign-up brings, and what they say."""

import pytest
from django.utils import timezone
from wagtail.models import Site

from offers.models import Mail, SignUp, SignUpEvent, SignUpRoute
from offers.sign_ups.letters import message, worded
from offers.sign_ups.mails import MOST, WITHIN, queue_for
from tests.factories.home import StandardPageFactory
from tests.factories.offers import SignUpFieldFactory, SignUpFormPageFactory
from tests.offers.sending import send, send_right

pytestmark = pytest.mark.django_db

FORM_PAGE = {"title": "Pause | Plan", "recipients": "ada@hub.example"}


def to(kind: str) -> list[str]:
    return list(Mail.objects.filter(kind=kind).order_by("pk").values_list("to", flat=True))


def text_of(kind: str) -> str:
    subject, text = worded(Mail.objects.filter(kind=kind).first())
    return f"{subject}\n{text}"


def routed(**answers) -> list[str]:
    """Send a form whose notifications depend on the answers; give who is told."""
    kinds = {"Area": "radio", "Days": "checkboxes", "Remarks": "singleline"}
    form_page = SignUpFormPageFactory(
        recipients="ada@hub.example\nben@hub.example",
        fields=[
            SignUpFieldFactory.build(
                label=label, field_type=kind, choices="North\nSouth", required=False
            )
            for label, kind in kinds.items()
        ],
        routes=[
            SignUpRoute(question="area", answer=" north", recipients="nia@hub.example"),
            SignUpRoute(question="Area", answer="South", recipients="sam@hub.example"),
            SignUpRoute(question="Days", answer="North", recipients="NIA@hub.example"),
            SignUpRoute(question="Remarks", answer="North", recipients="nobody@hub.example"),
            SignUpRoute(question="Gone", answer="North", recipients="nobody@hub.example"),
        ],
    )  # fmt: skip
    assert send(form_page, **answers).status_code == 303
    mails = Mail.objects.filter(sign_up__form=form_page).order_by("pk")
    return [address.lower() for address in mails.values_list("to", flat=True)]


def test_staff_and_the_person_are_told(form_page):
    send_right(form_page)
    assert to("notification") == ["ada@hub.example"]
    assert to("confirmation") == ["ines@example.org"]
    assert set(Mail.objects.values_list("state", flat=True)) == {"queued"}


def test_who_is_told_depends_on_an_answer():
    both = ["ada@hub.example", "ben@hub.example"]
    assert routed(area="North", remarks="North") == [*both, "nia@hub.example"]
    assert routed(area="South") == [*both, "sam@hub.example"]
    assert routed(days=["South", "North"], area="North") == [*both, "nia@hub.example"]
    assert routed() == both


def test_staff_are_told_where_to_read_it_and_nothing_of_what_it_says(form_page):
    Site.objects.update(hostname="hub.example", port=443)
    send_right(form_page)
    kept = SignUp.objects.get()
    told = text_of("notification")
    assert f"https://hub.example/admin/sign-ups/{kept.pk}/" in told
    assert kept.reference in told
    assert "“Pause | Plan”" in told
    assert "Ines" not in told
    assert "ines@example.org" not in told


def test_the_person_reads_reference_promise_and_what_happens_next_and_none_of_their_words():
    Site.objects.update(hostname="hub.example", port=443)
    guide = StandardPageFactory(title="Guide", slug="guide")
    form_page = SignUpFormPageFactory(
        thank_you=f'<p>Read <a linktype="page" id="{guide.pk}">the guide</a>.</p><p>We call.</p>',
        purpose="We use what you tell us to arrange your day.",
        privacy_page=StandardPageFactory(title="Privacy", slug="your-data"),
        retention_days=30,
    )
    send_right(form_page)
    kept = SignUp.objects.get()
    told = text_of("confirmation")
    assert kept.reference in told
    assert "Read the guide (https://hub.example/guide/).\n\nWe call." in told
    assert "We use what you tell us to arrange your day." in told
    assert f"until {kept.erase_on.day} {kept.erase_on:%B %Y}" in told
    assert "https://hub.example/your-data/" in told
    assert "Ines" not in told
    assert "ines@example.org" not in told


@pytest.mark.parametrize(
    ("timing", "said"),
    [
        ("in_time", None),
        ("early", "before sign-ups opened"),
        ("late", "after sign-ups had closed"),
        ("full", "All places were taken"),
        ("withdrawn", "taken off our site"),
    ],
)
def test_the_person_reads_that_it_came_too_late(form_page, timing, said):
    send_right(form_page)
    SignUp.objects.update(timing=timing)
    told = text_of("confirmation")
    assert ("It reached us" in told or "when it reached us" in told) == bool(said)
    assert (said or "") in told


def test_what_is_gone_by_then_is_left_out(form_page):
    send_right(form_page)
    form_page.delete()
    assert "“Pause | Plan”" in text_of("confirmation")
    assert "What happens next" not in text_of("confirmation")
    assert "/admin/sign-ups/" in text_of("notification")


def test_nobody_is_written_to_who_was_not_asked_for_an_address():
    line = SignUpFieldFactory.build(label="Name and address")
    send(SignUpFormPageFactory(fields=[line]), name_and_address="ines@example.org")
    send_right(SignUpFormPageFactory(confirms=False))
    optional = SignUpFieldFactory.build(label="Mail", field_type="email", required=False)
    send(SignUpFormPageFactory(fields=[optional]), mail="")
    assert not Mail.objects.exists()


def test_an_address_is_told_a_few_times_a_day_and_no_more():
    for number in range(MOST):
        send_right(
            SignUpFormPageFactory(), e_mail_address=f"{'i' if number else 'I'}nes@Example.org"
        )
    form_page = SignUpFormPageFactory(recipients="ada@hub.example")
    send_right(form_page)
    assert to("confirmation") == ["ines@example.org"] * MOST
    assert to("notification") == ["ada@hub.example"]
    (line,) = SignUpEvent.objects.filter(sign_up=form_page.sign_ups.get())
    assert (
        line.text == f"No confirmation was sent: the address has had {MOST} of them within a day."
    )
    Mail.objects.update(created_at=timezone.now() - WITHIN)
    send_right(SignUpFormPageFactory())
    assert len(to("confirmation")) == MOST + 1


def test_what_is_taken_for_spam_brings_no_mail(form_page):
    send_right(form_page, extra={form_page.form().trap: "buy now"})
    assert SignUp.objects.get().state == "spam"
    assert not Mail.objects.exists()


def test_the_same_answers_again_bring_no_second_mail(form_page):
    send_right(form_page)
    send_right(form_page)
    assert Mail.objects.count() == 2


def test_mails_cost_two_queries_and_one_more_where_an_answer_decides(
    form_page, django_assert_num_queries
):
    send_right(form_page)
    sign_up = SignUp.objects.select_related("version", "form").get()
    with django_assert_num_queries(2):
        queue_for([sign_up])
    area = SignUpFieldFactory.build(label="Area", field_type="radio", choices="North")
    form_page = SignUpFormPageFactory(fields=[*form_page.fields.all(), area])
    send_right(form_page, area="North")
    sign_up = SignUp.objects.select_related("version", "form").get(form=form_page)
    with django_assert_num_queries(3):
        queue_for([sign_up])


def test_it_says_that_a_machine_wrote_it_and_where_to_reply(form_page, settings):
    settings.REPLY_TO_EMAIL = "team@hub.example"
    send_right(form_page)
    mail = Mail.objects.get(kind="confirmation")
    mail.subject, mail.text = worded(mail)
    sent = message(mail).message()
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Message-ID"] == mail.message_id
    assert sent["Reply-To"] == "team@hub.example"
    assert sent["To"] == "ines@example.org"
    assert len(set(Mail.objects.values_list("message_id", flat=True))) == 2


def test_words_of_staff_cannot_become_headers(form_page):
    title = "Plan\r\nBcc: all@example.org\r\n\r\nBuy" + "x" * 225
    send_right(form_page)
    SignUp.objects.update(form_title=title[:255])
    mail = Mail.objects.get(kind="notification")
    mail.subject, mail.text = worded(mail)
    sent = message(mail).message()
    assert sent["Bcc"] is None
    assert "\n" not in mail.subject
    assert len(mail.subject) <= 255
    assert mail.subject.endswith(f"({mail.sign_up.reference})")


@pytest.mark.parametrize(
    "address",
    [
        "ines@example.org\nBcc: a@example.org",
        "ines@example.org,a@example.org",
        f"{'a' * 250}@x.org",
    ],
)
def test_an_address_that_is_more_than_one_is_written_to_by_nobody(form_page, address):
    send_right(form_page, e_mail_address=address)
    assert to("confirmation") == []


def test_an_address_of_staff_that_is_too_long_costs_nobody_their_sign_up():
    endless = f"ada@{'.'.join(['a' * 60] * 5)}.example"
    form_page = SignUpFormPageFactory(recipients=f"{endless}\nben@hub.example")
    assert send_right(form_page).status_code == 303
    assert to("notification") == ["ben@hub.example"]
