"""Where sign-up forms are sent to."""

from django.urls import path, register_converter

from offers.models.sign_ups import ALPHABET
from offers.sign_ups.views import sign_up, thank_you


class ReferenceConverter:
    """A sign-up’s reference in an address; anything else is no address of ours."""

    regex = f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}"

    def to_python(self, value: str) -> str:
        """Take it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Write it as it is."""
        return value


register_converter(ReferenceConverter, "reference")

app_name = "offers"
urlpatterns = [
    path("<uuid:key>/", sign_up, name="sign_up"),
    path("<uuid:key>/thank-you/<reference:reference>/", thank_you, name="thank_you"),
]
