"""A sheet to draw on: twice as large as the picture, so that edges come out smooth."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT, TWICE = 960, 640, 2

Colour = tuple[int, int, int]
Point = tuple[float, float]


def colour(text: str) -> Colour:
    """`e8c9a0` as three numbers."""
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)


def mix(one: Colour, other: Colour, part: float) -> Colour:
    """Some of the other colour in the one."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def darker(base: Colour, part: float) -> Colour:
    """Towards a warm shadow, never towards black."""
    return mix(base, (58, 40, 52), part)


def lighter(base: Colour, part: float) -> Colour:
    return mix(base, (255, 248, 235), part)


class Canvas:
    """Everything is given in pixels of the finished picture; `alpha` lets what is beneath shine through."""

    def __init__(self, ground: Colour) -> None:
        self._image = Image.new("RGB", (WIDTH * TWICE, HEIGHT * TWICE), ground)
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def shape(self, points: Sequence[Point], fill: Colour, alpha: float = 1) -> None:
        self._draw.polygon([(x * TWICE, y * TWICE) for x, y in points], fill=(*fill, round(255 * alpha)))

    def box(self, x: float, y: float, width: float, height: float, fill: Colour, alpha: float = 1) -> None:
        self.shape([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], fill, alpha)

    def rounded(self, x: float, y: float, width: float, height: float, radius: float, fill: Colour) -> None:
        box = (x * TWICE, y * TWICE, (x + width) * TWICE, (y + height) * TWICE)
        self._draw.rounded_rectangle(box, radius * TWICE, fill=fill)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: Colour, alpha: float = 1) -> None:
        box = ((x - rx) * TWICE, (y - ry) * TWICE, (x + rx) * TWICE, (y + ry) * TWICE)
        self._draw.ellipse(box, fill=(*fill, round(255 * alpha)))

    def line(self, points: Sequence[Point], fill: Colour, width: float = 2, alpha: float = 1) -> None:
        path = [(x * TWICE, y * TWICE) for x, y in points]
        self._draw.line(path, fill=(*fill, round(255 * alpha)), width=max(1, round(width * TWICE)), joint="curve")

    def arch(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        """An opening with a round head; `y` is the top."""
        self.oval(x + width / 2, y + width / 2, width / 2, width / 2, fill)
        self.box(x, y + width / 2, width, height - width / 2, fill)

    def fade(self, top: float, bottom: float, above: Colour, below: Colour) -> None:
        """From one colour to another, line by line."""
        for row in range(round(top), round(bottom)):
            self.box(0, row, WIDTH, 1, mix(above, below, (row - top) / (bottom - top)))

    def finished(self) -> bytes:
        """The picture as PNG."""
        held = BytesIO()
        self._image.resize((WIDTH, HEIGHT), Image.Resampling.BOX).save(held, "PNG", compress_level=1)
        return held.getvalue()
