"""Parts of buildings and streets: windows, steps, a lych gate, a narrow boat."""

from __future__ import annotations

from bookings.demo.drawing import outdoors
from bookings.demo.drawing.canvas import Canvas, Colour, colour, darker, lighter

GLASS, WHITE, SHADE = colour("bfd9df"), colour("f8f1e4"), (58, 40, 52)
GLOW = colour("f7dc9a")


def sash(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.box(x - 5, y - 5, width + 10, height + 10, WHITE)
    canvas.box(x, y, width, height, GLASS)
    canvas.shape(
        [(x, y + height * 0.6), (x, y + height * 0.3), (x + width, y), (x + width, y + height * 0.2)],
        lighter(GLASS, 0.5),
    )
    canvas.box(x + width / 2 - 2, y, 4, height, WHITE)
    for part in (0.33, 0.66):
        canvas.box(x, y + height * part, width, 3.4, WHITE)
    canvas.box(x - 9, y + height + 3, width + 18, 7, lighter(WHITE, 0.2))


def tall_window(canvas: Canvas, x: float, y: float) -> None:
    canvas.arch(x - 5, y - 5, 64, 152, WHITE)
    canvas.arch(x, y, 54, 147, GLASS)
    canvas.box(x + 25, y + 4, 4, 143, WHITE)
    for part in (52, 98):
        canvas.box(x, y + part, 54, 4, WHITE)
    for number, hue in enumerate(("c8553d", "e2b23f", "3f6a5c", "8c4a55", "44606b")):
        canvas.box(x + 5 + number * 9.5, y + 118 + 4 * (number % 2), 7, 29 - 4 * (number % 2), colour(hue))


def steps(canvas: Canvas, x: float, y: float, width: float, count: int) -> None:
    for number in range(count):
        canvas.box(x - number * 8, y + number * 6, width + number * 16, 7, darker(WHITE, 0.08 + 0.08 * number))


def bunting(canvas: Canvas, x: float, y: float, right: float, end: float) -> None:
    count, hues = 20, ("c8553d", "f4e3cc", "3f7a74", "e2b23f")
    points = []
    for number in range(count + 1):
        part = number / count
        points.append((x + (right - x) * part, y + (end - y) * part + 60 * part * (1 - part)))
    canvas.line(points, colour("7d5640"), 1.6)
    for number in range(count):
        (left, top), (other, low) = points[number], points[number + 1]
        canvas.shape([(left + 3, top), (other - 3, low), ((left + other) / 2, top + 22)], colour(hues[number % 4]))


def campfire(canvas: Canvas, x: float, y: float) -> None:
    for dx in (-34, -18, 0, 18, 34):
        canvas.oval(x + dx, y + 6, 10, 7, colour("a59a8d"))
    canvas.line([(x - 26, y), (x + 24, y - 10)], colour("7d5640"), 8)
    canvas.line([(x + 26, y), (x - 24, y - 10)], colour("6d4a38"), 8)
    for half, tall, hue in ((18, 52, "e0783c"), (12, 36, "f2b134"), (6, 20, "fbe3a0")):
        canvas.shape(
            [
                (x - half, y - 8),
                (x + half, y - 8),
                (x + half * 0.3, y - 8 - tall),
                (x - half * 0.3, y - 14 - tall * 0.6),
            ],
            colour(hue),
        )


def apple_tree(canvas: Canvas, x: float, ground: float, tall: float) -> None:
    outdoors.tree(canvas, x, ground, tall, "86a866", seed=round(x))
    for dx, dy in (
        (-0.28, -0.6),
        (-0.14, -0.78),
        (0.04, -0.86),
        (0.2, -0.7),
        (0.3, -0.56),
        (-0.05, -0.6),
        (0.1, -0.52),
        (-0.2, -0.48),
        (0.17, -0.42),
    ):
        canvas.oval(x + dx * tall, ground + dy * tall, 5, 5, colour("d2573f"))


def bicycle(canvas: Canvas, x: float, ground: float, hue: str) -> None:
    frame, tyre = colour(hue), colour("4a4b50")
    for dx in (0, 46):
        canvas.oval(x + dx, ground - 17, 17, 17, tyre)
        canvas.oval(x + dx, ground - 17, 13.5, 13.5, colour("a5bf78"))
    canvas.line(
        [(x, ground - 17), (x + 14, ground - 40), (x + 40, ground - 42), (x + 20, ground - 17), (x, ground - 17)],
        frame,
        3.4,
    )
    canvas.line([(x + 14, ground - 40), (x + 20, ground - 17)], frame, 3.4)
    canvas.line([(x + 46, ground - 17), (x + 38, ground - 50), (x + 46, ground - 53)], frame, 3.4)
    canvas.line([(x + 6, ground - 46), (x + 20, ground - 46)], tyre, 4)


def lych_gate(canvas: Canvas, x: float, ground: float) -> None:
    wood, slate = colour("7d5640"), colour("74707f")
    for left in (0, 108):
        canvas.box(x + left, ground - 110, 12, 110, wood)
    canvas.box(x, ground - 112, 120, 10, wood)
    canvas.shape(
        [(x - 24, ground - 108), (x + 144, ground - 108), (x + 112, ground - 160), (x + 8, ground - 160)], slate
    )
    for left in (16, 62):
        canvas.box(x + left, ground - 48, 42, 6, wood)
        canvas.box(x + left, ground - 16, 42, 6, wood)
        for number in range(4):
            canvas.box(x + left + 3 + number * 11, ground - 54, 5, 50, wood)
    for side in (-1, 1):
        start = x - 124 if side < 0 else x + 120
        canvas.rounded(start, ground - 42, 124, 46, 6, colour("c4b394"))
        for number in range(7):
            canvas.rounded(start + 6 + number * 16, ground - 36 + 16 * (number % 2), 14, 9, 3, colour("d8c9ac"))


def neighbour(canvas: Canvas, x: float, width: float, top: float, fill: Colour) -> None:
    canvas.box(x, top, width, 270, fill)
    canvas.shape([(x - 8, top), (x + width + 8, top), (x + width - 16, top - 54), (x + 16, top - 54)], colour("8a6a62"))
    for row in range(2):
        for number in range(2):
            sash(canvas, x + 30 + number * (width - 104), top + 34 + row * 92, 40, 54)
    canvas.box(x + 14, top + 206, width - 28, 54, darker(fill, 0.3))
    for number in range(7):
        stripe = (width - 28) / 7
        canvas.box(x + 14 + number * stripe, top + 200, stripe, 20, (WHITE, colour("c8553d"))[number % 2])


def book_trolley(canvas: Canvas, x: float, ground: float) -> None:
    wood = colour("b98454")
    canvas.oval(x + 45, ground + 4, 58, 6, SHADE, 0.16)
    for dx in (10, 80):
        canvas.oval(x + dx, ground - 3, 6, 6, colour("4a4b50"))
    for top in (-66, -38, -12):
        canvas.box(x, ground + top, 90, 6, wood)
    for left in (0, 85):
        canvas.box(x + left, ground - 70, 6, 64, wood)
    hues = ("c8553d", "e2b23f", "3f6a5c", "8c4a55", "44606b", "f1e1c2")
    for shelf in (-38, -12):
        for number in range(9):
            tall = 18 + number * 5 % 7
            canvas.box(x + 8 + number * 8.5, ground + shelf - tall, 7, tall, colour(hues[(number + shelf) % 6]))


def lamp_post(canvas: Canvas, x: float, ground: float) -> None:
    iron = colour("44504e")
    canvas.box(x - 3, ground - 150, 6, 150, iron)
    canvas.box(x - 9, ground - 8, 18, 8, iron)
    canvas.shape([(x - 13, ground - 176), (x + 13, ground - 176), (x + 8, ground - 150), (x - 8, ground - 150)], GLOW)
    canvas.shape([(x - 16, ground - 176), (x + 16, ground - 176), (x, ground - 190)], iron)


def water(canvas: Canvas, top: float) -> None:
    canvas.fade(top, 640, colour("8fb7b5"), colour("5f9297"))
    for number in range(34):
        x, y = number * 173 % 960, top + 12 + number * 41 % 96
        canvas.box(x, y, 46 + number % 4 * 12, 2.4, colour("d7e6dc"), 0.6)
    for number in range(10):
        canvas.box(390 + number * 23 % 240, top + 6 + number * 9, 90 - number * 5, 3, colour("c07a5a"), 0.4)


def narrow_boat(canvas: Canvas, x: float, y: float) -> None:
    canvas.oval(x + 150, y + 44, 170, 9, colour("3f6d73"), 0.5)
    canvas.shape([(x - 16, y + 8), (x + 318, y + 8), (x + 296, y + 42), (x + 8, y + 42)], colour("2f4f5c"))
    canvas.box(x - 12, y + 8, 326, 6, colour("e2b23f"))
    canvas.rounded(x + 44, y - 30, 210, 40, 5, colour("a8443a"))
    canvas.box(x + 38, y - 34, 222, 7, colour("f3e3bd"))
    for number in range(5):
        canvas.oval(x + 72 + number * 38, y - 10, 11, 11, WHITE)
        canvas.oval(x + 72 + number * 38, y - 10, 8.4, 8.4, GLASS)
    for number, hue in enumerate(("d2573f", "e9b949", "d9795d")):
        canvas.box(x + 110 + number * 40, y - 44, 18, 11, colour("7d5640"))
        canvas.oval(x + 119 + number * 40, y - 48, 12, 8, colour("6f9560"))
        canvas.oval(x + 119 + number * 40, y - 51, 4, 4, colour(hue))
