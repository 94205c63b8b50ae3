"""A canvas in units of its own, drawn large and made small so that edges are smooth."""

import math
from collections.abc import Iterable, Iterator, Sequence

from PIL import Image, ImageDraw

Colour = tuple[int, ...]
Point = tuple[float, float]

SUPERSAMPLING = 2


class Canvas:
    """A picture being drawn. Shapes take units; `scale` says how many pixels one unit becomes.

    A colour with a fourth number, its opacity from 0 to 255, lets show through what is below.
    """

    def __init__(self, width: int, height: int, scale: float = 1.0) -> None:
        """Begin with a blank picture."""
        self.width, self.height = width, height
        self._size = max(round(width * scale), 1), max(round(height * scale), 1)
        self._factor = scale * SUPERSAMPLING
        large = self._size[0] * SUPERSAMPLING, self._size[1] * SUPERSAMPLING
        self._image = Image.new("RGB", large, (255, 255, 255))
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def finished(self) -> Image.Image:
        """Give the picture at its final size."""
        return self._image.resize(self._size, Image.Resampling.BOX)

    def fill(self, colour: Colour) -> None:
        """Paint everything in one colour."""
        self.rect(0, 0, self.width, self.height, colour)

    def gradient(self, top: Colour, bottom: Colour, start: float = 0, end: float = 0) -> None:
        """Paint a band from one colour to another, downwards; all of it unless told otherwise."""
        end = end or self.height
        steps = 48
        for step in range(steps):
            share = step / (steps - 1)
            y = start + (end - start) * step / steps
            self.rect(0, y, self.width, (end - start) / steps + 1, mix(top, bottom, share))

    def rect(
        self, x: float, y: float, width: float, height: float, colour: Colour, radius: float = 0
    ) -> None:
        """Paint a rectangle, with round corners if there is a radius."""
        box = self._box(x, y, x + width, y + height)
        if radius:
            self._draw.rounded_rectangle(box, radius * self._factor, fill=colour)
        else:
            self._draw.rectangle(box, fill=colour)

    def ellipse(self, x: float, y: float, across: float, down: float, colour: Colour) -> None:
        """Paint an ellipse around a point; `across` and `down` are its radii."""
        self._draw.ellipse(self._box(x - across, y - down, x + across, y + down), fill=colour)

    def circle(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """Paint a disc."""
        self.ellipse(x, y, radius, radius, colour)

    def ring(self, x: float, y: float, radius: float, colour: Colour, width: float) -> None:
        """Draw a circle."""
        self.arc(x, y, radius, radius, 0, 360, colour, width)

    def arc(
        self,
        x: float,
        y: float,
        across: float,
        down: float,
        start: float,
        end: float,
        colour: Colour,
        width: float,
    ) -> None:
        """Draw part of an ellipse; degrees go clockwise from three o’clock."""
        half = width / 2
        box = self._box(x - across - half, y - down - half, x + across + half, y + down + half)
        self._draw.arc(box, start, end, fill=colour, width=max(round(width * self._factor), 1))

    def pie(
        self,
        x: float,
        y: float,
        across: float,
        down: float,
        start: float,
        end: float,
        colour: Colour,
    ) -> None:
        """Paint a slice of an ellipse."""
        box = self._box(x - across, y - down, x + across, y + down)
        self._draw.pieslice(box, start, end, fill=colour)

    def polygon(self, points: Iterable[Point], colour: Colour) -> None:
        """Paint a shape with straight edges."""
        self._draw.polygon([(x * self._factor, y * self._factor) for x, y in points], fill=colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """Draw a line through points, with round ends and corners."""
        scaled = [(x * self._factor, y * self._factor) for x, y in points]
        pixels = max(round(width * self._factor), 1)
        self._draw.line(scaled, fill=colour, width=pixels, joint="curve")
        if len(colour) == 3:
            for x, y in points:
                self.circle(x, y, width / 2, colour)

    def hill(self, level: float, rise: float, length: float, shift: float, colour: Colour) -> None:
        """Paint rolling ground from a level down to the lower edge."""
        steps = [(x, wave(x, level, rise, length, shift)) for x in range(0, self.width + 20, 20)]
        self.polygon([*steps, (self.width, self.height), (0, self.height)], colour)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: int = 9) -> None:
        """Paint soft light around a point."""
        for step in range(14):
            self.circle(x, y, radius * (1 - step / 14), (*colour[:3], strength))

    def _box(self, left: float, top: float, right: float, bottom: float) -> list[float]:
        return [edge * self._factor for edge in (left, top, right, bottom)]


def wave(x: float, level: float, rise: float, length: float, shift: float) -> float:
    """Give the height of rolling ground at a place: two waves, so that it does not repeat."""
    turn = 2 * math.pi * (x + shift) / length
    return level - rise * (math.sin(turn) + 0.4 * math.sin(2.3 * turn + 1))


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Give a colour between two."""
    return tuple(round(a + (b - a) * share) for a, b in zip(first[:3], second[:3], strict=True))


def shade(colour: Colour, share: float = 0.2) -> Colour:
    """Give a darker colour."""
    return mix(colour, (24, 22, 34), share)


def tint(colour: Colour, share: float = 0.3) -> Colour:
    """Give a lighter colour."""
    return mix(colour, (255, 250, 240), share)


def chance(number: float) -> float:
    """Give a fraction that looks like chance and is always the same."""
    return math.sin(number * 12.9898 + 4.1414) * 43758.5453 % 1


def along(count: int, start: float, end: float) -> Iterator[float]:
    """Give places at equal distances, both ends included."""
    for step in range(count):
        yield start + (end - start) * step / max(count - 1, 1)


def curve(start: Point, pull: Point, end: Point, steps: int = 24) -> list[Point]:
    """Give points on a bend from start to end that leans towards `pull`."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        points.append(
            (
                (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * pull[0] + t**2 * end[0],
                (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * pull[1] + t**2 * end[1],
            )
        )
    return points
