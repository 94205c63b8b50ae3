"""The colours that the stylesheet gives by default. It alone says what they are."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings

SHEET = Path(settings.BASE_DIR) / "cms" / "static" / "css" / "commonplace.css"
_TOKENS = re.compile(r"@layer tokens \{(.*?)\n\}", re.DOTALL)
_DARK = "@media (prefers-color-scheme: dark)"
_COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6}|var\(--[\w-]+\));")


@cache
def default_colours(scheme: str) -> Mapping[str, str]:
    """Give the colours of one scheme, light or dark: name to hex, such as “ink” to “#2a1530”."""
    tokens = _TOKENS.search(SHEET.read_text("utf-8"))
    light, _, dark = (tokens[1] if tokens else "").partition(_DARK)
    written = dict(_COLOUR.findall(light)) | dict(_COLOUR.findall(dark if scheme == "dark" else ""))
    return {name: _followed(name, written) for name in written}


def _followed(name: str, written: Mapping[str, str]) -> str:
    value = written[name]
    while value.startswith("var("):
        value = written[value.removeprefix("var(--").removesuffix(")")]
    return value
