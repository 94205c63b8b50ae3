"""What turns up in more than one drawing: people, cups, trees, bunting, paper."""

import math

from home.sample.drawing.canvas import Canvas, Colour, Point, chance, curve, shade, tint
from home.sample.drawing.palette import (
    BROWN,
    COATS,
    CORAL,
    CREAM,
    FOREST,
    HAIRS,
    INK,
    MOSS,
    MUSTARD,
    PAPER,
    ROSE,
    SKINS,
    TEAL,
)


def person(c: Canvas, x: float, y: float, height: float, who: int, back: bool = False) -> None:
    """Draw somebody standing with their feet at a point; `who` chooses colours."""
    coat, skin = COATS[who % len(COATS)], SKINS[(who * 3 + 1) % len(SKINS)]
    hair, unit = HAIRS[(who * 2) % len(HAIRS)], height / 10
    legs = shade(COATS[(who + 6) % len(COATS)], 0.55)
    for side in (-1, 1):
        c.line([(x + side * unit * 0.62, y - unit * 4), (x + side * unit * 0.75, y)], legs, unit)
    c.polygon(
        [
            (x - unit * 1.3, y - unit * 7.4),
            (x + unit * 1.3, y - unit * 7.4),
            (x + unit * 1.75, y - unit * 3),
            (x - unit * 1.75, y - unit * 3),
        ],
        coat,
    )
    c.circle(x, y - unit * 7.3, unit * 1.3, coat)
    for side in (-1, 1):
        c.line(
            [(x + side * unit * 1.4, y - unit * 7), (x + side * unit * 2, y - unit * 4.2)],
            shade(coat, 0.12),
            unit * 0.85,
        )
        c.circle(x + side * unit * 2, y - unit * 3.9, unit * 0.42, skin)
    head(c, x, y - unit * 9.1, unit * 1.12, skin, hair, who, back)


def head(
    c: Canvas, x: float, y: float, size: float, skin: Colour, hair: Colour, who: int, back: bool
) -> None:
    """Draw a head with one of a few kinds of hair."""
    c.rect(x - size * 0.35, y + size * 0.5, size * 0.7, size, shade(skin, 0.1))
    style = who % 4
    if style == 1:
        c.ellipse(x, y + size * 0.1, size * 1.2, size * 1.2, hair)
    if style == 2:
        c.circle(x, y - size * 0.25, size * 1.3, hair)
    c.ellipse(x, y, size * 0.94, size * 1.05, hair if back else skin)
    if not back:
        c.pie(x, y - size * 0.12, size * 1.02, size * 1.0, 180, 360, hair)
    if style == 3:
        c.circle(x, y - size * 1.2, size * 0.5, hair)


def bust(c: Canvas, x: float, y: float, size: float, who: int, back: bool = False) -> None:
    """Draw somebody from the chest up, sitting at a point."""
    coat, skin = COATS[who % len(COATS)], SKINS[(who * 3 + 1) % len(SKINS)]
    c.rect(x - size * 1.75, y - size * 1.1, size * 3.5, size * 3.2, coat, size * 1.3)
    head(c, x, y - size * 2.3, size, skin, HAIRS[(who * 2) % len(HAIRS)], who, back)
    if not back:
        for side in (-1, 1):
            c.circle(x + side * size * 0.36, y - size * 2.2, size * 0.1, INK)
        c.arc(x, y - size * 2.0, size * 0.34, size * 0.3, 20, 160, shade(skin, 0.5), size * 0.1)


def arm(c: Canvas, start: Point, end: Point, who: int, pen: bool = False) -> None:
    """Draw an arm that reaches from the edge of a table to a point, seen from above."""
    sleeve, skin = COATS[who % len(COATS)], SKINS[(who * 3 + 1) % len(SKINS)]
    angle = math.atan2(end[1] - start[1], end[0] - start[0])

    def at(forward: float, sideways: float) -> Point:
        return (
            end[0] + forward * math.cos(angle) - sideways * math.sin(angle),
            end[1] + forward * math.sin(angle) + sideways * math.cos(angle),
        )

    c.line([at(-60, 0), at(-120, 0)], skin, 52)
    c.line([at(-120, 0), start], shade(sleeve, 0.05), 92)
    c.line([at(-112, -38), at(-112, 38)], tint(sleeve, 0.25), 20)
    for sideways, reach in ((-27, 34), (-9, 48), (9, 50), (27, 40)):
        c.line([at(-34, sideways * 0.8), at(reach, sideways)], skin, 19)
    c.circle(*at(-34, 0), 40, skin)
    c.line([at(-40, 34), at(-2, 58)], skin, 21)
    if pen:
        c.line([at(-30, 66), at(66, 34)], shade(sleeve, 0.4), 11)
        c.line([at(66, 34), at(82, 29)], MUSTARD, 7)


def mug_from_above(c: Canvas, x: float, y: float, colour: Colour, turn: float = 0.6) -> None:
    """Draw a mug of tea, seen from above."""
    c.circle(x + 10, y + 12, 62, (40, 24, 20, 50))
    c.line([(x, y), (x + 84 * math.cos(turn), y + 84 * math.sin(turn))], shade(colour, 0.15), 24)
    c.circle(x, y, 60, colour)
    c.circle(x, y, 49, (148, 88, 50))
    c.arc(x, y, 38, 38, 200, 280, (190, 130, 86), 6)


def tree(c: Canvas, x: float, y: float, size: float, leaf: Colour = MOSS) -> None:
    """Draw a round tree with its foot at a point."""
    c.line([(x, y), (x, y - size)], BROWN, size * 0.14)
    for step, (dx, dy) in enumerate([(-0.35, -1.1), (0.35, -1.15), (0, -1.55), (0, -1.05)]):
        c.circle(x + dx * size, y + dy * size, size * 0.5, shade(leaf, 0.05 * step))
    c.circle(x - size * 0.12, y - size * 1.62, size * 0.28, tint(leaf, 0.12))


def bunting(c: Canvas, start: Point, end: Point, sag: float, flags: int, size: float = 46) -> None:
    """Hang bunting between two points."""
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + sag * 2)
    cord = curve(start, middle, end, flags * 4)
    c.line(cord, CREAM, 4)
    colours = [CORAL, MUSTARD, TEAL, ROSE, PAPER, MOSS]
    for number in range(flags):
        (x0, y0), (x1, y1) = cord[number * 4 + 1], cord[number * 4 + 3]
        tip = ((x0 + x1) / 2 - (y1 - y0) * 0.3, (y0 + y1) / 2 + size)
        c.polygon([(x0, y0), (x1, y1), tip], colours[number % len(colours)])


def sheet(
    c: Canvas,
    x: float,
    y: float,
    width: float,
    height: float,
    colour: Colour = PAPER,
    lean: float = 0,
    lines: int = 5,
) -> None:
    """Draw a sheet of paper with lines of writing; `lean` is in degrees."""
    angle = math.radians(lean)

    def at(across: float, down: float) -> Point:
        return (
            x + across * math.cos(angle) - down * math.sin(angle),
            y + across * math.sin(angle) + down * math.cos(angle),
        )

    corners = [(0, 0), (width, 0), (width, height), (0, height)]
    c.polygon([(px + 8, py + 10) for px, py in (at(*p) for p in corners)], (40, 24, 20, 45))
    c.polygon([at(*p) for p in corners], colour)
    for number in range(lines):
        down = height * (0.2 + 0.66 * number / max(lines - 1, 1))
        across = width * (0.62 + 0.24 * chance(number + x + y))
        c.line([at(width * 0.12, down), at(across, down)], shade(colour, 0.28), height * 0.025 + 2)


def gull(c: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    """Draw a gull in the air."""
    left = curve((x - size, y - size * 0.25), (x - size * 0.45, y - size * 0.6), (x, y), 8)
    right = curve((x, y), (x + size * 0.45, y - size * 0.6), (x + size, y - size * 0.25), 8)
    c.line([*left, *right], colour, size * 0.14)


def speech(c: Canvas, x: float, y: float, width: float, height: float, colour: Colour) -> None:
    """Draw a paper speech bubble with a question mark or some writing in it."""
    c.rect(x + 6, y + 8, width, height, (40, 24, 20, 40), height * 0.3)
    c.rect(x, y, width, height, colour, height * 0.3)
    foot = x + width * (0.2 + 0.4 * chance(x + y))
    c.polygon(
        [
            (foot, y + height - 4),
            (foot + height * 0.32, y + height - 4),
            (foot - height * 0.04, y + height * 1.3),
        ],
        colour,
    )
    ink = shade(colour, 0.55)
    if chance(x * 3 + y) > 0.55:
        size, middle = height * 0.17, x + width / 2
        c.arc(middle, y + height * 0.35, size, size, 170, 420, ink, height * 0.08)
        c.line(
            [(middle + 1, y + height * 0.53), (middle + 1, y + height * 0.62)], ink, height * 0.08
        )
        c.circle(middle + 1, y + height * 0.78, height * 0.055, ink)
        return
    for number in range(3):
        down = y + height * (0.3 + 0.2 * number)
        reach = width * (0.55 + 0.28 * chance(x + number))
        c.line([(x + width * 0.15, down), (x + reach, down)], ink, height * 0.05)


def bush(c: Canvas, x: float, y: float, size: float, colour: Colour = FOREST) -> None:
    """Draw a low bush."""
    for dx, dy, share in ((-0.6, 0, 0.6), (0.6, 0, 0.6), (0, -0.35, 0.75)):
        c.circle(x + dx * size, y + dy * size, size * share, colour)
