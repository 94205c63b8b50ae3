"""What stands on every page of a site, ready to be shown: its name, its logo, its colours."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Site

from cms.blocks import rich_text
from cms.blocks.links import Links
from cms.media.pictures import Picture, picture
from cms.pages.addresses import name_of
from cms.pages.icon import icon_of
from cms.pages.links import links_of
from cms.pages.palette import Palette, palette_of
from cms.pages.site_identity import SiteIdentity
from cms.pages.sites import site_of

#: The attribute under which a request keeps how its site looks.
IDENTITY = "_identity"


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

    @property
    def icon(self) -> str:
        """Give the address of the icon in the accent; none if staff have chosen none."""
        return icon_of(self.accent) if self.accent else ""

    @cached_property
    def style(self) -> SafeString:
        """Give what stands between the tags of the one style element that a page may have."""
        return mark_safe(self.palette.css() if self.accent else "")  # noqa: S308 - hex colours


def kept_identity(request: HttpRequest) -> SiteIdentity | None:
    """Give what staff have said of the site that is asked for; in a preview, what they say now."""
    previewed: SiteIdentity | None = getattr(request, SiteIdentity.get_cache_attr_name(), None)
    site = site_of(request)
    return previewed or (_kept(site) if site else None)


def tell_identity(request: HttpRequest, kept: SiteIdentity | None, links: Links) -> None:
    """Tell what is asked for the same request later how its site looks."""
    site = site_of(request)
    if site:
        setattr(request, IDENTITY, identity_of(site, kept, links))


def identity_for(request: HttpRequest | None, site: Site) -> Identity:
    """Give how a site looks, in no query if it is known already."""
    known: Identity | None = getattr(request, IDENTITY, None)
    return known or identity_of(site, kept_identity(request) if request else None)


def identity_of(
    site: Site, kept: SiteIdentity | None = None, links: Links | None = None
) -> Identity:
    """Give the identity of a site as staff have set it, or would set it: as `kept` says.

    In one query, and one more for each sort of link in its footer, unless it is known where they
    lead.
    """
    kept = kept or _kept(site)
    if kept is None:
        return Identity(name_of(site))
    links = links or links_of([kept.footer])
    footer = rich_text.to_html(kept.footer, links) if kept.footer else ""
    return Identity(
        name_of(site),
        strapline=kept.strapline,
        logo=picture(kept.logo, "logo", decorative=True),
        logo_on_white=kept.logo_on_white,
        footer=mark_safe(footer),  # noqa: S308 - cleaned just now
        accent=kept.accent,
    )


def _kept(site: Site) -> SiteIdentity | None:
    kept: SiteIdentity | None
    if Site.siteidentity.is_cached(site):
        kept = getattr(site, "siteidentity", None)
    else:
        kept = SiteIdentity.objects.select_related("logo").filter(site=site).first()
    return kept
