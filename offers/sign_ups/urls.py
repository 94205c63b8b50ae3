"""Where sign-up forms are sent to. Whatever else is asked for below is answered here, too."""

import re
import uuid

from django.urls import path, register_converter

from offers.models.sign_ups import ALPHABET
from offers.sign_ups.views import nowhere, sign_up, thank_you


class KeyConverter:
    """A form’s key in an address, in small letters or in capitals."""

    regex = "-".join(f"[0-9a-fA-F]{{{length}}}" for length in (8, 4, 4, 4, 12))

    def to_python(self, value: str) -> uuid.UUID:
        """Read it."""
        return uuid.UUID(value)

    def to_url(self, value: uuid.UUID) -> str:
        """Write it."""
        return str(value)


class ReferenceConverter:
    """A sign-up’s reference in an address, also as somebody types it; nothing else is one."""

    regex = "-".join(2 * [f"[{ALPHABET}{re.sub('[0-9]', '', ALPHABET).lower()}]{{4}}"])

    def to_python(self, value: str) -> str:
        """Read it."""
        return value.upper()

    def to_url(self, value: str) -> str:
        """Write it as it is."""
        return value


register_converter(KeyConverter, "key")
register_converter(ReferenceConverter, "reference")

app_name = "offers"
urlpatterns = [
    path("<key:key>/", sign_up, name="sign_up"),
    path("<key:key>/thank-you/<reference:reference>/", thank_you, name="thank_you"),
    # Without the slash: Django would lead to the address with it, and lose what was sent.
    path("<key:key>", sign_up),
    path("<key:key>/thank-you/<reference:reference>", thank_you),
    path("", nowhere),
    path("<path:rest>", nowhere),
]
