"""Ways to preview a page beside its own: whoever can show a page otherwise adds one here."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse


class PreviewMode(NamedTuple):
    """A way to preview pages: its name, what the editor calls it, which pages, and how."""

    name: str
    label: str
    applies: Callable[[Any], bool]
    render: Callable[[Any, HttpRequest], HttpResponse]


_modes: list[PreviewMode] = []


def add_preview_mode(mode: PreviewMode) -> None:
    """Offer another preview to editors."""
    _modes.append(mode)


def preview_modes_of(page: Any) -> list[PreviewMode]:
    """Give the added previews that a page can be shown in."""
    return [mode for mode in _modes if mode.applies(page)]
