"""The page that shows the style guide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from cms.pages.palette import SCHEMES, contrast, pairs, palette_of
from cms.pages.stylesheet import default_colours
from cms.pages.templatetags.navigation import site_navigation
from home.style_guide import blocks, components

SIZES = ("small", "body", "large", "h3", "h2", "h1", "display")


def style_guide(request: HttpRequest) -> HttpResponse:
    """Show every token, component and block, made by the templates of the site."""
    accent = site_navigation(Context({"request": request})).identity.accent
    return render(
        request,
        "home/style_guide.html",
        {
            "schemes": [_scheme(accent, scheme) for scheme in SCHEMES],
            "sizes": SIZES,
            "components": _components(request),
            "around": components.AROUND,
            "blocks": blocks.examples(),
        },
    )


def _scheme(accent: str, scheme: str) -> tuple[str, list[tuple[str, str]], list[object]]:
    """Give the name of a scheme, its colours, and its pairs with the contrast they have."""
    colours = {**default_colours(scheme), **getattr(palette_of(accent), scheme)}
    measured = [
        (over, under, least, round(contrast(colours[over], colours[under]), 1))
        for over, under, least in pairs(colours)
    ]
    return scheme, list(colours.items()), [*measured]


def _within(name: str, html: str) -> str:
    """Give what a component lies within; none takes the focus as soon as this page is there."""
    around = components.WITHIN.get(name, "div")
    still = mark_safe(html.replace(" autofocus", ""))  # noqa: S308 - of our templates
    return format_html("<{0}>{1}</{0}>", around, still)


def _components(request: HttpRequest) -> dict[str, list[tuple[str, str]]]:
    return {
        name: [
            (
                state,
                _within(name, render_to_string(f"components/{name}.html", dict(given), request)),
            )
            for state, given in states
        ]
        for name, states in components.examples().items()
    }
