"""Drawn portraits: simple faces, each of somebody."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from home.sample.drawing.canvas import Canvas, Colour, shade, tint
from home.sample.drawing.palette import (
    CORAL,
    CREAM,
    DEEP_TEAL,
    HAIRS,
    INK,
    MOSS,
    MUSTARD,
    OCHRE,
    PAPER,
    PLUM,
    ROSE,
    SAGE,
    SAND,
    SKINS,
    SKY,
    TEAL,
    TERRACOTTA,
)

DARK, BLACK, AUBURN, GREY, CHESTNUT = HAIRS


@dataclass(frozen=True)
class Face:
    """What somebody looks like."""

    background: Colour
    clothes: Colour
    skin: Colour
    hair: Colour
    style: str
    glasses: bool = False
    beard: bool = False
    earrings: bool = False
    pattern: str = ""


FACES = {
    "nneka": Face(MUSTARD, TEAL, SKINS[4], BLACK, "cloud", earrings=True),
    "mags": Face(SAGE, TERRACOTTA, SKINS[0], AUBURN, "bob", glasses=True),
    "iqbal": Face(SKY, PLUM, SKINS[2], GREY, "cap", glasses=True, beard=True),
    "dot": Face(ROSE, DEEP_TEAL, SKINS[0], GREY, "curls", pattern="stripes"),
    "tomasz": Face(SAND, MOSS, SKINS[0], CHESTNUT, "short", beard=True),
    "roshni": Face(CORAL, CREAM, SKINS[2], BLACK, "long", earrings=True, pattern="dots"),
    "kofi": Face(TEAL, OCHRE, SKINS[3], BLACK, "short", glasses=True),
    "sian": Face(OCHRE, INK, SKINS[1], CHESTNUT, "bun", pattern="stripes"),
    "amara": Face(PLUM, ROSE, SKINS[3], DARK, "wrap", earrings=True),
}


def portrait(name: str) -> Callable[[Canvas], None]:
    """Give the function that draws somebody’s portrait."""

    def draw(c: Canvas) -> None:
        _draw(c, FACES[name])

    return draw


def _draw(c: Canvas, face: Face) -> None:
    c.fill(face.background)
    c.circle(300, 330, 265, tint(face.background, 0.35))
    _hair_behind(c, face)
    c.rect(90, 455, 420, 300, face.clothes, 120)
    _pattern(c, face)
    c.rect(255, 380, 90, 110, shade(face.skin, 0.14), 40)
    c.pie(300, 456, 70, 60, 0, 180, shade(face.skin, 0.14))
    for x in (186, 414):
        c.circle(x, 300, 26, shade(face.skin, 0.06))
    c.ellipse(300, 290, 116, 142, face.skin)
    if face.beard:
        c.pie(300, 312, 118, 124, 8, 172, face.hair)
        c.ellipse(300, 318, 82, 50, face.skin)
        c.ellipse(300, 370, 50, 20, face.hair)
    for x in (232, 368):
        c.circle(x, 332, 21, (*CORAL, 70))
    for x in (254, 346):
        c.circle(x, 286, 11, INK)
        c.circle(x + 4, 282, 3.5, PAPER)
        c.arc(x, 268, 25, 15, 205, 335, shade(face.hair, 0.2), 7)
    c.arc(300, 312, 15, 13, 30, 160, shade(face.skin, 0.35), 6)
    c.arc(300, 344, 38, 26, 20, 160, shade(face.skin, 0.55), 8)
    if face.glasses:
        for x in (252, 348):
            c.ring(x, 286, 36, INK, 6)
        c.line([(288, 284), (312, 284)], INK, 6)
    _hair_in_front(c, face)
    if face.earrings:
        for x in (182, 418):
            c.circle(x, 340, 13, MUSTARD if face.background != MUSTARD else CORAL)


def _hair_behind(c: Canvas, face: Face) -> None:
    if face.style == "cloud":
        for turn in range(14):
            angle = math.radians(130 + turn * 280 / 13)
            c.circle(300 + 150 * math.cos(angle), 236 + 150 * math.sin(angle), 56, face.hair)
        c.circle(300, 230, 160, face.hair)
    elif face.style == "bob":
        c.rect(150, 130, 300, 310, face.hair, 130)
    elif face.style == "long":
        c.rect(152, 130, 296, 440, face.hair, 140)
    elif face.style == "curls":
        for x, y in (
            (170, 250), (160, 310), (190, 190), (430, 250), (440, 310), (410, 190), (178, 360),
            (422, 360),
        ):  # fmt: skip
            c.circle(x, y, 50, face.hair)
    elif face.style == "bun":
        c.circle(300, 96, 62, face.hair)
        c.rect(168, 130, 264, 230, face.hair, 120)


def _hair_in_front(c: Canvas, face: Face) -> None:
    hair = face.hair
    if face.style in {"bob", "long", "bun"}:
        c.pie(300, 222, 128, 100, 180, 360, hair)
        c.polygon([(172, 220), (310, 220), (206, 262), (172, 300)], hair)
        c.polygon([(300, 220), (428, 220), (428, 280)], hair)
    elif face.style == "cloud":
        c.pie(300, 236, 124, 96, 180, 360, hair)
    elif face.style == "curls":
        for x, y in (
            (220, 170),
            (270, 146),
            (330, 146),
            (384, 170),
            (300, 186),
            (246, 200),
            (360, 198),
        ):
            c.circle(x, y, 46, hair)
    elif face.style == "short":
        c.pie(300, 236, 122, 106, 180, 360, hair)
        c.rect(178, 226, 26, 66, hair, 10)
        c.rect(396, 226, 26, 66, hair, 10)
    elif face.style == "cap":
        c.rect(180, 236, 24, 60, hair, 8)
        c.rect(396, 236, 24, 60, hair, 8)
        c.pie(300, 226, 126, 100, 180, 360, DEEP_TEAL)
        c.rect(172, 212, 256, 34, shade(DEEP_TEAL, 0.2), 16)
    elif face.style == "wrap":
        c.pie(300, 240, 136, 150, 180, 360, OCHRE)
        c.rect(168, 214, 264, 34, shade(OCHRE, 0.2), 16)
        c.circle(330, 96, 50, OCHRE)
        c.circle(276, 104, 40, shade(OCHRE, 0.12))
        c.arc(300, 240, 104, 100, 200, 330, TERRACOTTA, 11)


def _pattern(c: Canvas, face: Face) -> None:
    if face.pattern == "stripes":
        for y in range(490, 600, 36):
            c.rect(96, y, 408, 14, tint(face.clothes, 0.75))
    if face.pattern == "dots":
        for x in range(120, 500, 46):
            for y in (500, 545, 590):
                c.circle(x + (y % 2) * 20, y, 9, TERRACOTTA)
