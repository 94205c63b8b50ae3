"""Admin forms that pages share."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class PicturePageForm(WagtailAdminPageForm):
    """Asks for alternative text, or for “decorative”, before a page with a picture goes live."""

    def clean(self) -> dict[str, Any]:
        """Check the picture’s words; a draft may still lack them."""
        cleaned: dict[str, Any] = super().clean()
        described = cleaned.get("picture_alt_text") or cleaned.get("picture_decorative")
        if cleaned.get("picture") and not described and not self.is_deferred_validation:
            self.add_error("picture_alt_text", "Say what the picture shows, or tick “decorative”.")
        return cleaned
