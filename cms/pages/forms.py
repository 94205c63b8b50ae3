"""Admin forms that pages share."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from cms.pages.routes import is_taken

TAKEN = "The site itself uses “%s” here. Choose another slug."


class BasePageForm(WagtailAdminPageForm):
    """Refuses a slug that would give the page the address of something else."""

    def clean(self) -> dict[str, Any]:
        """Check the slug: against what is no page, and against the parts of the page above."""
        cleaned: dict[str, Any] = super().clean()
        slug = cleaned.get("slug")
        if slug and self.parent_page and is_taken(self.parent_page, slug):
            self.add_error("slug", TAKEN % slug)
        return cleaned


class CopyPageForm(CopyForm):
    """Refuses such a slug for a copy too."""

    def clean(self) -> dict[str, Any]:
        """Check the slug against the page that the copy is to stand below."""
        cleaned: dict[str, Any] = super().clean()
        slug, parent = cleaned.get("new_slug"), cleaned.get("new_parent_page")
        if slug and parent and is_taken(parent, slug):
            self.add_error("new_slug", TAKEN % slug)
        return cleaned


class PicturePageForm(BasePageForm):
    """Asks for alternative text, or for “decorative”, before a page with a picture goes live."""

    def clean(self) -> dict[str, Any]:
        """Check the picture’s words; a draft may still lack them."""
        cleaned: dict[str, Any] = super().clean()
        described = cleaned.get("picture_alt_text") or cleaned.get("picture_decorative")
        if cleaned.get("picture") and not described and not self.is_deferred_validation:
            self.add_error("picture_alt_text", "Say what the picture shows, or tick “decorative”.")
        return cleaned
