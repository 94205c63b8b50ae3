"""The small picture that browsers show beside the name of a page, in the programme’s colours."""

from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from cms.pages.palette import palette_of
from cms.pages.stylesheet import default_colours

_DRAWING = Path(settings.BASE_DIR) / "cms" / "static" / "favicon.svg"


@lru_cache(maxsize=64)
def icon_of(accent: str) -> str:
    """Give the icon in the colours made of an accent, as an address that holds all of it."""
    drawing, given = _DRAWING.read_text("utf-8"), default_colours("light")
    made = palette_of(accent).light
    for name in ("brand", "accent", "second", "overlap"):
        drawing = drawing.replace(given[name], made[name])
    return "data:image/svg+xml," + quote(" ".join(drawing.split()))
