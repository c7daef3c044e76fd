"""The two buildings in the town, from outside."""

from __future__ import annotations

from bookings.demo.drawing import details, outdoors
from bookings.demo.drawing.canvas import WIDTH, Canvas, colour, darker, lighter
from bookings.demo.drawing.details import GLASS, GLOW, WHITE


def library() -> bytes:
    canvas = Canvas(colour("d6e7ea"))
    outdoors.sky(canvas, "a4cfe0", "fdebd0", 470)
    outdoors.cloud(canvas, 150, 90, 58)
    outdoors.cloud(canvas, 830, 120, 66)
    for x, width, top, hue in ((-10, 170, 250, "d9a27e"), (800, 180, 230, "c9b394")):
        details.neighbour(canvas, x, width, top, colour(hue))
    stone = colour("ecdcbf")
    canvas.box(150, 240, 660, 270, stone)
    canvas.box(150, 240, 660, 12, darker(stone, 0.12))
    canvas.shape([(140, 232), (820, 232), (480, 110)], lighter(stone, 0.25))
    canvas.shape([(190, 224), (770, 224), (480, 126)], darker(stone, 0.1))
    canvas.oval(480, 186, 30, 30, WHITE)
    canvas.oval(480, 186, 25, 25, colour("44606b"))
    canvas.line([(480, 168), (480, 186), (494, 190)], colour("f3e3bd"), 3)
    canvas.box(136, 228, 688, 16, WHITE)
    canvas.box(160, 256, 640, 30, lighter(stone, 0.25))
    canvas.box(380, 267, 200, 7, colour("8a7558"))
    for x in (200, 300, 610, 710):
        details.tall_window(canvas, x, 316)
    canvas.box(418, 322, 124, 188, darker(stone, 0.35))
    canvas.box(430, 334, 100, 176, colour("3f6a5c"))
    canvas.box(478, 334, 4, 176, darker(colour("3f6a5c"), 0.4))
    for left in (438, 486):
        canvas.box(left, 346, 36, 90, GLOW)
    for x in (170, 270, 376, 552, 670, 766):
        canvas.box(x, 288, 24, 222, WHITE)
        canvas.box(x + 16, 288, 8, 222, darker(WHITE, 0.1))
        canvas.box(x - 6, 282, 36, 10, WHITE)
        canvas.box(x - 6, 502, 36, 12, WHITE)
    canvas.box(0, 510, WIDTH, 130, colour("cdbfa9"))
    for row in range(5):
        for number in range(14):
            canvas.rounded(
                number * 76 - 30 * (row % 2),
                540 + row * 21,
                66,
                15,
                4,
                lighter(colour("cdbfa9"), 0.1 + 0.05 * (number % 3)),
            )
    canvas.box(370, 508, 220, 12, WHITE)
    canvas.box(352, 519, 256, 12, darker(WHITE, 0.07))
    canvas.shape([(608, 531), (608, 519), (780, 531)], darker(WHITE, 0.14))
    canvas.line([(612, 494), (776, 507)], colour("5a5350"), 4)
    for x, top in ((612, 494), (694, 500), (776, 507)):
        canvas.line([(x, top), (x, top + 26)], colour("5a5350"), 4)
    details.book_trolley(canvas, 230, 560)
    for x in (120, 850):
        details.lamp_post(canvas, x, 566)
    return canvas.finished()


def woolstore() -> bytes:
    canvas = Canvas(colour("d6e7ea"))
    outdoors.sky(canvas, "f2c79a", "fdeccb", 430)
    outdoors.sun(canvas, 180, 190, 46)
    outdoors.cloud(canvas, 780, 110, 62)
    outdoors.hills(canvas, 380, "b4b98e")
    brick, slate = colour("b35f45"), colour("5e5a68")
    outdoors.brickwork(canvas, 290, 200, 440, 280, brick, seed=31)
    canvas.shape([(276, 206), (744, 206), (510, 84)], slate)
    canvas.shape([(304, 204), (716, 204), (510, 98)], brick)
    outdoors.brickwork(canvas, 430, 150, 160, 54, brick, seed=33)
    canvas.box(496, 104, 28, 14, colour("4a3b33"))
    canvas.box(500, 110, 92, 9, colour("4a3b33"))
    canvas.line([(584, 118), (584, 196)], colour("d9b98c"), 3)
    canvas.rounded(566, 196, 36, 30, 6, colour("f1e1c2"))
    canvas.arch(482, 138, 56, 70, colour("4f6b72"))
    for row, top in enumerate((232, 320)):
        for x in (318, 400, 590, 672):
            canvas.arch(x, top, 44, 66, darker(brick, 0.35))
            canvas.arch(x + 4, top + 4, 36, 62, GLOW if (row + x) % 3 == 0 else GLASS)
            canvas.box(x + 20, top + 6, 3, 60, WHITE)
            canvas.box(x + 4, top + 36, 36, 3, WHITE)
    canvas.box(482, 232, 56, 74, colour("4f6b72"))
    canvas.box(508, 232, 4, 74, darker(colour("4f6b72"), 0.4))
    canvas.box(318, 402, 92, 78, darker(brick, 0.35))
    canvas.box(324, 408, 80, 72, GLASS)
    canvas.shape([(324, 470), (324, 440), (380, 408), (404, 408)], lighter(GLASS, 0.5))
    canvas.arch(462, 356, 96, 124, darker(brick, 0.4))
    canvas.arch(470, 364, 80, 116, colour("2f6b66"))
    canvas.box(508, 374, 4, 106, darker(colour("2f6b66"), 0.4))
    canvas.box(600, 402, 100, 78, darker(brick, 0.35))
    canvas.box(606, 408, 88, 72, GLOW)
    for number, hue in enumerate(("d9795d", "3f7a74", "9a86b8")):
        canvas.box(614 + number * 28, 424, 20, 26, colour(hue))
    canvas.box(744, 214, 30, 170, colour("c8553d"))
    canvas.box(752, 230, 14, 4, colour("fdf6e6"))
    for number in range(5):
        canvas.box(752, 246 + number * 24, 14, 12, colour("f3e3bd"))
    outdoors.tree(canvas, 880, 480, 230, "8fa35c", seed=35)
    canvas.box(0, 480, WIDTH, 34, colour("cdb89a"))
    for number in range(20):
        canvas.box(number * 50 - 6, 480, 2, 34, darker(colour("cdb89a"), 0.2))
    canvas.box(0, 514, WIDTH, 16, darker(colour("cdb89a"), 0.35))
    details.water(canvas, 530)
    details.narrow_boat(canvas, 590, 556)
    for x in (120, 250, 830):
        canvas.rounded(x, 462, 18, 24, 6, colour("4a4b50"))
    return canvas.finished()
