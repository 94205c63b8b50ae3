"""The offers app."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    """Support offers, their sessions and their sign-up forms."""

    name = "offers"
    verbose_name = "Offers"

    def ready(self) -> None:
        """Give the worker its regular work with sign-ups, and tell when time changes pages."""
        from cms.publication.restoring import after_a_restore
        from cms.publication.rounds import beside_the_rounds, each_minute_also
        from cms.publication.turns import time_turns
        from offers.models import OfferPage, OfferSession
        from offers.sign_ups import access, delivery, erasing, mails, retention, waiting
        from offers.status import CLOSING_SOON

        each_minute_also("accesses", access.forget)
        each_minute_also("retention", retention.keep_promises)
        each_minute_also("files of erased sign-ups", erasing.remove_files)
        each_minute_also("files that wait", waiting.forget_what_waits)
        beside_the_rounds("mails", delivery.deliver)
        after_a_restore(mails.hold_back)

        live = OfferPage.objects.filter(live=True)
        time_turns(live, "opens_at")
        time_turns(live, "closes_at", before=CLOSING_SOON)
        time_turns(live, "closes_at")
        time_turns(OfferSession.objects.filter(page__live=True), "ends_at")
