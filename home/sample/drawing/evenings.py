"""Drawings of places after dark: windows, lanterns, a screen by the harbour."""

from home.sample.drawing.canvas import Canvas, along, chance, curve, mix, shade, tint
from home.sample.drawing.palette import (
    BRICK,
    BROWN,
    COATS,
    CORAL,
    CREAM,
    DEEP_TEAL,
    DUSK,
    FOREST,
    INK,
    MUSTARD,
    NIGHT,
    OCHRE,
    PAPER,
    PLUM,
    ROSE,
    SAND,
    TEAL,
    TERRACOTTA,
    WHITE,
)
from home.sample.drawing.things import bunting, person

LIT = (255, 214, 122)


def terraces(c: Canvas) -> None:
    """Draw a terraced street at dusk, and two people at the doors."""
    c.gradient(DUSK, (240, 158, 116), 0, 620)
    c.circle(1270, 190, 66, CREAM)
    c.circle(1244, 176, 60, mix(DUSK, (240, 158, 116), 0.2))
    c.hill(520, 40, 1200, 300, mix(PLUM, DUSK, 0.4))
    for number, x in enumerate(range(-40, 1640, 118)):
        wall = shade((PLUM, DUSK)[number % 2], 0.18)
        c.rect(x, 430, 118, 200, wall)
        c.polygon([(x - 4, 434), (x + 59, 372), (x + 122, 434)], shade(wall, 0.3))
        c.rect(x + 84, 366, 20, 46, shade(wall, 0.3))
        if chance(number) > 0.35:
            c.rect(x + 42, 470, 30, 42, LIT)
    walls = [BRICK, TERRACOTTA, (178, 96, 72), ROSE, BRICK, (150, 74, 64), TERRACOTTA, SAND]
    doors = [TEAL, MUSTARD, DEEP_TEAL, CORAL, PAPER, OCHRE, PLUM, TEAL]
    for number, x in enumerate(range(0, 1600, 200)):
        wall = mix(walls[number], PLUM, 0.22)
        c.rect(x, 380, 200, 90, (70, 58, 76))
        for line in (405, 430, 452):
            c.line([(x + 4, line), (x + 196, line)], (86, 72, 90), 3)
        c.rect(x, 470, 200, 400, wall)
        c.rect(x, 470, 200, 12, tint(wall, 0.3))
        c.rect(x + 150, 330, 40, 60, shade(wall, 0.25))
        for pot in (156, 174):
            c.rect(x + pot, 314, 12, 20, BRICK)
        if number % 3 == 1:
            for puff in range(4):
                c.circle(x + 166 + puff * 16, 292 - puff * 34, 15 + puff * 7, (236, 214, 206, 70))
        for wx, wy in ((26, 510), (122, 510), (112, 680)):
            lit = chance(number * 7 + wx + wy) > 0.38
            c.rect(x + wx - 6, wy - 6, 64, 92, CREAM)
            c.rect(x + wx, wy, 52, 80, LIT if lit else (84, 86, 116))
            c.line([(x + wx + 26, wy), (x + wx + 26, wy + 80)], CREAM, 4)
            c.line([(x + wx, wy + 38), (x + wx + 52, wy + 38)], CREAM, 4)
            if lit:
                c.polygon([(x + wx, wy), (x + wx + 16, wy), (x + wx, wy + 70)], CORAL)
                c.polygon([(x + wx + 52, wy), (x + wx + 36, wy), (x + wx + 52, wy + 70)], CORAL)
        c.rect(x + 20, 672, 72, 198, CREAM)
        c.rect(x + 28, 708, 56, 162, doors[number])
        c.pie(x + 56, 708, 28, 28, 180, 360, LIT)
        c.circle(x + 76, 796, 5, MUSTARD)
        c.rect(x + 14, 862, 84, 16, (206, 190, 180))
    c.rect(0, 876, 1600, 44, (150, 138, 146))
    c.rect(0, 918, 1600, 82, (84, 80, 102))
    for x in (310, 1110):
        c.line([(x, 900), (x, 560)], INK, 12)
        c.glow(x, 546, 190, LIT, 10)
        c.polygon([(x - 26, 530), (x + 26, 530), (x + 16, 580), (x - 16, 580)], CREAM)
        c.polygon([(x - 34, 532), (x, 500), (x + 34, 532)], INK)
    person(c, 702, 905, 250, 1, back=True)
    person(c, 800, 912, 262, 2)
    c.rect(842, 795, 46, 34, PAPER, 4)
    c.ellipse(968, 890, 50, 24, BROWN)
    c.circle(1016, 866, 22, BROWN)
    c.line([(922, 884), (900, 850)], BROWN, 9)
    for leg in (936, 960, 984, 1002):
        c.line([(leg, 894), (leg, 926)], BROWN, 9)


def hall(c: Canvas) -> None:
    """Draw a village hall with its lights on, and neighbours who bring chairs."""
    c.gradient(NIGHT, (122, 96, 122), 0, 760)
    for number in range(60):
        c.circle(
            chance(number) * 1600, chance(number + 80) * 420, 2 + chance(number + 5) * 3, CREAM
        )
    c.hill(650, 30, 1000, 200, shade(PLUM, 0.35))
    c.rect(0, 760, 1600, 240, (70, 78, 76))
    c.glow(800, 690, 520, LIT, 5)
    c.polygon([(350, 440), (800, 150), (1250, 440)], (84, 52, 60))
    c.polygon([(420, 440), (800, 196), (1180, 440)], BRICK)
    c.rect(400, 430, 800, 360, BRICK)
    for y in range(450, 790, 40):
        c.line([(400, y), (1200, y)], shade(BRICK, 0.14), 3)
    c.circle(800, 330, 56, CREAM)
    c.circle(800, 330, 46, PAPER)
    c.line([(800, 330), (800, 298)], INK, 6)
    c.line([(800, 330), (826, 344)], INK, 6)
    for x in (470, 590, 1010, 1130):
        c.rect(x - 44, 520, 88, 170, CREAM)
        c.pie(x, 522, 44, 60, 180, 360, CREAM)
        c.rect(x - 34, 524, 68, 156, LIT)
        c.pie(x, 526, 34, 48, 180, 360, LIT)
        c.line([(x, 480), (x, 680)], CREAM, 6)
        c.line([(x - 34, 590), (x + 34, 590)], CREAM, 6)
    c.rect(700, 510, 200, 280, CREAM)
    c.rect(716, 526, 168, 264, LIT)
    c.polygon([(716, 526), (664, 548), (664, 806), (716, 790)], TEAL)
    c.polygon([(884, 526), (936, 548), (936, 806), (884, 790)], TEAL)
    c.polygon([(716, 790), (884, 790), (1110, 1000), (490, 1000)], (255, 214, 122, 130))
    person(c, 800, 790, 200, 5)
    bunting(c, (60, 300), (640, 250), 50, 12, 50)
    bunting(c, (640, 250), (1000, 250), 26, 8, 46)
    bunting(c, (1000, 250), (1560, 320), 50, 12, 50)
    for x in (60, 1560):
        c.line([(x, 280), (x, 800)], INK, 16)
    for x, y, height, who, chair in (
        (300, 900, 300, 0, OCHRE),
        (520, 940, 320, 7, TEAL),
        (1090, 930, 310, 6, CORAL),
        (1330, 890, 290, 3, MUSTARD),
    ):
        person(c, x, y, height, who, back=True)
        _chair(c, x + 66, y - 30, chair)
    for x, colour in ((120, ROSE), (1470, PAPER)):
        _chair(c, x, 950, colour)


def _chair(c: Canvas, x: float, y: float, colour: tuple[int, ...]) -> None:
    for leg in (-26, 26):
        c.line([(x + leg, y - 60), (x + leg * 1.15, y)], shade(colour, 0.3), 9)
    c.line([(x - 26, y - 60), (x - 30, y - 160)], colour, 10)
    c.line([(x + 26, y - 60), (x + 22, y - 160)], colour, 10)
    c.rect(x - 36, y - 74, 72, 18, colour, 6)
    for back in (-150, -118):
        c.rect(x - 32, y + back, 58, 16, colour, 6)


def quay_cinema(c: Canvas) -> None:
    """Draw an open-air film night by the harbour, with a rabbit on the screen."""
    c.gradient(NIGHT, DUSK, 0, 560)
    for number in range(70):
        c.circle(
            chance(number) * 1600, chance(number + 31) * 380, 2 + chance(number + 2) * 3, CREAM
        )
    c.circle(190, 150, 60, CREAM)
    c.rect(0, 520, 1600, 180, (44, 72, 92))
    for number in range(34):
        x, y = chance(number) * 1600, 535 + chance(number + 12) * 150
        c.line([(x, y), (x + 46, y)], (110, 142, 152), 4)
    for x, sail in ((150, CORAL), (1400, PAPER), (1520, MUSTARD)):
        c.line([(x, 520), (x, 330)], CREAM, 7)
        c.polygon([(x + 8, 346), (x + 8, 490), (x + 84, 490)], sail)
        c.polygon([(x - 70, 512), (x + 90, 512), (x + 62, 552), (x - 48, 552)], BROWN)
    c.rect(330, 130, 940, 570, (90, 84, 104))
    for y in range(150, 700, 46):
        for x in range(334 + (y // 46 % 2) * 46, 1170, 94):
            c.rect(x, y, 86, 38, (100, 94, 114), 6)
    c.glow(800, 400, 620, (255, 240, 200), 3)
    c.rect(420, 190, 760, 440, PAPER)
    c.rect(432, 202, 736, 416, (188, 222, 214))
    c.circle(1030, 300, 54, MUSTARD)
    c.polygon([*curve((432, 560), (640, 480), (900, 618)), (432, 618)], (140, 178, 120))
    c.polygon([*curve((780, 618), (980, 500), (1168, 570)), (1168, 618)], (118, 158, 104))
    c.rect(432, 618, 736, 14, PAPER)
    c.rect(420, 632, 760, 90, (90, 84, 104))
    grey, pale = (172, 164, 172), (216, 208, 212)
    for x, lean in ((725, -26), (795, 18)):
        c.line([(x, 400), (x + lean, 268)], grey, 46)
        c.line([(x, 400), (x + lean, 278)], ROSE, 20)
    c.ellipse(760, 560, 122, 92, grey)
    c.ellipse(760, 580, 74, 62, pale)
    c.ellipse(760, 440, 92, 82, grey)
    c.ellipse(760, 474, 56, 42, pale)
    for x in (728, 792):
        c.ellipse(x, 424, 17, 20, WHITE)
        c.circle(x + 2, 428, 9, INK)
    c.ellipse(760, 456, 14, 10, CORAL)
    c.rect(748, 490, 24, 22, WHITE, 4)
    c.rect(420, 632, 760, 40, (100, 94, 114))
    for x in (420, 1180):
        c.line([(x, 170), (x, 700)], BROWN, 14)
    c.line([(405, 186), (1195, 186)], BROWN, 12)
    for x in (470, 560, 1110):
        c.ellipse(x, 122, 26, 14, WHITE)
        c.circle(x + 24, 106, 11, WHITE)
        c.polygon([(x + 33, 104), (x + 48, 108), (x + 33, 112)], OCHRE)
    c.rect(0, 700, 1600, 300, (58, 56, 78))
    for row, (y, size) in enumerate(((745, 30), (815, 38), (905, 48), (1000, 60))):
        for number, x in enumerate(along(14 - row * 2, 60 + row * 22, 1540 - row * 22)):
            nudge = (chance(number + row * 20) - 0.5) * 40
            coat = shade(COATS[(number * 3 + row) % 10], 0.5 - row * 0.05)
            c.rect(x + nudge - size * 1.3, y + size * 0.6, size * 2.6, size * 3, coat, size)
            c.circle(x + nudge, y, size * 0.8, shade((90, 62, 56), 0.25 + 0.3 * chance(number)))
            if chance(number * 5 + row) > 0.75:
                c.pie(
                    x + nudge,
                    y - size * 0.1,
                    size * 0.9,
                    size * 0.9,
                    180,
                    360,
                    shade(COATS[number % 10], 0.3),
                )
    for x, y in zip(
        along(17, 20, 1580), [60, 84, 100, 108, 110, 106, 96, 80, 62] * 2, strict=False
    ):
        c.glow(x, y, 30, LIT, 12)
        c.circle(x, y, 9, LIT)


def lanterns(c: Canvas) -> None:
    """Draw neighbours walking down a street at night with paper lanterns."""
    c.gradient(NIGHT, PLUM, 0, 700)
    c.rect(0, 690, 1600, 310, (58, 50, 74))
    for number in range(50):
        c.circle(chance(number) * 1600, chance(number + 64) * 330, 2 + chance(number) * 2, CREAM)
    for side in (0, 1):
        for number in range(5):
            near, far = 1 - number * 0.17, 1 - (number + 1) * 0.17
            x0, x1 = 800 - 860 * near, 800 - 860 * far
            top0, top1 = 640 - 520 * near, 640 - 520 * far
            low0, low1 = 640 + 230 * near, 640 + 230 * far
            if side:
                x0, x1 = 1600 - x0, 1600 - x1
            wall = shade((BRICK, PLUM, TERRACOTTA, DUSK, BRICK)[number], 0.45)
            c.polygon([(x0, top0), (x1, top1), (x1, low1), (x0, low0)], wall)
            roof = 60 * near
            c.polygon(
                [(x0, top0), (x1, top1), (x1, top1 - roof), ((x0 + x1) / 2, top0 - roof)],
                shade(wall, 0.35),
            )
            for level in (0.28, 0.62):
                for across in (0.25, 0.68):
                    if chance(number * 9 + level * 10 + across * 7 + side) < 0.3:
                        continue
                    x = x0 + (x1 - x0) * across
                    top = top0 + (top1 - top0) * across
                    low = low0 + (low1 - low0) * across
                    y, size = top + (low - top) * level, 30 * (near + far) / 2
                    c.rect(x - size * 0.6, y - size, size * 1.2, size * 2, LIT)
    c.polygon([(560, 690), (1040, 690), (1700, 1000), (-100, 1000)], (74, 64, 88))
    c.glow(800, 700, 360, (255, 196, 110), 5)
    crowd = [
        (690, 740, 120, 1), (770, 735, 112, 4), (850, 742, 122, 6), (920, 738, 112, 8),
        (600, 800, 170, 2), (745, 806, 178, 0), (880, 800, 166, 7), (1010, 806, 176, 3),
        (450, 900, 250, 5), (650, 915, 262, 9), (860, 905, 240, 2), (1080, 915, 262, 1),
        (250, 985, 330, 6), (1320, 985, 330, 4),
    ]  # fmt: skip
    for number, (x, y, height, who) in enumerate(crowd):
        person(c, x, y, height, who)
        unit = height / 10
        hand = (x + unit * 2, y - unit * 3.9)
        light = (x + unit * 2.7, y - unit * 10.6)
        c.line([hand, light], BROWN, unit * 0.24)
        _lantern(c, *light, unit * 1.5, number)
    for x, y in ((180, 250), (520, 150), (1120, 180), (1400, 280)):
        _lantern(c, x, y, 40, int(x))


def _lantern(c: Canvas, x: float, y: float, size: float, kind: int) -> None:
    c.glow(x, y, size * 4, (255, 190, 96), 9)
    colour = ((255, 206, 112), (255, 168, 104), (250, 226, 160), (244, 142, 110))[kind % 4]
    if kind % 3 == 0:
        c.polygon([(x, y - size * 1.5), (x + size, y), (x, y + size * 1.5), (x - size, y)], colour)
        c.line([(x, y - size * 1.5), (x, y + size * 1.5)], shade(colour, 0.2), size * 0.1)
    elif kind % 3 == 1:
        c.rect(x - size * 0.8, y - size * 0.6, size * 1.6, size * 1.7, colour)
        c.polygon(
            [(x - size, y - size * 0.55), (x, y - size * 1.6), (x + size, y - size * 0.55)],
            tint(colour, 0.2),
        )
        c.rect(x - size * 0.25, y + size * 0.3, size * 0.5, size * 0.8, shade(colour, 0.25))
    else:
        c.ellipse(x, y, size * 1.1, size * 1.3, colour)
        for down in (-0.6, 0, 0.6):
            reach = size * (1 if down == 0 else 0.9)
            c.line(
                [(x - reach, y + size * down), (x + reach, y + size * down)],
                shade(colour, 0.18),
                size * 0.08,
            )


def bunting_strip(c: Canvas) -> None:
    """Draw three strings of bunting, for decoration."""
    c.gradient((236, 196, 160), (248, 226, 196))
    c.glow(1300, 120, 260, MUSTARD, 8)
    c.hill(430, 24, 1300, 100, mix(FOREST, SAND, 0.55))
    c.hill(465, 14, 900, 300, mix(FOREST, SAND, 0.35))
    bunting(c, (-30, 40), (840, 30), 80, 13, 74)
    bunting(c, (760, 30), (1640, 60), 92, 13, 74)
    bunting(c, (-30, 210), (1640, 190), 66, 24, 62)
