"""What stands about a building: sky, hills, trees, grass, water."""

from __future__ import annotations

from random import Random

from bookings.demo.drawing.canvas import HEIGHT, WIDTH, Canvas, Colour, colour, darker, lighter, mix

TRUNK = colour("7d5a45")


def sky(canvas: Canvas, above: str, below: str, horizon: float) -> None:
    canvas.fade(0, horizon, colour(above), colour(below))


def cloud(canvas: Canvas, x: float, y: float, size: float) -> None:
    white = colour("fffaf0")
    for dx, dy, rx, ry in (
        (0, 0, 1.0, 0.3),
        (-0.45, -0.16, 0.42, 0.3),
        (0.1, -0.28, 0.5, 0.4),
        (0.55, -0.12, 0.36, 0.26),
    ):
        canvas.oval(x + dx * size, y + dy * size, rx * size, ry * size, white)


def sun(canvas: Canvas, x: float, y: float, size: float = 42) -> None:
    for ring in (2.1, 1.6, 1.25):
        canvas.oval(x, y, size * ring, size * ring, colour("fff1c4"), 0.25)
    canvas.oval(x, y, size, size, colour("ffe6a0"))


def hills(canvas: Canvas, base: float, hue: str) -> None:
    """Two soft ridges behind everything."""
    near = colour(hue)
    canvas.oval(220, base + 90, 460, 170, mix(near, (220, 232, 226), 0.45))
    canvas.oval(780, base + 110, 520, 180, mix(near, (220, 232, 226), 0.25))
    canvas.box(0, base + 20, WIDTH, HEIGHT - base, near)


def grass(canvas: Canvas, top: float, hue: str, *, seed: int) -> None:
    """A lawn with tufts and a few daisies."""
    green, random = colour(hue), Random(seed)
    canvas.fade(top, HEIGHT, lighter(green, 0.12), darker(green, 0.08))
    for _ in range(70):
        x, y = random.uniform(0, WIDTH), random.uniform(top + 8, HEIGHT)
        canvas.line([(x, y), (x + 3, y - 7)], darker(green, 0.18), 1.6)
        canvas.line([(x + 3, y), (x + 8, y - 6)], lighter(green, 0.2), 1.6)
    for _ in range(26):
        x, y = random.uniform(0, WIDTH), random.uniform(top + 12, HEIGHT)
        canvas.oval(x, y, 2.2, 2.2, colour("fff8e6"))


def tree(canvas: Canvas, x: float, ground: float, tall: float, hue: str, *, seed: int = 1) -> None:
    """A round-headed tree, lighter where the sun is."""
    leaf, random = colour(hue), Random(seed)
    canvas.oval(x + tall * 0.12, ground, tall * 0.34, tall * 0.035, (58, 40, 52), 0.16)
    canvas.shape(
        [
            (x - tall * 0.035, ground),
            (x + tall * 0.035, ground),
            (x + tall * 0.018, ground - tall * 0.6),
            (x - tall * 0.018, ground - tall * 0.6),
        ],
        TRUNK,
    )
    canvas.line([(x, ground - tall * 0.38), (x + tall * 0.12, ground - tall * 0.52)], TRUNK, tall * 0.022)
    puffs = [(0, -0.72, 0.24), (-0.18, -0.58, 0.18), (0.18, -0.58, 0.19), (-0.08, -0.48, 0.17), (0.1, -0.46, 0.16)]
    for dx, dy, size in puffs:
        canvas.oval(x + dx * tall, ground + dy * tall, size * tall, size * tall * 0.92, darker(leaf, 0.1))
    for dx, dy, size in puffs[:3]:
        canvas.oval(x + (dx - 0.035) * tall, ground + (dy - 0.035) * tall, size * tall * 0.8, size * tall * 0.74, leaf)
    for _ in range(9):
        dx, dy = random.uniform(-0.24, 0.12), random.uniform(-0.86, -0.52)
        canvas.oval(x + dx * tall, ground + dy * tall, tall * 0.035, tall * 0.03, lighter(leaf, 0.22), 0.7)


def pine(canvas: Canvas, x: float, ground: float, tall: float, hue: str) -> None:
    leaf = colour(hue)
    canvas.box(x - tall * 0.02, ground - tall * 0.2, tall * 0.04, tall * 0.2, TRUNK)
    for number in range(4):
        low, half = ground - tall * (0.12 + number * 0.2), tall * (0.24 - number * 0.045)
        peak = low - tall * 0.34
        canvas.shape([(x - half, low), (x + half, low), (x, peak)], darker(leaf, 0.06 * (3 - number)))
        canvas.shape([(x - half, low), (x - half * 0.2, low), (x, peak)], lighter(leaf, 0.08))


def bush(canvas: Canvas, x: float, ground: float, wide: float, hue: str, blossom: str = "") -> None:
    leaf = colour(hue)
    for dx, size in ((-0.32, 0.24), (0.3, 0.25), (0, 0.33)):
        canvas.oval(x + dx * wide, ground - size * wide * 0.5, size * wide, size * wide * 0.72, leaf)
        canvas.oval(
            x + (dx - 0.05) * wide,
            ground - size * wide * 0.7,
            size * wide * 0.6,
            size * wide * 0.4,
            lighter(leaf, 0.14),
        )
    if blossom:
        for number in range(9):
            dx, dy = (number * 37 % 90 - 45) / 100, (number * 53 % 40) / 100
            canvas.oval(x + dx * wide, ground - (0.05 + dy) * wide * 0.9, 3.4, 3.4, colour(blossom))


def path(canvas: Canvas, x: float, top: float, width: float, hue: str, *, lean: float = 0) -> None:
    """A path that widens as it comes nearer."""
    spread = width * 1.9
    canvas.shape(
        [(x, top), (x + width, top), (x + width + spread + lean, HEIGHT), (x - spread + lean, HEIGHT)], colour(hue)
    )


def bench(canvas: Canvas, x: float, ground: float, size: float = 1) -> None:
    wood, iron = colour("a6704a"), colour("5a5350")
    canvas.oval(x + 42 * size, ground, 52 * size, 5 * size, (58, 40, 52), 0.16)
    for left in (4, 74):
        canvas.box(x + left * size, ground - 26 * size, 5 * size, 26 * size, iron)
    for up, deep in ((46, 7), (36, 7), (26, 7)):
        canvas.box(x, ground - up * size, 84 * size, deep * size, darker(wood, 0.1 if up > 26 else 0))


def notice(canvas: Canvas, x: float, ground: float) -> None:
    """A parish notice board on two posts."""
    for left in (0, 66):
        canvas.box(x + left, ground - 92, 6, 92, TRUNK)
    canvas.box(x - 4, ground - 92, 80, 52, darker(TRUNK, 0.2))
    canvas.box(x + 1, ground - 87, 70, 42, colour("e7d3ae"))
    for number, hue in enumerate(("fdf6e6", "d9795d", "9fc0b8", "fdf6e6", "e9b949")):
        canvas.box(x + 6 + number * 13, ground - 82 + 6 * (number % 2), 10, 14, colour(hue))
    canvas.shape([(x - 10, ground - 92), (x + 82, ground - 92), (x + 36, ground - 108)], darker(TRUNK, 0.3))


def brickwork(canvas: Canvas, x: float, y: float, width: float, height: float, fill: Colour, *, seed: int) -> None:
    """A wall with a lighter or darker brick here and there."""
    random = Random(seed)
    canvas.box(x, y, width, height, fill)
    for _ in range(int(width * height / 900)):
        left = x + random.randrange(max(1, int((width - 20) / 22) + 1)) * 22
        low = y + random.randrange(max(1, int((height - 8) / 9) + 1)) * 9
        hue = lighter(fill, 0.16) if random.random() < 0.5 else darker(fill, 0.12)
        canvas.box(left, low, min(19, x + width - left), min(7, y + height - low), hue)
