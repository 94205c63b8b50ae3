"""Drawings of places by day: hills, gardens, water, lanes."""

from home.sample.drawing.canvas import Canvas, along, chance, curve, mix, shade, tint, wave
from home.sample.drawing.palette import (
    BISCUIT,
    BRICK,
    BROWN,
    COATS,
    CORAL,
    CREAM,
    DEEP_TEAL,
    FOREST,
    GREY,
    INK,
    MIST,
    MOSS,
    MUSTARD,
    OAK,
    OCHRE,
    PAPER,
    ROSE,
    SAGE,
    SAND,
    SEA,
    SILVER,
    SKINS,
    SKY,
    TEAL,
    TERRACOTTA,
    WALNUT,
    WHITE,
)
from home.sample.drawing.things import bunting, bush, gull, person, tree


def allotment(c: Canvas) -> None:
    """Draw vegetable beds by the sea, a shed and its blue barrel."""
    c.gradient(SKY, CREAM, 0, 420)
    c.circle(1290, 170, 78, MUSTARD)
    c.rect(0, 390, 1600, 140, SEA)
    c.rect(0, 390, 1600, 8, tint(SEA, 0.4))
    c.polygon([(930, 398), (1160, 398), (1130, 430), (960, 430)], WHITE)
    c.rect(985, 362, 120, 38, PAPER)
    c.rect(1040, 330, 26, 34, TERRACOTTA)
    for middle, height in ((300.0, 130), (400.0, 170), (760.0, 110)):
        gull(c, middle, height, 34, DEEP_TEAL)
    c.hill(480, 14, 1500, 200, SAGE)
    c.rect(0, 520, 1600, 480, (150, 104, 72))
    rows = [MOSS, SAGE, FOREST, TEAL, MOSS, (168, 178, 92), FOREST, SAGE]
    for number, x in enumerate(along(8, -250, 1850)):
        top = 800 + (x - 800) * 0.42
        c.polygon([(top - 26, 520), (top + 26, 520), (x + 95, 1000), (x - 95, 1000)], (124, 82, 58))
        for step in range(11):
            share = (step / 10) ** 1.5
            y, size = 530 + share * 450, 10 + share * 34
            middle = top + (x - top) * share
            leaf = rows[number]
            c.circle(middle - size * 0.5, y, size, shade(leaf, 0.1))
            c.circle(middle + size * 0.5, y - size * 0.2, size, leaf)
            if number in {2, 5}:
                c.circle(middle, y - size * 0.7, size * 0.42, CORAL if number == 2 else MUSTARD)
    c.rect(150, 330, 300, 280, WALNUT)
    for x in range(150, 450, 38):
        c.line([(x, 335), (x, 608)], shade(WALNUT, 0.25), 3)
    c.polygon([(120, 340), (300, 220), (480, 340)], BRICK)
    c.rect(250, 430, 100, 180, DEEP_TEAL)
    c.circle(332, 522, 8, MUSTARD)
    c.line([(120, 344), (482, 344), (482, 500)], SILVER, 12)
    c.rect(440, 490, 96, 128, (72, 120, 170), 16)
    for y in (520, 560, 594):
        c.rect(440, y, 96, 7, (52, 92, 138))
    c.ellipse(488, 492, 44, 10, (150, 190, 210))
    for x in (1180, 1240, 1300, 1360):
        c.line([(x, 640), (1270 + (x - 1270) * 0.1, 380)], BROWN, 7)
    for step in range(26):
        y = 410 + step * 9
        spread = (y - 380) * 0.34
        across = 1270 + (chance(step) - 0.5) * 2 * spread
        c.circle(across, y, 16, MOSS if step % 3 else FOREST)
        if step % 4 == 0:
            c.circle(across + 8, y - 4, 7, CORAL)
    person(c, 700, 700, 300, 1)
    c.ellipse(700, 410, 62, 14, MUSTARD)
    c.pie(700, 410, 36, 36, 180, 360, MUSTARD)
    c.rect(760, 600, 70, 62, TERRACOTTA, 10)
    c.line([(828, 650), (880, 606)], TERRACOTTA, 13)
    c.arc(795, 600, 34, 30, 180, 360, shade(TERRACOTTA, 0.2), 9)


def river_bench(c: Canvas) -> None:
    """Draw two people on a bench under a tree, with a river bending away."""
    c.gradient((246, 206, 170), CREAM, 0, 480)
    c.circle(1080, 330, 95, MUSTARD)
    c.hill(430, 40, 900, 0, mix(SAGE, ROSE, 0.45))
    c.hill(490, 30, 700, 320, SAGE)
    c.hill(540, 14, 1300, 500, MOSS)
    left = [
        *curve((930, 545), (520, 600), (1120, 690)),
        *curve((1120, 690), (1560, 780), (760, 1000)),
    ]
    right = [
        *curve((1010, 545), (760, 610), (1330, 680)),
        *curve((1330, 680), (1800, 800), (1420, 1000)),
    ]
    c.polygon([*left, *reversed(right)], SEA)
    for number, y in enumerate(range(565, 990, 34)):
        x = 1000 + chance(number) * 260 + (y - 560) * 0.45
        c.line([(x, y), (x + 60 + chance(y) * 60, y)], tint(SEA, 0.45), 6)
    c.line([(330, 880), (350, 560), (310, 360)], BROWN, 62)
    c.line([(345, 580), (450, 420)], BROWN, 30)
    for number in range(70):
        across, down = chance(number) * 2 - 1, chance(number + 50.5) * 2 - 1
        if across**2 + down**2 <= 1.1:
            leaf = (MOSS, FOREST, SAGE, (122, 152, 92))[number % 4]
            c.circle(340 + across * 330, 260 + down * 190, 62, leaf)
    for side in (470, 860):
        c.rect(side, 760, 22, 140, INK)
    for y in (640, 690, 740):
        c.rect(440, y, 490, 34, OAK, 8)
    for x, who in ((600, 5), (770, 3)):
        coat = COATS[who]
        c.rect(x - 72, 585, 144, 170, coat, 56)
        c.rect(x - 18, 540, 36, 60, SKINS[who % 5])
        c.circle(x, 516, 54, (92, 62, 48) if who == 5 else (206, 200, 194))
    c.rect(440, 690, 490, 30, OAK, 8)
    c.rect(440, 738, 490, 34, shade(OAK, 0.15), 8)
    c.hill(930, 10, 800, 100, FOREST)
    for number in range(60):
        x = chance(number) * 1600
        c.line([(x, 960), (x + 10, 915 + chance(number + 9) * 20)], MOSS, 6)
        if number % 5 == 0:
            c.circle(x + 10, 912, 9, (CORAL, MUSTARD, PAPER)[number % 3])
    for x, y in ((1230, 760), (1310, 790)):
        c.ellipse(x, y, 36, 15, PAPER)
        c.circle(x + 28, y - 20, 13, FOREST)
        c.polygon([(x + 40, y - 22), (x + 58, y - 17), (x + 40, y - 13)], OCHRE)


def signpost(c: Canvas) -> None:
    """Draw a signpost with three arms where paths part on the hills."""
    c.gradient(mix(SKY, ROSE, 0.2), CREAM, 0, 560)
    c.circle(420, 330, 120, MUSTARD)
    c.circle(420, 330, 92, tint(MUSTARD, 0.35))
    c.hill(500, 60, 1100, 100, mix(TEAL, SKY, 0.6))
    c.hill(580, 50, 900, 480, SAGE)
    c.hill(680, 46, 1300, 40, MOSS)
    for x in (90, 190, 1340, 1450, 1530):
        tree(c, x, wave(x, 690, 46, 1300, 40), 70 + chance(x) * 30, FOREST)
    c.hill(800, 26, 1900, 700, tint(MOSS, 0.15))
    for end, width in (((180, 660), 16), ((640, 610), 13), ((1230, 655), 15)):
        for step, (across, down) in enumerate(curve((800, 1010), (820, 800), end, 120)):
            size = width + (120 - step) * 0.78
            c.ellipse(across, down, size, size * 0.42, SAND)
    c.rect(776, 250, 48, 640, BROWN, 10)
    c.rect(776, 250, 16, 640, tint(BROWN, 0.2), 8)
    c.circle(800, 246, 34, OCHRE)
    for y, side, colour in ((310, 1, TERRACOTTA), (420, -1, TEAL), (530, 1, OCHRE)):
        near, far = 800 - side * 70, 800 + side * 340
        c.polygon(
            [
                (near, y),
                (far, y),
                (far + side * 60, y + 42),
                (far, y + 84),
                (near, y + 84),
            ],
            colour,
        )
        c.line([(800 + side * 40, y + 34), (far - side * 40, y + 34)], CREAM, 9)
        c.line([(800 + side * 40, y + 58), (far - side * 130, y + 58)], CREAM, 7)
    person(c, 470, 905, 300, 3, back=True)
    person(c, 350, 925, 265, 6, back=True)
    c.rect(430, 690, 80, 92, MUSTARD, 22)
    c.ellipse(1105, 900, 74, 34, PAPER)
    c.circle(1178, 866, 30, PAPER)
    c.circle(1190, 850, 13, BROWN)
    for x in (1055, 1090, 1125, 1155):
        c.line([(x, 910), (x, 955)], PAPER, 13)
    c.line([(1035, 890), (1000, 850)], PAPER, 12)
    c.circle(1188, 868, 5, INK)
    c.line([(1160, 890), (1185, 892)], CORAL, 10)


def minibus(c: Canvas) -> None:
    """Draw a small bus on a road over the hills to the sea."""
    c.gradient(SKY, MIST, 0, 480)
    for x, y, size in ((260, 150, 60), (920, 110, 48), (1330, 190, 66)):
        for dx, share in ((-1, 0.7), (0, 1), (1, 0.75)):
            c.circle(x + dx * size, y - share * 14, size * share, WHITE)
    c.rect(0, 400, 1600, 260, SEA)
    for number in range(16):
        across, down = chance(number) * 1600, 415 + chance(number + 7) * 70
        c.line([(across, down), (across + 50, down)], tint(SEA, 0.4), 5)
    c.polygon([(1120, 420), (1200, 420), (1160, 300)], PAPER)
    c.polygon([(1090, 426), (1215, 426), (1190, 450), (1110, 450)], TERRACOTTA)
    c.hill(520, 44, 1200, 320, SAGE)
    for x in (120, 210, 300, 1380, 1460):
        down = wave(x, 530, 44, 1200, 320)
        c.rect(x - 30, down - 50, 60, 60, CREAM)
        c.polygon([(x - 38, down - 48), (x, down - 86), (x + 38, down - 48)], TERRACOTTA)
        c.rect(x - 9, down - 24, 18, 34, TEAL)
    c.hill(640, 38, 1000, 60, MOSS)
    for x, y in ((240, 690), (330, 720), (420, 680), (1330, 700), (1430, 730)):
        c.ellipse(x, y, 34, 22, PAPER)
        c.circle(x + 34, y - 10, 13, INK)
        for leg in (-14, 14):
            c.line([(x + leg, y + 16), (x + leg, y + 36)], INK, 6)
    c.hill(800, 12, 2600, 0, FOREST)
    c.rect(0, 835, 1600, 165, GREY)
    c.rect(0, 835, 1600, 8, SILVER)
    for x in range(20, 1600, 170):
        c.rect(x, 915, 90, 11, CREAM)
    c.ellipse(820, 890, 420, 24, (30, 30, 40, 70))
    c.rect(430, 520, 760, 330, MUSTARD, 52)
    c.rect(430, 700, 760, 44, TERRACOTTA)
    c.rect(448, 806, 736, 46, shade(MUSTARD, 0.35), 16)
    for number, x in enumerate((480, 622, 764, 906)):
        c.rect(x, 562, 122, 112, MIST, 18)
        c.circle(x + 60, 628, 30, SKINS[(number * 2 + 1) % 5])
        c.pie(x + 60, 620, 34, 32, 170, 370, (62, 44, 38) if number % 2 else (170, 110, 64))
        c.rect(x + 22, 652, 76, 22, COATS[number * 2 + 1], 8)
    c.rect(1050, 562, 118, 128, MIST, 18)
    c.circle(1106, 636, 30, SKINS[1])
    c.rect(1066, 662, 80, 28, COATS[3], 8)
    c.rect(1170, 742, 26, 30, CREAM, 8)
    for x in (590, 1040):
        c.circle(x, 850, 66, INK)
        c.circle(x, 850, 30, SILVER)
    for x, w in ((520, 160), (740, 200)):
        c.rect(x, 484, w, 40, BISCUIT, 8)
        c.rect(x + 20, 484, 12, 40, BROWN)
    bunting(c, (440, 556), (1180, 556), -4, 18, 24)


def pit_lane(c: Canvas) -> None:
    """Draw litter pickers in the rain on a lane below a pit wheel."""
    c.gradient((150, 168, 172), (214, 214, 202), 0, 700)
    for radius, colour in ((640, CORAL), (614, MUSTARD), (588, SAGE), (562, TEAL)):
        c.arc(1120, 620, radius, radius, 180, 360, (*colour, 70), 26)
    c.hill(560, 56, 1300, 420, mix(MOSS, GREY, 0.5))
    c.hill(640, 26, 900, 0, MOSS)
    for x0, x1 in ((300, 390), (540, 450)):
        c.line([(x0, 640), (x1, 240)], INK, 20)
    for y in (320, 410, 500, 580):
        spread = (y - 240) * 0.24 + 24
        c.line([(420 - spread, y), (420 + spread, y)], INK, 9)
    c.line([(560, 640), (430, 300)], INK, 16)
    c.ring(420, 220, 82, BRICK, 20)
    for end in ((420, 138), (420, 302), (338, 220), (502, 220), (362, 162), (478, 278)):
        c.line([(420, 220), end], BRICK, 7)
    c.circle(420, 220, 18, INK)
    c.polygon([(700, 640), (860, 640), (1500, 1000), (60, 1000)], (176, 156, 130))
    for x, y, size in ((760, 760, 60), (560, 890, 100), (1010, 930, 120)):
        c.ellipse(x, y, size, size * 0.24, (190, 206, 206))
        c.ellipse(x - size * 0.2, y - 3, size * 0.45, size * 0.07, WHITE)
    for x in (1180, 1250, 1340, 1440, 1540):
        bush(c, x, 680 + chance(x) * 30, 54, FOREST)
    c.rect(1230, 520, 210, 190, WALNUT)
    c.polygon([(1200, 530), (1335, 440), (1470, 530)], DEEP_TEAL)
    c.rect(1300, 580, 70, 130, MUSTARD)
    for x, y, height, who in ((250, 890, 330, 2), (520, 820, 270, 0), (1090, 830, 280, 6)):
        person(c, x, y, height, who)
        unit = height / 10
        c.pie(x, y - unit * 9.2, unit * 1.5, unit * 1.5, 180, 360, COATS[who])
        c.line([(x + unit * 2, y - unit * 3.9), (x + unit * 4, y - unit * 0.4)], INK, unit * 0.22)
        c.ellipse(x - unit * 2.6, y - unit * 1.6, unit * 1.3, unit * 1.6, (58, 62, 74))
        c.circle(x - unit * 2.4, y - unit * 3.2, unit * 0.4, (58, 62, 74))
    for x in (800, 880):
        person(c, x, 760, 150, 5)
        c.rect(x - 17, 736, 14, 26, CORAL)
        c.rect(x + 4, 736, 14, 26, CORAL)
    for x, y in ((1240, 940), (1330, 960), (1290, 905), (140, 960)):
        c.ellipse(x, y, 58, 66, (58, 62, 74))
        c.polygon([(x - 16, y - 86), (x + 16, y - 86), (x, y - 54)], MUSTARD)
    for number in range(150):
        across, down = chance(number) * 1640, chance(number + 300) * 1000
        c.line([(across, down), (across - 10, down + 34)], (240, 246, 246, 120), 3)
