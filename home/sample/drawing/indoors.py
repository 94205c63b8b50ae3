"""Drawings of rooms: walls with questions on them, tables with people round them."""

import math

from home.sample.drawing.canvas import Canvas, along, chance, curve, mix, shade, tint
from home.sample.drawing.palette import (
    BISCUIT,
    BRICK,
    BROWN,
    COATS,
    CORAL,
    CREAM,
    DEEP_TEAL,
    DUSK,
    INK,
    MIST,
    MOSS,
    MUSTARD,
    NIGHT,
    OAK,
    OCHRE,
    PAPER,
    PLUM,
    ROSE,
    SAGE,
    SAND,
    SILVER,
    TEAL,
    TERRACOTTA,
    WALNUT,
    WHITE,
)
from home.sample.drawing.things import bust, person, sheet, speech


def question_wall(c: Canvas) -> None:
    """Draw people in front of a wall that is covered with paper speech bubbles."""
    c.fill(mix(SAND, CREAM, 0.4))
    c.rect(0, 820, 1600, 180, OAK)
    for x in range(-100, 1700, 180):
        c.line([(x, 1000), (x + 60, 822)], shade(OAK, 0.15), 4)
    c.rect(0, 800, 1600, 24, PAPER)
    papers = [CORAL, MUSTARD, tint(TEAL, 0.35), ROSE, PAPER, SAGE, tint(PLUM, 0.4), OCHRE]
    count = 0
    for row, y in enumerate((60, 200, 340, 480)):
        for x in range(50 + (row % 2) * 70, 1180, 185):
            count += 1
            if chance(count * 1.7) < 0.1:
                continue
            width, height = 140 + chance(count) * 30, 84 + chance(count + 40) * 18
            left, top = x + chance(count + 3) * 16, y + chance(count + 9) * 20
            speech(c, left, top, width, height, papers[(count * 3 + row) % len(papers)])
    c.rect(1250, 180, 300, 380, WALNUT)
    c.rect(1270, 200, 260, 340, (255, 226, 170))
    c.rect(1230, 540, 340, 40, SILVER, 8)
    c.rect(1300, 450, 66, 90, SILVER, 12)
    c.circle(1333, 442, 12, INK)
    c.line([(1366, 510), (1386, 516)], INK, 9)
    for x in (1410, 1450, 1490):
        c.rect(x, 506, 30, 34, (TERRACOTTA, TEAL, MUSTARD)[(x // 40) % 3], 6)
    speech(c, 1320, 70, 170, 84, MUSTARD)
    for x, y, height, who in (
        (230, 950, 440, 2),
        (520, 935, 400, 5),
        (930, 960, 450, 6),
        (1180, 935, 410, 1),
    ):
        person(c, x, y, height, who, back=True)
    c.line([(1000, 660), (1030, 560)], shade(COATS[6], 0.12), 38)
    c.circle(1034, 540, 19, (98, 62, 46))
    c.rect(1010, 450, 120, 76, PAPER, 24)
    c.line([(1030, 478), (1100, 478)], GREY_INK, 5)
    c.line([(1030, 500), (1080, 500)], GREY_INK, 5)


GREY_INK = (120, 112, 116)


def round_the_table(c: Canvas) -> None:
    """Draw a meeting run by young people: a round table, an egg timer and a bicycle bell."""
    c.gradient((240, 206, 160), (246, 224, 190), 0, 660)
    c.rect(0, 650, 1600, 350, (206, 158, 116))
    c.rect(110, 90, 330, 230, PAPER)
    c.rect(125, 105, 300, 200, MIST)
    c.polygon([(125, 305), (125, 240), (230, 190), (330, 250), (425, 205), (425, 305)], SAGE)
    c.circle(360, 150, 24, MUSTARD)
    for number, x in enumerate((1130, 1250, 1370)):
        sheet(c, x, 110 + number % 2 * 14, 96, 130, (ROSE, PAPER, MUSTARD)[number], number * 3 - 3)
    for number, x in enumerate((300, 550, 800, 1050, 1300)):
        y = 470 - 60 * math.sin(math.pi * number / 4)
        c.rect(x - 110, y - 20, 220, 260, shade(OAK, 0.2), 40)
        bust(c, x, y + 40, 74, (1, 4, 2, 7, 3)[number])
    speech(c, 880, 90, 190, 110, PAPER)
    c.ellipse(800, 800, 760, 270, (90, 50, 36, 60))
    c.ellipse(800, 760, 740, 260, OAK)
    c.ellipse(800, 746, 740, 256, tint(OAK, 0.2))
    for x, y, lean in ((430, 690, -14), (1030, 640, 10), (690, 880, 6), (1160, 790, 16)):
        sheet(c, x, y, 130, 84, PAPER, lean, 4)
    for x, y, colour in ((360, 780, TEAL), (630, 620, CORAL), (930, 860, PLUM), (1290, 720, OCHRE)):
        c.rect(x - 34, y - 62, 68, 70, colour, 12)
        c.ellipse(x, y - 60, 34, 12, (148, 88, 50))
        c.arc(x + 38, y - 28, 20, 22, 270, 450, colour, 11)
    c.polygon([(770, 600), (850, 600), (815, 665), (850, 730), (770, 730), (805, 665)], MIST)
    c.polygon([(782, 722), (838, 722), (810, 684)], OCHRE)
    c.rect(758, 586, 104, 18, BROWN, 6)
    c.rect(758, 726, 104, 18, BROWN, 6)
    c.pie(590, 830, 58, 58, 180, 360, SILVER)
    c.ellipse(590, 830, 66, 15, shade(SILVER, 0.2))
    c.circle(590, 772, 9, INK)
    c.ellipse(1010, 750, 110, 40, WHITE)
    c.ellipse(1010, 746, 92, 30, SAND)
    for number in range(16):
        across, down = 940 + chance(number) * 140, 722 + chance(number + 4) * 30
        end = (across + 40 * (chance(number + 8) - 0.5), down + 20)
        c.line([(across, down), end], MUSTARD, 12)
    for x, who in ((420, 5), (1180, 0)):
        bust(c, x, 1010, 96, who, back=True)


def warm_room(c: Canvas) -> None:
    """Draw two armchairs by a radiator, a lamp, a cat, and snow outside."""
    c.fill((226, 168, 104))
    for x in range(0, 1600, 80):
        c.line([(x, 0), (x, 760)], (232, 178, 116), 10)
    c.rect(0, 760, 1600, 240, WALNUT)
    c.rect(0, 742, 1600, 22, CREAM)
    c.ellipse(830, 900, 620, 82, BRICK)
    c.ellipse(830, 896, 560, 66, CORAL)
    c.ellipse(830, 892, 470, 48, SAND)
    c.rect(560, 90, 460, 420, CREAM)
    c.rect(585, 115, 410, 370, NIGHT)
    c.polygon([(585, 485), (585, 410), (700, 380), (840, 420), (995, 376), (995, 485)], MIST)
    for x in (650, 730, 910):
        c.polygon([(x - 34, 410), (x, 330), (x + 34, 410)], DEEP_TEAL)
        c.polygon([(x - 16, 368), (x, 330), (x + 16, 368)], WHITE)
    for number in range(46):
        c.circle(
            592 + chance(number) * 396,
            122 + chance(number + 20) * 340,
            3 + chance(number) * 4,
            WHITE,
        )
    c.rect(780, 115, 16, 370, CREAM)
    c.rect(585, 290, 410, 14, CREAM)
    c.rect(540, 500, 500, 26, PAPER)
    for x, side in ((520, 1), (1060, -1)):
        c.polygon([(x, 70), (x + side * 96, 70), (x + side * 30, 400), (x, 540)], TERRACOTTA)
    c.line([(490, 70), (1090, 70)], BROWN, 14)
    c.rect(620, 570, 330, 150, PAPER, 10)
    for x in range(634, 940, 30):
        c.rect(x, 580, 18, 130, SILVER, 8)
    c.line([(1390, 860), (1390, 330)], BROWN, 14)
    c.glow(1390, 300, 400, (255, 226, 150), 8)
    c.polygon([(1310, 330), (1470, 330), (1430, 210), (1350, 210)], CREAM)
    c.ellipse(1390, 866, 70, 16, BROWN)
    _armchair(c, 330, TEAL)
    _armchair(c, 1160, PLUM)
    bust(c, 330, 560, 62, 3)
    c.rect(214, 640, 232, 110, COATS[3], 40)
    c.polygon([(246, 690), (414, 690), (430, 600), (330, 622), (230, 600)], PAPER)
    c.line([(330, 622), (330, 688)], SILVER, 4)
    for y in (630, 650, 668):
        c.line([(256, y), (316, y + 6)], SILVER, 4)
        c.line([(344, y + 6), (404, y)], SILVER, 4)
    c.rect(680, 770, 200, 18, OAK, 6)
    for x in (700, 860):
        c.line([(x, 786), (x, 900)], OAK, 13)
    c.ellipse(752, 734, 48, 38, MUSTARD)
    c.line([(796, 740), (826, 716)], MUSTARD, 13)
    c.arc(704, 734, 22, 22, 90, 270, MUSTARD, 10)
    c.circle(752, 692, 9, BROWN)
    c.rect(836, 742, 36, 30, CORAL, 6)
    for x in (740, 770):
        c.line(curve((x, 680), (x + 26, 640), (x, 610)), (255, 255, 255, 130), 7)
    c.ellipse(980, 900, 92, 38, INK)
    c.circle(1062, 878, 34, INK)
    c.polygon([(1036, 862), (1042, 830), (1062, 850)], INK)
    c.polygon([(1066, 850), (1086, 830), (1090, 862)], INK)
    c.line(curve((900, 910), (850, 900), (876, 868)), INK, 17)
    for x in (1050, 1074):
        c.arc(x, 876, 7, 6, 20, 160, MUSTARD, 4)


def _armchair(c: Canvas, x: float, colour: tuple[int, ...]) -> None:
    for side in (-1, 1):
        c.rect(x + side * 130 - 14, 840, 28, 60, BROWN, 6)
    c.rect(x - 160, 420, 320, 420, colour, 90)
    c.rect(x - 130, 450, 260, 300, tint(colour, 0.12), 70)
    c.rect(x - 170, 700, 340, 160, shade(colour, 0.1), 40)
    for side in (-1, 1):
        c.rect(x + side * 165 - 42, 600, 84, 260, shade(colour, 0.18), 40)


def noticeboard(c: Canvas) -> None:
    """Draw a noticeboard on a brick wall, three layers deep in paper."""
    c.fill((184, 98, 76))
    for row, y in enumerate(range(0, 1000, 62)):
        for x in range(-60 + (row % 2) * 70, 1600, 140):
            colour = mix(BRICK, TERRACOTTA, chance(row * 31 + x))
            c.rect(x, y, 132, 54, colour, 5)
    c.rect(146, 96, 1328, 836, (40, 20, 16, 80), 16)
    c.rect(130, 76, 1340, 836, BROWN, 16)
    c.rect(130, 76, 1340, 26, tint(BROWN, 0.15), 12)
    c.rect(172, 118, 1256, 752, BISCUIT)
    for number in range(240):
        c.circle(
            180 + chance(number) * 1240, 126 + chance(number + 600) * 738, 4, shade(BISCUIT, 0.14)
        )
    papers = [
        (220, 160, 260, 330, PAPER, -3), (520, 150, 220, 270, MUSTARD, 2),
        (790, 170, 300, 210, tint(TEAL, 0.55), -2), (1140, 150, 240, 320, ROSE, 3),
        (240, 540, 300, 240, SAGE, 2), (590, 470, 260, 350, PAPER, -2),
        (900, 430, 210, 260, CORAL, 3), (1160, 540, 230, 280, CREAM, -3),
        (890, 730, 240, 120, MIST, -1),
    ]  # fmt: skip
    for x, y, width, height, colour, lean in papers:
        sheet(c, x, y, width, height, colour, lean, 0)
    for number, (x, y, width, height, colour, _) in enumerate(papers):
        ink = shade(colour, 0.5)
        for line in range(int(height // 46) - 2):
            level = y + height * 0.5 + line * 24
            if level < y + height - 20:
                reach = width * (0.5 + 0.3 * chance(number + line))
                c.line([(x + 34, level), (x + reach, level)], ink, 7)
        c.circle(x + width / 2, y + 16, 14, (TERRACOTTA, TEAL, INK)[number % 3])
        c.circle(x + width / 2 - 4, y + 12, 5, (255, 255, 255, 150))
    c.circle(350, 260, 56, TEAL)
    c.line([(350, 260), (350, 222)], CREAM, 8)
    c.line([(350, 260), (376, 274)], CREAM, 8)
    c.rect(580, 210, 100, 70, TERRACOTTA, 10)
    c.pie(630, 212, 50, 44, 180, 360, TERRACOTTA)
    for x in (850, 930, 1010):
        c.circle(x, 244, 24, DEEP_TEAL)
        c.rect(x - 30, 260, 60, 22, DEEP_TEAL, 10)
    c.polygon([(1200, 290), (1260, 200), (1320, 290)], PLUM)
    c.rect(1216, 288, 88, 44, PLUM)
    c.circle(390, 620, 40, MUSTARD)
    for turn in range(8):
        dx, dy = math.cos(turn * math.pi / 4), math.sin(turn * math.pi / 4)
        c.line([(390 + dx * 50, 620 + dy * 50), (390 + dx * 66, 620 + dy * 66)], MUSTARD, 9)
    c.ellipse(720, 570, 62, 44, CORAL)
    c.line([(778, 574), (806, 548)], CORAL, 14)
    c.arc(664, 570, 24, 24, 90, 270, CORAL, 12)
    for number, across in enumerate(along(5, 950, 1066)):
        c.line([(across, 560), (across, 520 - number % 3 * 22)], MUSTARD, 17)
    c.circle(1276, 620, 36, MOSS)
    c.line([(1276, 690), (1276, 626)], BROWN, 11)


def clock_bench(c: Canvas) -> None:
    """Draw a clockmaker’s bench with wheels, a lamp and one small sheet of paper."""
    c.gradient(DEEP_TEAL, TEAL, 0, 660)
    for x, y, radius, hour, minute in (
        (270, 250, 130, 305, 60), (640, 190, 90, 140, 270), (1230, 230, 150, 200, 330),
    ):  # fmt: skip
        c.circle(x + 8, y + 12, radius, (16, 40, 44, 110))
        c.circle(x, y, radius, WALNUT)
        c.circle(x, y, radius * 0.84, PAPER)
        for turn in range(12):
            dx, dy = math.cos(turn * math.pi / 6), math.sin(turn * math.pi / 6)
            c.circle(x + dx * radius * 0.7, y + dy * radius * 0.7, radius * 0.04, INK)
        for degrees, reach, width in ((hour, 0.42, 0.07), (minute, 0.62, 0.05)):
            dx, dy = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
            end = (x + dx * radius * reach, y + dy * radius * reach)
            c.line([(x, y), end], INK, radius * width)
        c.circle(x, y, radius * 0.07, TERRACOTTA)
    c.rect(850, 110, 170, 420, WALNUT, 18)
    c.rect(872, 300, 126, 210, shade(WALNUT, 0.45), 8)
    c.circle(935, 200, 68, CREAM)
    c.line([(935, 200), (935, 154)], INK, 6)
    c.line([(935, 200), (968, 214)], INK, 7)
    c.line([(935, 300), (955, 440)], MUSTARD, 6)
    c.circle(957, 452, 30, MUSTARD)
    c.rect(0, 640, 1600, 360, OAK)
    c.rect(0, 640, 1600, 26, tint(OAK, 0.25))
    for y in (740, 850, 950):
        c.line([(0, y), (1600, y + 12)], shade(OAK, 0.1), 4)
    c.polygon(
        [(1330, 470), (1130, 1000), (1600, 1000), (1600, 760), (1450, 470)], (255, 226, 150, 60)
    )
    c.line([(1500, 680), (1530, 480), (1400, 400)], INK, 18)
    c.polygon([(1320, 480), (1462, 470), (1420, 380), (1366, 384)], TERRACOTTA)
    c.ellipse(1500, 688, 84, 20, INK)
    for x, y, radius, teeth, colour in (
        (220, 800, 96, 16, OCHRE), (372, 870, 62, 12, SILVER), (150, 930, 50, 10, MUSTARD),
        (1180, 900, 70, 12, SILVER), (1290, 860, 46, 10, OCHRE), (420, 740, 36, 8, BISCUIT),
    ):  # fmt: skip
        for tooth in range(teeth):
            dx = math.cos(2 * math.pi * tooth / teeth)
            dy = math.sin(2 * math.pi * tooth / teeth)
            c.line(
                [(x, y), (x + dx * radius * 1.14, y + dy * radius * 1.14)], colour, radius * 0.22
            )
        c.circle(x, y, radius, colour)
        c.circle(x, y, radius * 0.62, shade(colour, 0.18))
        c.circle(x, y, radius * 0.2, OAK)
    sheet(c, 620, 710, 360, 250, PAPER, -4, 0)
    for number, y in enumerate((742, 814, 886)):
        c.rect(656, y, 300, 58, (SAND, MIST, ROSE)[number], 8)
        c.line([(676, y + 22), (676 + 200 - number * 30, y + 22)], DUSK, 6)
        c.line([(676, y + 40), (676 + 130 + number * 30, y + 40)], DUSK, 6)
    c.line([(960, 700), (1090, 830)], INK, 15)
    c.polygon([(1084, 836), (1100, 822), (1112, 852)], MUSTARD)
