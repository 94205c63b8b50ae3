"""What stands on every page of a site, ready to be shown: its name, its logo, its colours."""

from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Site

from cms.blocks import rich_text
from cms.media.pictures import Picture, picture
from cms.pages.addresses import name_of
from cms.pages.links import links_of
from cms.pages.palette import Palette, palette_of
from cms.pages.site_identity import SiteIdentity


@dataclass(frozen=True)
class Identity:
    """How a programme names itself and looks.

    `style` is the whole text of a style element, empty when the stylesheet's own colours hold.
    """

    name: str
    strapline: str = ""
    logo: Picture | None = None
    logo_on_white: bool = True
    footer: SafeString = field(default_factory=SafeString)
    accent: str = ""

    @property
    def palette(self) -> Palette:
        """The colours of both schemes, those of the stylesheet if staff have chosen none."""
        return palette_of(self.accent)

    @cached_property
    def style(self) -> SafeString:
        """Give what stands between the tags of the one style element that a page may have."""
        return mark_safe(self.palette.css() if self.accent else "")  # noqa: S308 - hex colours


def identity_of(site: Site, kept: SiteIdentity | None = None) -> Identity:
    """Give the identity of a site in one query, and one more for each sort of link in its footer.

    Give `kept` to look at one that is not saved.
    """
    kept = kept or SiteIdentity.objects.select_related("logo").filter(site=site).first()
    if kept is None:
        return Identity(name_of(site))
    footer = rich_text.to_html(kept.footer, links_of([kept.footer])) if kept.footer else ""
    return Identity(
        name_of(site),
        strapline=kept.strapline,
        logo=picture(kept.logo, "logo", decorative=True),
        logo_on_white=kept.logo_on_white,
        footer=mark_safe(footer),  # noqa: S308 - cleaned just now
        accent=kept.accent,
    )
