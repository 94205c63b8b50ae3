"""What pages are about, in the words of schema.org: the things that all sorts of pages share."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from cms.blocks.links import web_address
from cms.media.pictures import Picture, Size
from cms.pages.heads import Around, Head, Thing

LANGUAGE = "en-GB"


def moment(at: datetime | None) -> str | None:
    """Write a moment by ISO 8601, in local time, with its zone."""
    return timezone.localtime(at).replace(microsecond=0).isoformat() if at else None


def publisher(around: Around) -> Thing:
    """Give the programme that publishes all this."""
    return {
        **programme(around),
        "slogan": around.identity.strapline,
        "logo": image(around.identity.logo, around),
    }


def programme(around: Around) -> Thing:
    """Give the programme in short, where it is named many times."""
    return {
        "@type": "Organization",
        "@id": f"{around.root}/#organisation",
        "name": around.site_name,
        "url": f"{around.root}/",
    }


def website(around: Around) -> Thing:
    """Give the site that a page is part of."""
    return {
        "@type": "WebSite",
        "@id": f"{around.root}/#website",
        "name": around.site_name,
        "url": f"{around.root}/",
    }


def organisation(row: Any) -> Thing | None:
    """Give an organisation of the vocabulary."""
    if row is None:
        return None
    return {
        "@type": "Organization",
        "name": row.name,
        "url": web_address(row.link),
        "areaServed": row.place,
    }


def image(size: Size | Picture | None, around: Around) -> Thing | None:
    """Give a picture: one file of it, or its largest one."""
    if size is None:
        return None
    if isinstance(size, Picture):
        size = size.largest
    return {
        "@type": "ImageObject",
        "url": around.absolute(size.url),
        "width": size.width,
        "height": size.height,
    }


def web_page(head: Head, around: Around, kind: str = "WebPage", **more: Any) -> Thing:
    """Give a page as such, or as the `kind` of page that it is."""
    return {
        "@type": kind,
        "@id": head.address,
        "url": head.address,
        "name": head.title,
        "description": head.description,
        "inLanguage": LANGUAGE,
        "isPartOf": website(around),
        "datePublished": moment(head.published),
        "dateModified": moment(head.modified),
        **more,
    }


def breadcrumbs(head: Head, around: Around) -> list[Thing]:
    """Give the way to a page, the page itself last; nothing where it shows none.

    Of a page that appeared elsewhere first, its name alone: the way does not lead there.
    """
    if not around.trail:
        return []
    above = [(title, around.absolute(path)) for title, path in around.trail]
    here = head.address if head.address.startswith(f"{around.root}/") else ""
    steps = [*above, (head.title, here)]
    return [{"@type": "BreadcrumbList", "itemListElement": _numbered(steps, "item")}]


def item_list(links: Iterable[tuple[str, str]]) -> Thing | None:
    """Give a list of pages, by their names and absolute addresses, in its order; none of none."""
    listed = _numbered(links, "url")
    return {"@type": "ItemList", "itemListElement": listed} if listed else None


def _numbered(links: Iterable[tuple[str, str]], address_is: str) -> list[Thing]:
    return [
        {"@type": "ListItem", "position": position, "name": name, address_is: address}
        for position, (name, address) in enumerate(links, start=1)
    ]
