"""Drawn marks for a few of the organisations."""

from home.sample.drawing.canvas import Canvas
from home.sample.drawing.palette import (
    BRICK,
    BROWN,
    CORAL,
    CREAM,
    DEEP_TEAL,
    DUSK,
    INK,
    MOSS,
    MUSTARD,
    OCHRE,
    PAPER,
    PLUM,
    ROSE,
    SAGE,
    SEA,
    TEAL,
    TERRACOTTA,
)


def square(c: Canvas) -> None:
    """Draw a lantern over one roof, for the head of a page: on white, and as simple as that."""
    c.fill((255, 255, 255))
    c.polygon([(120, 0), (206, 100), (120, 200), (34, 100)], MUSTARD)
    c.polygon([(120, 0), (206, 100), (120, 200)], CORAL)
    c.polygon([(120, 44), (160, 100), (120, 156), (80, 100)], CREAM)
    c.polygon([(120, 140), (240, 240), (0, 240)], PLUM)


def lantern(c: Canvas) -> None:
    """Draw a lantern over three roofs."""
    c.fill(DUSK)
    c.glow(240, 100, 110, MUSTARD, 12)
    c.polygon([(240, 30), (290, 100), (240, 170), (190, 100)], MUSTARD)
    c.line([(240, 30), (240, 170)], OCHRE, 5)
    for x in (110, 240, 370):
        c.polygon([(x - 80, 240), (x, 172), (x + 80, 240)], TERRACOTTA if x != 240 else CORAL)


def almond(c: Canvas) -> None:
    """Draw an almond blossom over a hill."""
    c.fill(CREAM)
    c.ellipse(240, 260, 220, 90, SAGE)
    for x, y in ((240, 60), (280, 92), (264, 138), (216, 138), (200, 92)):
        c.circle(x, y, 32, ROSE)
    c.circle(240, 104, 20, BRICK)


def doors(c: Canvas) -> None:
    """Draw four front doors."""
    c.fill(PAPER)
    for x, colour in ((70, TERRACOTTA), (164, TEAL), (258, MUSTARD), (352, PLUM)):
        c.rect(x, 60, 66, 150, colour)
        c.pie(x + 33, 62, 33, 33, 180, 360, colour)
        c.circle(x + 52, 142, 6, CREAM)


def waves(c: Canvas) -> None:
    """Draw a boat on three waves."""
    c.fill(DEEP_TEAL)
    c.polygon([(240, 40), (240, 120), (310, 120)], CREAM)
    c.polygon([(228, 60), (228, 120), (178, 120)], CORAL)
    for row, colour in enumerate((SEA, TEAL, CREAM)):
        for x in range(30, 450, 70):
            c.arc(x + 35, 150 + row * 28, 35, 18, 0, 180, colour, 9)


def table(c: Canvas) -> None:
    """Draw a plain table with a cup on it."""
    c.fill(MUSTARD)
    c.rect(90, 110, 300, 26, BROWN, 8)
    for x in (120, 350):
        c.rect(x, 130, 20, 80, BROWN)
    c.rect(210, 62, 54, 50, CREAM, 10)
    c.arc(268, 86, 16, 16, 270, 450, CREAM, 9)


def ledger(c: Canvas) -> None:
    """Draw an account book under a lamp."""
    c.fill(MOSS)
    c.polygon([(180, 70), (300, 70), (268, 24), (212, 24)], MUSTARD)
    c.polygon([(180, 74), (300, 74), (350, 130), (130, 130)], (250, 226, 150, 90))
    c.polygon([(110, 140), (238, 156), (238, 214), (110, 198)], CREAM)
    c.polygon([(370, 140), (242, 156), (242, 214), (370, 198)], PAPER)


def bell(c: Canvas) -> None:
    """Draw a ringing bell."""
    c.fill(CORAL)
    c.pie(240, 130, 66, 92, 180, 360, CREAM)
    c.rect(174, 128, 132, 40, CREAM)
    c.rect(156, 160, 168, 22, CREAM, 10)
    c.circle(240, 196, 18, INK)
    for reach in (96, 124):
        c.arc(240, 110, reach, reach, 200, 245, PAPER, 8)
        c.arc(240, 110, reach, reach, 295, 340, PAPER, 8)
