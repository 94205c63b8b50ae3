"""Drawings of things on tables: paper, hands, tea, seedlings, a kettle by a window."""

import math
from itertools import pairwise

from home.sample.drawing.canvas import Canvas, chance, curve, mix, shade, tint
from home.sample.drawing.palette import (
    BISCUIT,
    BRICK,
    BROWN,
    CORAL,
    CREAM,
    DEEP_TEAL,
    INK,
    MIST,
    MOSS,
    MUSTARD,
    OAK,
    OCHRE,
    PAPER,
    PLUM,
    ROSE,
    SAGE,
    SAND,
    SEA,
    SILVER,
    SKY,
    TEAL,
    TERRACOTTA,
    WHITE,
)
from home.sample.drawing.things import arm, mug_from_above, sheet


def _planks(c: Canvas, colour: tuple[int, ...]) -> None:
    c.fill(colour)
    for number, y in enumerate(range(0, 1000, 125)):
        c.rect(0, y, 1600, 122, mix(colour, shade(colour, 0.2), chance(number) * 0.6))
        for line in range(5):
            level, start = y + 20 + line * 20, chance(number * 9 + line) * 1200
            c.line([(start, level), (start + 320, level)], shade(colour, 0.12), 2)


def table_from_above(c: Canvas) -> None:
    """Draw six pairs of hands round a long roll of paper."""
    _planks(c, OAK)
    c.rect(0, 346, 1600, 340, (60, 34, 24, 50))
    c.rect(0, 330, 1600, 340, PAPER)
    path = [(x, 500 + 62 * math.sin(x / 190)) for x in range(-20, 1640, 20)]
    c.line(path, TEAL, 13)
    drawn = [CORAL, MUSTARD, PLUM, MOSS, TERRACOTTA, TEAL, OCHRE]
    for number, x in enumerate(range(90, 1600, 220)):
        y, colour = 500 + 62 * math.sin(x / 190), drawn[number]
        c.circle(x, y, 25, colour)
        c.circle(x, y, 12, PAPER)
        note = y - 128 if number % 2 else y + 46
        c.rect(x - 46, note, 92, 78, tint(colour, 0.45), 4)
        for line in (22, 40, 58):
            c.line(
                [(x - 32, note + line), (x + 8 + line * 0.3, note + line)], shade(colour, 0.3), 5
            )
    c.polygon([(655, 380), (690, 350), (725, 380)], TERRACOTTA)
    c.rect(664, 380, 52, 40, CORAL)
    for turn in range(8):
        dx, dy = math.cos(turn * math.pi / 4), math.sin(turn * math.pi / 4)
        c.line([(960 + dx * 28, 610 + dy * 28), (960 + dx * 44, 610 + dy * 44)], OCHRE, 7)
    c.circle(960, 610, 20, OCHRE)
    mug_from_above(c, 130, 200, TERRACOTTA, 2.4)
    mug_from_above(c, 830, 180, TEAL, 0.4)
    mug_from_above(c, 1470, 790, MUSTARD, 1.0)
    mug_from_above(c, 520, 850, PLUM, 2.0)
    c.circle(1110, 868, 118, (60, 34, 24, 50))
    c.circle(1100, 856, 116, WHITE)
    c.circle(1100, 856, 92, MIST)
    for start in (10, 70, 190, 250):
        c.pie(1100, 856, 80, 80, start, start + 46, BISCUIT)
        c.pie(1100, 856, 60, 60, start + 8, start + 38, CORAL)
    for x, y, end, who, pen in (
        (330, -40, (300, 330), 0, True), (470, -40, (480, 350), 0, False),
        (1010, -40, (1030, 350), 6, False), (1200, -40, (1190, 330), 6, True),
        (1500, -40, (1400, 340), 3, False), (130, 1040, (190, 690), 5, True),
        (330, 1040, (370, 670), 5, False), (700, 1040, (700, 680), 2, False),
        (880, 1040, (860, 690), 2, True), (1290, 1040, (1300, 670), 9, True),
    ):  # fmt: skip
        arm(c, (x, y), end, who, pen)
    for x, y, colour in ((600, 120, CORAL), (660, 150, TEAL), (1330, 880, PLUM)):
        c.line([(x, y), (x + 90, y + 34)], colour, 15)
        c.line([(x + 90, y + 34), (x + 104, y + 39)], INK, 9)


def paper_map(c: Canvas) -> None:
    """Draw a hand-made map of an estate with pins and thread."""
    _planks(c, shade(OAK, 0.25))
    c.polygon([(96, 80), (1524, 64), (1540, 930), (84, 944)], (50, 28, 20, 70))
    c.polygon([(84, 66), (1510, 52), (1524, 916), (72, 930)], CREAM)
    for x in (440, 800, 1160):
        c.line([(x, 62), (x, 924)], SAND, 4)
    c.line([(80, 490), (1516, 484)], SAND, 4)
    river = curve((84, 760), (700, 560), (900, 800), 30) + curve(
        (900, 800), (1120, 1000), (1518, 700)
    )
    c.line(river, SEA, 66)
    c.line(river, tint(SEA, 0.35), 10)
    roads = [
        [(84, 300), (1510, 240)], [(380, 66), (430, 620)], [(760, 60), (720, 900)],
        [(1100, 60), (1180, 900)], [(84, 560), (700, 480), (1516, 520)],
    ]  # fmt: skip
    for road in roads:
        c.line(road, BISCUIT, 34)
        c.line(road, PAPER, 22)
    colours = [MUSTARD, MUSTARD, CORAL, SAGE, ROSE, MUSTARD, tint(TEAL, 0.4)]
    number = 0
    for top in (110, 170, 330, 400, 560, 620):
        for x in range(120, 1480, 62):
            number += 1
            close = any(
                abs(x + 20 - road) < 62 for road in (395 + top * 0.06, 745, 1120 + top * 0.1)
            )
            if close or chance(number) < 0.12 or (top > 540 and 420 < x < 900):
                continue
            y = top + (x - 800) * -0.03
            colour = colours[int(chance(number + 77) * 7)]
            c.rect(x, y, 42, 42, colour, 4)
            c.polygon([(x - 4, y + 4), (x + 21, y - 16), (x + 46, y + 4)], shade(colour, 0.3))
    for x, y in ((500, 660), (560, 640), (600, 690), (1330, 640), (1390, 610)):
        c.circle(x, y, 30, MOSS)
        c.circle(x - 8, y - 8, 13, SAGE)
    pins = [(270, 220), (620, 390), (900, 190), (1010, 620), (1300, 400), (420, 790), (1390, 800)]
    for start, end in pairwise(pins):
        c.line([start, end], BRICK, 5)
    for number, (x, y) in enumerate(pins):
        c.ellipse(x + 12, y + 8, 20, 9, (50, 28, 20, 80))
        c.circle(x, y - 16, 23, (TERRACOTTA, TEAL, PLUM)[number % 3])
        c.circle(x - 7, y - 23, 7, (255, 255, 255, 170))
    arm(c, (1660, 1040), (1250, 720), 6, pen=True)
    mug_from_above(c, 190, 880, TEAL, 2.2)
    c.ring(1400, 150, 66, TERRACOTTA, 7)
    c.polygon([(1400, 90), (1418, 150), (1382, 150)], TERRACOTTA)
    c.polygon([(1400, 210), (1418, 150), (1382, 150)], BISCUIT)


def seed_trays(c: Canvas) -> None:
    """Draw trays of seedlings on a potting bench, seen from above."""
    _planks(c, shade(OAK, 0.12))
    labels = [CORAL, MUSTARD, TEAL, ROSE, PAPER, PLUM]
    for tray, (left, top, across, down) in enumerate(
        ((90, 90, 6, 4), (900, 70, 5, 4), (120, 600, 5, 3), (830, 600, 5, 3))
    ):
        width, height = across * 118 + 24, down * 100 + 24
        c.rect(left + 10, top + 14, width, height, (50, 28, 20, 80), 18)
        c.rect(left, top, width, height, (TERRACOTTA, DEEP_TEAL, INK, TERRACOTTA)[tray], 18)
        for row in range(down):
            for column in range(across):
                x, y = left + 22 + column * 118, top + 20 + row * 100
                c.rect(x, y, 100, 84, (94, 62, 48), 12)
                for crumb in range(5):
                    c.circle(
                        x + 12 + chance(crumb + x) * 76,
                        y + 10 + chance(crumb + y) * 64,
                        4,
                        (124, 88, 68),
                    )
                size = 12 + 17 * chance(x * 1.3 + y)
                leaf = (SAGE, MOSS, (150, 180, 90), MOSS)[(row + tray) % 4]
                for turn in range(2 + (row + tray) % 3):
                    angle = turn * 2 * math.pi / (2 + (row + tray) % 3) + chance(x + y) * 3
                    c.line(
                        [
                            (x + 50, y + 42),
                            (
                                x + 50 + size * 1.3 * math.cos(angle),
                                y + 42 + size * 1.3 * math.sin(angle),
                            ),
                        ],
                        leaf,
                        size * 0.95,
                    )
                c.circle(x + 50, y + 42, size * 0.3, tint(leaf, 0.4))
            label = labels[(row + tray * 2) % 6]
            c.rect(left + width - 26, top + 34 + row * 100, 92, 36, label, 6)
            c.line(
                [
                    (left + width - 8, top + 52 + row * 100),
                    (left + width + 44, top + 52 + row * 100),
                ],
                shade(label, 0.5),
                5,
            )
    arm(c, (830, 1050), (700, 560), 2)
    c.ellipse(1512, 660, 52, 96, SILVER)
    c.polygon([(1466, 616), (1558, 616), (1512, 530)], SILVER)
    c.line([(1512, 600), (1512, 800)], shade(SILVER, 0.2), 14)
    c.line([(1512, 820), (1512, 950)], BRICK, 40)
    for number in range(12):
        c.ellipse(640 + chance(number) * 150, 60 + chance(number + 5) * 50, 8, 5, BROWN)


def ledger_desk(c: Canvas) -> None:
    """Draw a desk with an account book, a calculator, coins and a shoebox of receipts."""
    c.fill(TEAL)
    c.rect(60, 60, 1480, 880, tint(TEAL, 0.12), 40)
    c.rect(112, 142, 500, 420, (20, 44, 48, 90), 12)
    c.rect(96, 124, 500, 420, BISCUIT, 12)
    c.rect(122, 150, 448, 368, shade(BISCUIT, 0.35), 6)
    for number in range(17):
        x, y = 140 + chance(number) * 290, 160 + chance(number + 30) * 190
        sheet(
            c,
            x,
            y,
            84,
            140,
            (PAPER, CREAM, MIST, ROSE)[number % 4],
            (chance(number + 8) - 0.5) * 70,
            5,
        )
    c.rect(96, 500, 500, 66, BISCUIT, 10)
    c.rect(250, 516, 190, 34, CREAM, 6)
    c.polygon([(676, 200), (1290, 176), (1320, 800), (700, 826)], (20, 44, 48, 90))
    c.polygon([(660, 180), (975, 184), (975, 806), (660, 800)], PAPER)
    c.polygon([(975, 184), (1290, 180), (1290, 800), (975, 806)], CREAM)
    c.line([(975, 184), (975, 806)], SAND, 8)
    for number, y in enumerate(range(260, 780, 52)):
        for left in (690, 1005):
            c.line([(left, y + 22), (left + 256, y + 22)], SAND, 3)
            reach = 70 + chance(number + left) * 70
            c.line([(left + 6, y), (left + reach, y)], INK, 8)
            ink = TERRACOTTA if chance(number * 3 + left) > 0.8 else TEAL
            c.line([(left + 196, y), (left + 246, y)], ink, 8)
    for x in (870, 1185):
        c.line([(x, 214), (x, 780)], ROSE, 4)
    c.line([(690, 222), (830, 222)], TERRACOTTA, 12)
    c.line([(1005, 222), (1110, 222)], TERRACOTTA, 12)
    c.rect(142, 632, 250, 290, (20, 44, 48, 90), 22)
    c.rect(128, 616, 250, 290, INK, 22)
    c.rect(150, 640, 206, 62, SAGE, 8)
    for x in (300, 322):
        c.line([(x, 656), (x, 686)], INK, 7)
    for row in range(4):
        for column in range(4):
            colour = CORAL if (row, column) == (3, 3) else (OCHRE if column == 3 else SILVER)
            c.rect(152 + column * 52, 722 + row * 44, 42, 34, colour, 8)
    for x, y, count in ((470, 830, 6), (560, 860, 3), (500, 710, 2), (600, 740, 1)):
        for coin in range(count):
            c.circle(x + coin * 3, y - coin * 9, 38, shade(OCHRE, 0.25))
            c.circle(x + coin * 3, y - coin * 9 - 4, 38, MUSTARD)
            c.ring(x + coin * 3, y - coin * 9 - 4, 28, OCHRE, 4)
    mug_from_above(c, 1420, 240, CORAL, 0.9)
    c.circle(1420, 760, 92, (20, 44, 48, 80))
    c.circle(1412, 746, 88, TERRACOTTA)
    c.circle(1412, 746, 70, (94, 62, 48))
    for turn in range(9):
        angle = turn * 2 * math.pi / 9
        end = (1412 + 112 * math.cos(angle), 746 + 112 * math.sin(angle))
        c.line([(1412, 746), end], MOSS if turn % 2 else SAGE, 30)
    c.line([(1130, 560), (1370, 460)], MUSTARD, 24)
    c.line([(1120, 564), (1100, 572)], BISCUIT, 15)
    c.line([(1378, 457), (1392, 451)], ROSE, 24)


def kettle_and_compass(c: Canvas) -> None:
    """Draw a kettle and a compass on a sill, with hills in the window."""
    c.fill((234, 186, 130))
    c.rect(170, 60, 1260, 660, PAPER)
    c.gradient(SKY, CREAM, 90, 560)
    c.rect(0, 0, 200, 1000, (234, 186, 130))
    c.rect(1400, 0, 200, 1000, (234, 186, 130))
    c.rect(0, 0, 1600, 90, (234, 186, 130))
    c.circle(1160, 240, 70, MUSTARD)
    c.hill(470, 60, 900, 150, mix(TEAL, SKY, 0.5))
    c.hill(560, 44, 700, 420, SAGE)
    c.hill(640, 26, 1100, 0, MOSS)
    for x, y, width, height in ((0, 0, 200, 1000), (1400, 0, 200, 1000)):
        c.rect(x, y, width, height, (234, 186, 130))
    c.rect(170, 60, 36, 660, PAPER)
    c.rect(1394, 60, 36, 660, PAPER)
    c.rect(170, 60, 1260, 34, PAPER)
    c.rect(786, 60, 26, 660, PAPER)
    for x, side in ((60, 1), (1540, -1)):
        c.polygon(
            [(x, 40), (x + side * 230, 40), (x + side * 120, 480), (x, 720)], mix(CORAL, ROSE, 0.3)
        )
        for fold in (50, 110):
            c.line([(x + side * fold, 44), (x + side * fold * 0.6, 600)], CORAL, 8)
    c.rect(20, 26, 1560, 22, BROWN, 10)
    c.rect(0, 700, 1600, 300, OAK)
    c.rect(0, 700, 1600, 34, tint(OAK, 0.35))
    c.ellipse(560, 880, 300, 34, (60, 34, 24, 70))
    c.line(curve((320, 640), (150, 640), (190, 470)), TERRACOTTA, 62)
    c.polygon([(150, 476), (236, 462), (222, 440), (160, 446)], BRICK)
    c.arc(550, 480, 190, 190, 190, 350, INK, 30)
    c.line([(364, 470), (400, 590)], INK, 28)
    c.line([(736, 446), (706, 590)], INK, 28)
    c.ellipse(550, 690, 270, 190, TERRACOTTA)
    c.rect(372, 800, 356, 80, TERRACOTTA, 30)
    c.ellipse(550, 520, 150, 36, BRICK)
    c.ellipse(550, 508, 130, 30, CORAL)
    c.circle(550, 470, 25, INK)
    c.ellipse(450, 640, 50, 100, tint(TERRACOTTA, 0.3))
    for x, lift in ((170, 0), (210, 40)):
        steam = curve((x, 420), (x - 80, 320 - lift), (x + 10, 250 - lift))
        c.line([*steam, *curve((x + 10, 250 - lift), (x + 70, 190), (x, 110))], WHITE, 15)
    c.ellipse(1110, 900, 230, 30, (60, 34, 24, 70))
    c.circle(1110, 700, 216, shade(OCHRE, 0.25))
    c.circle(1110, 690, 216, OCHRE)
    c.circle(1110, 690, 180, PAPER)
    c.circle(1110, 456, 34, OCHRE)
    c.circle(1110, 456, 17, PAPER)
    for turn in range(32):
        dx, dy = math.cos(turn * math.pi / 16), math.sin(turn * math.pi / 16)
        inner = 138 if turn % 4 == 0 else 156
        c.line(
            [(1110 + dx * inner, 690 + dy * inner), (1110 + dx * 168, 690 + dy * 168)],
            INK,
            8 if turn % 8 == 0 else 4,
        )
    for turn in range(4):
        dx, dy = math.cos(turn * math.pi / 2), math.sin(turn * math.pi / 2)
        c.polygon(
            [(1110 + dx * 120, 690 + dy * 120), (1110 - dy * 24, 690 + dx * 24), (1110, 690)], SAND
        )
    c.polygon([(1204, 588), (1126, 706), (1094, 674)], BRICK)
    c.polygon([(1016, 792), (1126, 706), (1094, 674)], DEEP_TEAL)
    c.circle(1110, 690, 15, MUSTARD)
    c.rect(1330, 770, 120, 130, TEAL, 22)
    c.ellipse(1390, 774, 60, 18, (148, 88, 50))
    c.arc(1462, 836, 34, 38, 270, 450, TEAL, 20)
    c.circle(860, 870, 48, BISCUIT)
    c.circle(930, 886, 46, shade(BISCUIT, 0.1))
    for x, y in ((844, 856), (872, 884), (918, 872), (944, 896)):
        c.circle(x, y, 7, BROWN)
