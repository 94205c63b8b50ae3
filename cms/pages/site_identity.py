"""What staff say of the programme once, for every page: its name, its colours, its footer."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import PreviewableMixin, Site

from cms.media.making import make_files
from cms.pages.addresses import name_of
from cms.pages.palette_panel import PalettePanel

#: What staff can do in the footer.
FOOTER_FEATURES = ["bold", "italic", "link", "document-link", "ul"]
_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


class ColourInput(forms.TextInput):
    """A colour, typed or chosen: the browser’s own chooser stands beside the text."""

    class Media:
        js = ["pages/colour_input.js"]

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Put the chooser behind the text. It can show nothing but a colour."""
        text = super().render(name, value, attrs, renderer)
        colour = value if _HEX.fullmatch(value or "") else ""
        context = {"id": (attrs or {}).get("id", ""), "value": colour}
        return text + render_to_string("pages/colour_chooser.html", context)


class HexColourField(forms.CharField):
    """Takes a colour as #rrggbb or #rgb, with or without its #, and gives it as #rrggbb."""

    widget = ColourInput

    def clean(self, value: Any) -> str:
        """Write it in its one form."""
        typed = super().clean(value)
        if not typed:
            return ""
        found = _HEX.fullmatch(typed)
        if not found:
            message = "“%(typed)s” is not a colour. Write # and six digits or letters from a to f."
            raise ValidationError(f"{message} An example: #0b6e4f", params={"typed": typed})
        digits = found[1].lower()
        return "#" + (digits if len(digits) == 6 else "".join(d * 2 for d in digits))


class SiteIdentityForm(WagtailAdminModelForm):
    """Edits the identity, and the name where it has always been: at the site."""

    name = forms.CharField(
        label="Name of the programme",
        max_length=Site._meta.get_field("site_name").max_length,
        help_text=(
            "As visitors see it on every page, and partner sites as the publisher. Short names "
            "look best."
        ),
    )
    accent = HexColourField(
        label="Accent colour",
        required=False,
        help_text=(
            "One colour: all others are made of it, in light and dark, so that everything can be "
            "read. Empty: plum, rose and gold."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the name that the site has."""
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = name_of(self.instance.site)
        self.initial["name"] = name_of(self.instance.site)

    def _post_clean(self) -> None:
        """Give the site its name, so that a preview shows it; it is kept by `save`."""
        super()._post_clean()
        if "name" in self.cleaned_data:
            self.instance.site.site_name = self.cleaned_data["name"]

    def save(self, commit: bool = True) -> Any:
        """Save the identity, and the site if it has a new name: every item names it."""
        site = self.instance.site
        if commit and "name" in self.changed_data:
            site.save(update_fields=["site_name"])
        return super().save(commit)


@register_setting(icon="palette")
class SiteIdentity(PreviewableMixin, BaseSiteSetting):
    """How a programme looks and what it says of itself on every page. Its name is the site’s."""

    strapline = models.CharField(
        max_length=120,
        blank=True,
        help_text=(
            "What the programme does, in a few words. Stands below the name in the footer, and "
            "heads the front page if that has no line of its own."
        ),
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=(
            "Optional. Stands before the name, as high as two lines of text, and needs no "
            "alternative text there. Empty: two circles."
        ),
    )
    logo_on_white = models.BooleanField(
        "show the logo on white",
        default=True,
        help_text="Untick it only for a logo that was made for dark backgrounds.",
    )
    accent = models.CharField(max_length=7, blank=True)
    footer = RichTextField(
        features=FOOTER_FEATURES,
        blank=True,
        help_text="Who is behind the programme, how to reach them, who pays for it.",
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("strapline")], heading="Name", icon="title"
        ),
        MultiFieldPanel([FieldPanel("accent"), PalettePanel()], heading="Colour", icon="palette"),
        MultiFieldPanel(
            [FieldPanel("logo"), FieldPanel("logo_on_white")], heading="Logo", icon="image"
        ),
        FieldPanel("footer"),
    ]
    base_form_class = SiteIdentityForm
    select_related = ["logo", "site"]

    class Meta:
        verbose_name = "name and appearance"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        """Show the front page as it would look, with a logo that may be new."""
        if self.logo:
            make_files(self.logo, ("logo",))
        setattr(request, self.get_cache_attr_name(), self)
        request._wagtail_site = self.site  # type: ignore[attr-defined]
        return self.site.root_page.specific.serve_preview(request, "")
