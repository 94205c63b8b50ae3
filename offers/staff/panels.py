"""What the page of one sign-up is put together from."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.middleware.csrf import get_token
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from offers.models import Mail, SignUp, SignUpPermission, Suspicion
from offers.staff.answers import Answer, asked


class SignUpPanel(Component):
    """A part of the page of one sign-up. Its template holds what stands below the heading."""

    #: Names it in the page: letters and hyphens.
    name: ClassVar[str]
    heading: ClassVar[str]
    icon: ClassVar[str] = "form"
    #: Beside the answers, where there is room, instead of below them.
    aside: ClassVar[bool] = False

    def __init__(self, sign_up: SignUp, user: Any) -> None:
        """Tell of a sign-up, to somebody who may read it."""
        self.sign_up = sign_up
        self.user = user

    @property
    def shown(self) -> bool:
        """Say whether there is anything to tell."""
        return True

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Give the sign-up, and the request for Wagtail’s tags."""
        return {"sign_up": self.sign_up, "request": parent_context.get("request")}


def may_handle(user: Any, sign_up: SignUp) -> bool:
    """Say whether somebody may handle a sign-up."""
    policy = policy_registry.get_by_type(SignUp)
    handle = SignUpPermission.HANDLE
    return bool(policy.user_has_permission_for_instance(user, handle, sign_up))


class AnswersPanel(SignUpPanel):
    """The questions as they were asked, with the answers."""

    name = "answers"
    heading = "Answers"
    icon = "form"
    template_name = "offers/staff/answers.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add the answers."""
        answers: list[Answer] = asked(self.sign_up)
        return {**super().get_context_data(parent_context), "answers": answers}


class WordingPanel(SignUpPanel):
    """What was promised and agreed to, as it was worded then."""

    name = "wording"
    heading = "What was agreed"
    icon = "lock"
    template_name = "offers/staff/wording.html"

    @property
    def shown(self) -> bool:
        """Say whether the form said anything."""
        return bool(self.sign_up.version.purpose or self.sign_up.consent)


class SuspicionPanel(SignUpPanel):
    """Why it is, or was, suspected spam."""

    name = "suspicion"
    heading = "Why it is suspected"
    icon = "warning"
    template_name = "offers/staff/suspicion.html"

    @property
    def shown(self) -> bool:
        """Say whether anything spoke against it."""
        return self.sign_up.state == SignUp.State.SPAM or bool(self.suspicions)

    @cached_property
    def suspicions(self) -> list[Suspicion]:
        """Give what spoke against it, in the order of the rules."""
        return list(self.sign_up.suspicions.all())

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add what spoke against it, and whether the reader may release it."""
        held = self.sign_up.state == SignUp.State.SPAM
        return {
            **super().get_context_data(parent_context),
            "suspicions": self.suspicions,
            "may_release": held and may_handle(self.user, self.sign_up),
            "csrf_token": get_token(parent_context["request"]),
        }


class FactsPanel(SignUpPanel):
    """When, how and for what it came."""

    name = "facts"
    heading = "About this sign-up"
    icon = "info-circle"
    aside = True
    template_name = "offers/staff/facts.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add where it was sent from, as far as the page is still there."""
        host = self.sign_up.host
        url = host.full_url if host and host.live else None
        return {**super().get_context_data(parent_context), "host_url": url}


class OthersPanel(SignUpPanel):
    """Earlier and later sign-ups from the same addresses, as far as the reader may see them."""

    name = "others"
    heading = "From the same address"
    icon = "mail"
    aside = True
    template_name = "offers/staff/others.html"
    most = 20

    def __init__(self, sign_up: SignUp, user: Any) -> None:
        """Look for them."""
        super().__init__(sign_up, user)
        addresses = [each.address for each in sign_up.addresses.all()]
        same = SignUp.objects.filter(addresses__address__in=addresses).exclude(pk=sign_up.pk)
        readable = SignUp.objects.allowed(user, "view").filter(pk__in=same.order_by().values("pk"))
        found = list(readable[: self.most + 1]) if addresses else []
        self.more = len(found) > self.most
        self.others = found[: self.most]

    @property
    def shown(self) -> bool:
        """Say whether there are any."""
        return bool(self.others)

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add them, each with its address in the admin."""
        real = [other for other in self.others if other.state != SignUp.State.SPAM]
        spam = [other for other in self.others if other.state == SignUp.State.SPAM]
        return {
            **super().get_context_data(parent_context),
            "groups": [("", real), ("Suspected spam", spam)],
            "more": self.more,
        }


class HistoryPanel(SignUpPanel):
    """Notes, and what else happened, the latest first."""

    name = "history"
    heading = "Notes and history"
    icon = "history"
    template_name = "offers/staff/history.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add the lines."""
        events = list(self.sign_up.events.order_by("-at", "-pk"))
        return {**super().get_context_data(parent_context), "events": events}


class MailsPanel(SignUpPanel):
    """The mails about it, and how far they got."""

    name = "mails"
    heading = "Mails"
    icon = "mail"
    aside = True
    template_name = "offers/staff/mails.html"

    @property
    def shown(self) -> bool:
        """Say whether there are any."""
        return bool(self.mails)

    @cached_property
    def mails(self) -> list[Mail]:
        """Give them in the order in which they were queued."""
        return list(self.sign_up.mails.order_by("pk").defer("text"))

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add them, and whether the reader may have them sent again."""
        return {
            **super().get_context_data(parent_context),
            "mails": self.mails,
            "may_handle": may_handle(self.user, self.sign_up),
            "csrf_token": get_token(parent_context["request"]),
        }


#: In the order in which they are shown.
PANELS: list[type[SignUpPanel]] = [
    SuspicionPanel,
    AnswersPanel,
    HistoryPanel,
    WordingPanel,
    FactsPanel,
    MailsPanel,
    OthersPanel,
]
