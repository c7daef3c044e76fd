"""What belongs to the walls and the ceiling: windows, doors, hatches, lamps, boards."""

from __future__ import annotations

from math import cos, pi, sin

from bookings.demo.drawing.canvas import Colour, colour, darker, lighter
from bookings.demo.drawing.space import Space

DAYLIGHT, HILLS, FRAME = colour("d9ecf0"), colour("a9c29a"), colour("f8f1e4")
BRASS, PAPER = colour("e9b949"), colour("fdf6e6")


def side_window(space: Space, side: int, z: float, length: float, y: float = 1.0, height: float = 1.7) -> None:
    """A window in a side wall with a view, and its light on the floor."""
    rim = 0.07
    space.on_side_wall(side, z - rim, y - rim, length + 2 * rim, height + 2 * rim, FRAME)
    space.on_side_wall(side, z, y, length, height, DAYLIGHT)
    space.on_side_wall(side, z, y, length, height * 0.3, HILLS)
    space.on_side_wall(side, z, y, length, height * 0.12, darker(HILLS, 0.12))
    x = side * space.wide / 2
    space.stroke([(x, y, z + length / 2), (x, y + height, z + length / 2)], FRAME, 4)
    space.stroke([(x, y + height * 0.62, z), (x, y + height * 0.62, z + length)], FRAME, 3.5)
    if y > 0.9:
        radiator(space, side, z + 0.1, length - 0.2)
    inner = side * (space.wide / 2 - 0.35)
    reach = side * (space.wide / 2 - 2.4)
    light = [(inner, 0, z + 0.2), (inner, 0, z + length + 0.2), (reach, 0, z + length - 0.3), (reach, 0, z - 0.3)]
    space.face(light, colour("fff3d6"), 0.28)


def far_window(space: Space, x: float, y: float, width: float, height: float, *, arched: bool = False) -> None:
    """A window in the far wall."""
    rim = 0.08
    space.on_far_wall(x - rim, y - rim, width + 2 * rim, height + 2 * rim, FRAME)
    if arched:
        _half_round(space, x + width / 2, y + height, width / 2 + rim, FRAME)
        _half_round(space, x + width / 2, y + height, width / 2, DAYLIGHT)
    space.on_far_wall(x, y, width, height, DAYLIGHT)
    space.on_far_wall(x, y, width, height * 0.34, HILLS)
    space.on_far_wall(x, y, width, height * 0.14, darker(HILLS, 0.12))
    z, top = space.far, y + height + (width / 2 if arched else 0)
    space.stroke([(x + width / 2, y, z), (x + width / 2, top, z)], FRAME, 4)
    space.stroke([(x, y + height * 0.55, z), (x + width, y + height * 0.55, z)], FRAME, 4)


def curtains(space: Space, x: float, width: float, top: float, drop: float, fill: Colour) -> None:
    """Two curtains drawn back on the far wall, and their pelmet."""
    for number in range(4):
        for start in (x - 0.12 + number * 0.1, x + width - 0.28 + number * 0.1):
            space.on_far_wall(start, top - drop, 0.1, drop, darker(fill, 0.12 * (number % 2)))
    space.on_far_wall(x - 0.2, top - 0.06, width + 0.4, 0.14, darker(fill, 0.25))


def far_door(space: Space, x: float, fill: Colour, *, glazed: bool = False) -> None:
    space.on_far_wall(x - 0.08, 0, 1.06, 2.16, lighter(fill, 0.55))
    space.on_far_wall(x, 0, 0.9, 2.06, fill)
    if glazed:
        space.on_far_wall(x + 0.14, 0.95, 0.62, 0.95, DAYLIGHT)
    else:
        space.on_far_wall(x + 0.14, 0.2, 0.62, 0.7, darker(fill, 0.1))
        space.on_far_wall(x + 0.14, 1.05, 0.62, 0.8, darker(fill, 0.1))
    space.on_far_wall(x + 0.76, 0.98, 0.07, 0.07, BRASS)


def hatch(space: Space, x: float, width: float) -> None:
    """A kitchen hatch in the far wall: a counter, cups, and shelves behind."""
    space.on_far_wall(x - 0.09, 0.92, width + 0.18, 1.3, FRAME)
    space.on_far_wall(x, 1.0, width, 1.14, colour("8a6f5c"))
    for shelf in (1.42, 1.78):
        space.on_far_wall(x, shelf, width, 0.035, colour("c9a98a"))
        cups = int(width / 0.2)
        for number in range(cups):
            hue = (colour("f4e3cc"), colour("d9795d"), colour("7fa3a1"))[number % 3]
            space.on_far_wall(x + 0.08 + number * 0.2, shelf + 0.035, 0.1, 0.12, hue)
    space.block(x - 0.12, 0.95, space.far - 0.34, width + 0.24, 0.07, 0.34, colour("d8b892"))
    for number in range(3):
        space.block(x + 0.25 + number * 0.3, 1.02, space.far - 0.2, 0.12, 0.1, 0.1, colour("f4e3cc"))
    space.block(x + width - 0.45, 1.02, space.far - 0.25, 0.26, 0.36, 0.2, colour("b9bcb6"))


def folding_wall(space: Space, x: float, panels: int, fill: Colour) -> None:
    """The folding wall, drawn across the far side: panels on a track."""
    width = (space.wide - 0.1) / panels
    for number in range(panels):
        space.on_far_wall(x + number * width, 0, width, space.high - 0.35, darker(fill, 0.07 * (number % 2)))
        space.on_far_wall(x + number * width + width - 0.1, 1.0, 0.04, 0.2, BRASS)
    space.on_far_wall(x, space.high - 0.35, space.wide, 0.12, darker(fill, 0.35))


def pendants(space: Space, rows: int, across: int, shade: Colour, drop: float = 0.9) -> None:
    """Lamps that hang in rows."""
    for row in range(rows, 0, -1):
        z = space.near + space.deep * row / (rows + 0.6)
        for place in range(across):
            x = (place - (across - 1) / 2) * space.wide / (across + 0.4)
            y = space.high - drop
            space.stroke([(x, space.high, z), (x, y, z)], darker(shade, 0.5), 1.6)
            space.disc(x, y - 0.16, z, 0.24, 0.24, colour("fff2c9"))
            cone = [(x - 0.24, y - 0.16, z), (x + 0.24, y - 0.16, z), (x + 0.07, y + 0.06, z), (x - 0.07, y + 0.06, z)]
            space.face(cone, shade)


def strip_lights(space: Space, rows: int = 3) -> None:
    for row in range(rows, 0, -1):
        z = space.near + space.deep * row / (rows + 0.6)
        for x in (-space.wide / 4, space.wide / 4):
            y = space.high - 0.03
            panel = [(x - 0.6, y, z), (x + 0.6, y, z), (x + 0.6, y, z + 0.5), (x - 0.6, y, z + 0.5)]
            space.face(panel, colour("fffbe9"))


def notice_board(space: Space, x: float, y: float, width: float = 1.3, height: float = 0.9) -> None:
    space.on_far_wall(x - 0.05, y - 0.05, width + 0.1, height + 0.1, colour("9c7350"))
    space.on_far_wall(x, y, width, height, colour("d3a876"))
    papers = ("fdf6e6", "e9b949", "9fc0b8", "fdf6e6", "d9795d", "fdf6e6")
    for number, hue in enumerate(papers):
        left, low = x + 0.1 + number % 3 * width / 3.2, y + 0.1 + number // 3 * height / 2.1
        space.on_far_wall(left, low, width * 0.22, height * 0.33, colour(hue))


def framed(space: Space, x: float, y: float, width: float, height: float, fill: Colour, inner: Colour) -> None:
    """A picture in a frame on the far wall."""
    space.on_far_wall(x - 0.05, y - 0.05, width + 0.1, height + 0.1, colour("6d5140"))
    space.on_far_wall(x, y, width, height, PAPER)
    space.on_far_wall(x + width * 0.12, y + height * 0.12, width * 0.76, height * 0.76, fill)
    space.on_far_wall(x + width * 0.12, y + height * 0.12, width * 0.76, height * 0.3, inner)


def side_picture(space: Space, side: int, z: float, length: float, fill: Colour, inner: Colour) -> None:
    """A picture in a frame on a side wall."""
    low, high = 1.3, length * 0.72
    space.on_side_wall(side, z - 0.06, low - 0.06, length + 0.12, high + 0.12, colour("6d5140"))
    space.on_side_wall(side, z, low, length, high, PAPER)
    space.on_side_wall(side, z + length * 0.1, low + high * 0.12, length * 0.8, high * 0.76, fill)
    space.on_side_wall(side, z + length * 0.1, low + high * 0.12, length * 0.8, high * 0.32, inner)


def radiator(space: Space, side: int, z: float, length: float) -> None:
    space.on_side_wall(side, z, 0.2, length, 0.55, colour("f4eee2"))
    for number in range(int(length / 0.14)):
        space.on_side_wall(side, z + 0.05 + number * 0.14, 0.24, 0.05, 0.47, colour("dcd3c4"))


def clock(space: Space, x: float, y: float) -> None:
    cx, cy = space.at(x, y, space.far)
    space.canvas.oval(cx, cy, 17, 17, colour("6d5140"))
    space.canvas.oval(cx, cy, 14, 14, PAPER)
    space.canvas.line([(cx, cy - 9), (cx, cy), (cx + 6, cy + 3)], colour("4a3b3b"), 2)


def _half_round(space: Space, x: float, y: float, radius: float, fill: Colour) -> None:
    turns = [pi * step / 24 for step in range(25)]
    space.face([(x + radius * cos(turn), y + radius * sin(turn), space.far) for turn in turns], fill)
