"""The report of sign-ups by offer, and the page of one offer with a chart."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from offers.models import OfferPage
from offers.staff.chart import over_time
from offers.staff.counts import COUNTED, lines, of_offer
from offers.staff.screen import SignUpScreen

REPORT = "sign_ups_by_offer"


class ByOfferView(SignUpScreen):
    """How many signed up for which offer, how far they are, and what places are left."""

    template_name = "offers/staff/by_offer.html"
    page_title = "Sign-ups by offer"
    header_icon = "table"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the lines of the table."""
        found = [
            (line, reverse(f"{REPORT}_one", args=[line.pk]) if line.pk else "")
            for line in lines(self.request.user)
        ]
        states = [state.label for state in COUNTED]
        return {**super().get_context_data(**kwargs), "lines": found, "states": states}


class OneOfferView(SignUpScreen):
    """One offer: who signed up when, from which page, and how far they are."""

    template_name = "offers/staff/one_offer.html"
    header_icon = "table"

    @cached_property
    def offer(self) -> OfferPage:
        """Give the offer."""
        found: OfferPage = get_object_or_404(OfferPage, pk=self.kwargs["pk"])
        return found

    def get_page_title(self) -> str:
        """Give the name of the offer."""
        return str(self.offer.title)

    def above(self) -> list[dict[str, str]]:
        """Lead back to the report, too."""
        return [*super().above(), {"url": reverse(REPORT), "label": ByOfferView.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the counts. An offer of which the reader may read nothing is not found."""
        counts = of_offer(self.request.user, self.kwargs["pk"])
        if not counts["by_state"]:
            raise Http404
        return {
            **super().get_context_data(**kwargs),
            "list_url": reverse("sign_ups:index", query={"offer": self.offer.pk}),
            "chart": over_time(counts["by_day"]),
            "tables": [
                ("By state", "State", counts["by_state"].most_common()),
                ("By page", "Sent from", counts["by_page"].most_common()),
            ],
        }
