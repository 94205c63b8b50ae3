"""Confirming that several are spam, and the screen that shows how often each rule was wrong."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from offers.models import SignUp, SignUpPermission, Suspicion
from offers.models.sign_ups import SignUpQuerySet
from offers.sign_ups.quarantine import RULES, confirm
from offers.staff.bulk import SeveralForm, SignUpsAction
from offers.staff.permissions import SignUpPolicy
from offers.staff.screen import SignUpScreen

QUARANTINE = "sign_ups_quarantine"
Outcome = Suspicion.Outcome


class ConfirmSeveral(SignUpsAction):
    """Confirms that several are spam."""

    display_name = "Confirm as spam"
    action_type = "spam"
    aria_label = "Confirm that the chosen sign-ups are spam"
    action_priority = 60
    form_class = SeveralForm
    done = "confirmed as spam"
    left_out_because = "you may not handle them."

    def possible(self, rows: SignUpQuerySet) -> SignUpQuerySet:
        """Keep all of them."""
        return rows

    def act(self, pks: list[int], wanted: dict[str, Any]) -> int:
        """Confirm it."""
        return confirm(pks, self.request.user)


class QuarantineView(SignUpScreen):
    """Shows rule by rule how many sign-ups it suspected, and how many of them were no spam."""

    permission_required = SignUpPermission.HANDLE
    template_name = "offers/staff/quarantine.html"
    page_title = "Quarantine"
    header_icon = "warning"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a line for each rule, in one query."""
        counts = {outcome.value: Count("pk", filter=Q(outcome=outcome)) for outcome in Outcome}
        rows = self.counted().order_by().values("rule").annotate(**counts)
        found = {row["rule"]: row for row in rows}
        return {
            **super().get_context_data(**kwargs),
            "lines": [_line(rule.title, found.get(rule.code, {})) for rule in RULES],
            "held": reverse("sign_ups:index", query={"state": SignUp.State.SPAM.value}),
        }

    def counted(self) -> Any:
        """Give what is counted: of what somebody may handle; what is erased, for those of all."""
        everything = Suspicion.objects.all()
        return SignUpPolicy(SignUp).within(self.request.user, SignUpPermission.HANDLE, everything)


def _line(title: str, found: dict[str, int]) -> dict[str, Any]:
    """Give what a rule did; the share of mistakes only where anything was looked at."""
    held, released, confirmed = (found.get(outcome.value, 0) for outcome in Outcome)
    seen = released + confirmed
    return {
        "title": title,
        "all": held + seen,
        "held": held,
        "released": released,
        "confirmed": confirmed,
        "share": f"{round(100 * released / seen)}%" if seen else "",
    }
