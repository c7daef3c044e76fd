"""The village buildings from outside, one function each."""

from __future__ import annotations

from bookings.demo.drawing import details, outdoors
from bookings.demo.drawing.canvas import Canvas, colour, darker, lighter
from bookings.demo.drawing.details import GLASS, GLOW, SHADE, WHITE


def village_hall() -> bytes:
    canvas = Canvas(colour("d6e7ea"))
    outdoors.sky(canvas, "a9d3de", "fbe9cd", 420)
    outdoors.sun(canvas, 800, 110)
    outdoors.cloud(canvas, 180, 110, 74)
    outdoors.cloud(canvas, 640, 80, 52)
    outdoors.hills(canvas, 380, "a9c08f")
    outdoors.tree(canvas, 90, 470, 300, "7fa063", seed=3)
    outdoors.tree(canvas, 880, 470, 250, "94ab5c", seed=5)
    outdoors.grass(canvas, 462, "9cb96f", seed=1)
    brick, slate = colour("c4694c"), colour("6b6a78")
    outdoors.brickwork(canvas, 210, 290, 540, 190, brick, seed=2)
    canvas.shape([(190, 296), (770, 296), (730, 196), (230, 196)], slate)
    for row in range(1, 5):
        canvas.line([(190 + row * 8, 296 - row * 20), (770 - row * 8, 296 - row * 20)], darker(slate, 0.2), 1.4)
    canvas.box(600, 150, 34, 62, darker(brick, 0.15))
    canvas.box(595, 144, 44, 9, darker(brick, 0.3))
    outdoors.brickwork(canvas, 390, 270, 180, 210, lighter(brick, 0.06), seed=4)
    canvas.shape([(372, 274), (588, 274), (480, 150)], WHITE)
    canvas.shape([(392, 270), (568, 270), (480, 168)], lighter(brick, 0.06))
    canvas.oval(480, 236, 22, 22, WHITE)
    canvas.oval(480, 236, 18, 18, colour("fdf6e6"))
    canvas.line([(480, 224), (480, 236), (489, 241)], colour("4a3b3b"), 2.4)
    for x in (236, 300, 596, 660):
        details.sash(canvas, x, 326, 46, 104)
    details.steps(canvas, 428, 480, 104, 3)
    canvas.arch(440, 330, 80, 150, WHITE)
    canvas.arch(448, 338, 64, 142, colour("2f6b66"))
    canvas.box(479, 372, 2, 108, darker(colour("2f6b66"), 0.4))
    for x in (470, 486):
        canvas.oval(x, 424, 3, 3, colour("e9b949"))
    canvas.rounded(420, 288, 120, 26, 6, colour("2f6b66"))
    canvas.box(436, 299, 88, 4, colour("f3e3bd"))
    outdoors.path(canvas, 420, 498, 120, "e3cda6")
    outdoors.bush(canvas, 300, 484, 90, "6f9560", "f4c6c0")
    outdoors.bush(canvas, 668, 484, 90, "6f9560", "f9e2a0")
    outdoors.bench(canvas, 700, 560)
    outdoors.notice(canvas, 170, 560)
    return canvas.finished()


def scout_hut() -> bytes:
    canvas = Canvas(colour("d6e7ea"))
    outdoors.sky(canvas, "b7d7d3", "fdeccb", 430)
    outdoors.cloud(canvas, 720, 90, 66)
    outdoors.hills(canvas, 360, "9db587")
    for x, tall, hue in (
        (60, 330, "4f7f68"),
        (150, 270, "5b8a6c"),
        (850, 340, "4f7f68"),
        (925, 280, "5b8a6c"),
        (760, 240, "5b8a6c"),
    ):
        outdoors.pine(canvas, x, 460, tall, hue)
    outdoors.grass(canvas, 452, "a3b86a", seed=8)
    timber, roof = colour("b67f4f"), colour("4f6b5c")
    canvas.box(230, 310, 500, 170, timber)
    for number in range(26):
        canvas.box(230 + number * 19.6, 310, 1.6, 170, darker(timber, 0.25))
    canvas.shape([(206, 316), (754, 316), (700, 214), (260, 214)], roof)
    for number in range(11):
        left = 232 + number * 47
        canvas.line([(left, 314), (268 + number * 41, 216)], darker(roof, 0.2), 1.4)
    canvas.box(640, 168, 18, 70, colour("55504f"))
    canvas.shape([(630, 170), (668, 170), (649, 154)], colour("55504f"))
    for dx, dy, size in ((6, -16, 9), (18, -38, 13), (36, -62, 17)):
        canvas.oval(649 + dx, 154 + dy, size, size * 0.8, colour("fffaf0"), 0.65)
    for x in (268, 610):
        canvas.box(x, 350, 86, 66, WHITE)
        canvas.box(x + 5, 355, 76, 56, GLOW)
        canvas.box(x + 41, 355, 4, 56, WHITE)
        canvas.box(x - 5, 414, 96, 9, colour("8b5e41"))
        for number in range(6):
            canvas.oval(x + 6 + number * 15, 410, 7, 6, colour(("d9573f", "e9b949")[number % 2]))
    canvas.box(408, 350, 144, 130, WHITE)
    for left in (414, 482):
        canvas.box(left, 356, 64, 124, colour("3f7a74"))
        canvas.line([(left + 4, 472), (left + 60, 364)], darker(colour("3f7a74"), 0.25), 5)
    details.bunting(canvas, 214, 300, 746, 300)
    canvas.box(820, 200, 7, 290, WHITE)
    canvas.shape([(827, 206), (900, 222), (827, 246)], colour("3f7a74"))
    outdoors.path(canvas, 420, 480, 120, "d9bd8d")
    details.campfire(canvas, 230, 570)
    outdoors.bush(canvas, 190, 484, 80, "6f9560")
    outdoors.bush(canvas, 770, 486, 90, "6f9560", "fff8e6")
    return canvas.finished()


def community_centre() -> bytes:
    canvas = Canvas(colour("d6e7ea"))
    outdoors.sky(canvas, "9fcbd8", "fdeed3", 430)
    outdoors.cloud(canvas, 250, 100, 70)
    outdoors.cloud(canvas, 790, 140, 56)
    outdoors.hills(canvas, 380, "a9c08f")
    for number, x in enumerate((40, 130, 850, 930)):
        details.apple_tree(canvas, x, 468, 190 + 20 * (number % 2))
    outdoors.grass(canvas, 460, "a5bf78", seed=11)
    cream, teal, brick = colour("f2e3c9"), colour("3f7a74"), colour("c98361")
    canvas.box(330, 176, 330, 304, cream)
    canvas.box(318, 166, 354, 22, teal)
    for number in range(6):
        canvas.box(352 + number * 49, 206, 38, 46, GLASS)
        canvas.shape(
            [(352 + number * 49, 252), (352 + number * 49, 230), (374 + number * 49, 206), (390 + number * 49, 206)],
            lighter(GLASS, 0.5),
        )
    outdoors.brickwork(canvas, 170, 300, 180, 180, brick, seed=13)
    canvas.box(158, 288, 196, 18, teal)
    outdoors.brickwork(canvas, 640, 300, 170, 180, brick, seed=17)
    canvas.box(636, 288, 186, 18, teal)
    for x in (196, 262, 668, 736):
        canvas.box(x, 338, 50, 76, WHITE)
        canvas.box(x + 4, 342, 42, 68, GLASS)
        canvas.box(x + 4, 342, 42, 22, lighter(GLASS, 0.5))
    canvas.box(392, 306, 206, 174, WHITE)
    for number in range(4):
        left = 398 + number * 49.5
        canvas.box(left, 330, 45, 150, GLASS)
        canvas.shape([(left, 430), (left, 380), (left + 45, 330), (left + 45, 370)], lighter(GLASS, 0.5))
    canvas.box(376, 296, 238, 20, colour("e2a33d"))
    canvas.shape([(376, 316), (614, 316), (604, 326), (386, 326)], SHADE, 0.18)
    canvas.rounded(404, 264, 182, 24, 6, teal)
    canvas.box(424, 274, 142, 4, colour("f3e3bd"))
    outdoors.path(canvas, 410, 480, 170, "dcd2c0")
    for number, (hue, top) in enumerate((("c8553d", 566), ("2f6b66", 572))):
        details.bicycle(canvas, 168 + number * 74, top, hue)
    outdoors.bench(canvas, 740, 566)
    outdoors.bush(canvas, 365, 486, 60, "6f9560", "f4c6c0")
    outdoors.bush(canvas, 640, 486, 70, "6f9560", "f9e2a0")
    return canvas.finished()


def church_hall() -> bytes:
    canvas = Canvas(colour("d6e7ea"))
    outdoors.sky(canvas, "aacbd6", "fbe6cf", 430)
    outdoors.cloud(canvas, 560, 90, 62)
    outdoors.hills(canvas, 380, "a3b98e")
    tower = colour("bdb09c")
    canvas.box(700, 130, 140, 350, tower)
    canvas.box(806, 130, 34, 350, darker(tower, 0.12))
    for number in range(5):
        canvas.box(696 + number * 31, 112, 20, 24, tower)
    canvas.arch(746, 176, 40, 74, darker(tower, 0.45))
    for row in range(5):
        canvas.box(748, 200 + row * 9, 36, 3, lighter(tower, 0.1))
    canvas.oval(766, 300, 24, 24, colour("44606b"))
    canvas.line([(766, 284), (766, 300), (776, 306)], colour("e9b949"), 3)
    canvas.line([(770, 112), (770, 60)], colour("5a5350"), 3)
    canvas.shape([(770, 62), (796, 70), (770, 78)], colour("e9b949"))
    outdoors.tree(canvas, 900, 470, 290, "5f8560", seed=21)
    outdoors.tree(canvas, 70, 470, 330, "6f9560", seed=22)
    outdoors.grass(canvas, 462, "9fb873", seed=23)
    stone, slate = colour("d8c6a6"), colour("74707f")
    canvas.box(170, 290, 470, 190, stone)
    for number in range(46):
        x, y = 176 + number * 97 % 440, 298 + number * 61 % 170
        canvas.rounded(x, y, 24, 11, 3, (lighter(stone, 0.25), darker(stone, 0.1))[number % 2])
    canvas.shape([(150, 296), (660, 296), (600, 176), (210, 176)], slate)
    for row in range(1, 6):
        canvas.line([(150 + row * 10, 296 - row * 20), (660 - row * 10, 296 - row * 20)], darker(slate, 0.2), 1.4)
    for x in (200, 282, 530):
        canvas.arch(x, 326, 58, 112, WHITE)
        canvas.arch(x + 6, 332, 46, 106, colour("9fc0c4"))
        canvas.box(x + 27, 334, 4, 104, WHITE)
        canvas.box(x + 6, 384, 46, 4, WHITE)
    canvas.box(384, 316, 116, 164, lighter(stone, 0.15))
    canvas.shape([(366, 320), (518, 320), (442, 236)], slate)
    canvas.shape([(388, 320), (496, 320), (442, 262)], lighter(stone, 0.15))
    canvas.arch(404, 356, 76, 124, darker(stone, 0.3))
    canvas.arch(411, 363, 62, 117, colour("8c4a45"))
    canvas.oval(464, 430, 3.4, 3.4, colour("e9b949"))
    details.steps(canvas, 396, 480, 92, 2)
    outdoors.path(canvas, 396, 492, 92, "d9c9ad", lean=-40)
    details.lych_gate(canvas, 726, 566)
    outdoors.bush(canvas, 250, 484, 86, "6f9560", "c9b0d8")
    outdoors.bush(canvas, 580, 484, 80, "6f9560", "f4c6c0")
    return canvas.finished()
