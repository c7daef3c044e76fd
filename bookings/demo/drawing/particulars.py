"""What makes one room unlike another: the net, the barre, the hoist, the slope of a roof."""

from __future__ import annotations

from bookings.demo.drawing import fittings
from bookings.demo.drawing.canvas import Colour, colour, darker, lighter
from bookings.demo.drawing.furniture import WOOD, chair, side_chair, table
from bookings.demo.drawing.space import Space


def long_table(space: Space, x: float, width: float, z: float, length: float, seat: Colour, *, seats: int = 4) -> None:
    """One table that runs away from the eye, with chairs along it and papers on it."""
    for number in range(seats):
        along = z + (number + 0.5) * length / seats
        side_chair(space, x - 0.32, along, seat, faces_right=True)
        side_chair(space, x + width + 0.32, along, seat, faces_right=False)
    chair(space, x + width / 2, z + length + 0.4, seat, facing=-1)
    table(space, x, z, width, length)

    def papers() -> None:
        for number in range(seats):
            low = z + (number + 0.3) * length / seats
            for left in (x + 0.08, x + width - 0.34):
                sheet = [(left, 0.755, low), (left + 0.26, 0.755, low), (left + 0.26, 0.755, low + 0.3)]
                space.face([*sheet, (left, 0.755, low + 0.3)], colour("fdf6e6"))

    space.place(z + length / 2 - 0.01, papers)


def bench(space: Space, x: float, z: float) -> None:
    def draw() -> None:
        space.shadow(x + 0.9, z + 0.2, 1.05, 0.3)
        for left in (0.15, 1.6):
            space.block(x + left, 0, z + 0.05, 0.08, 0.42, 0.3, darker(WOOD, 0.3))
        space.block(x, 0.42, z, 1.8, 0.06, 0.4, WOOD)

    space.place(z, draw)


def bunting(space: Space, y: float) -> None:
    """Flags on a string along the far wall."""
    z, half = space.far, space.wide / 2
    hues = ("c8553d", "f4e3cc", "3f7a74", "e2b23f")
    count = 18
    string = []
    for number in range(count + 1):
        part = number / count
        string.append((-half + part * space.wide, y - 0.5 * part * (1 - part), z))
    space.stroke(string, colour("7d5640"), 1.6)
    for number in range(count):
        (x, high, _), (right, _, _) = string[number], string[number + 1]
        space.face(
            [(x + 0.03, high, z), (right - 0.03, high, z), ((x + right) / 2, high - 0.28, z)], colour(hues[number % 4])
        )


def court(space: Space) -> None:
    """The lines of a badminton court."""
    white, left, near, far = colour("fdf6e6"), 3.05, space.near + 0.8, space.far - 1.2
    for x in (-left, -left + 0.46, left - 0.46, left, 0):
        space.stroke([(x, 0, near), (x, 0, far)], white, 3, 0.85)
    for z in (near, near + 1.2, (near + far) / 2 - 1.6, (near + far) / 2 + 1.6, far - 1.2, far):
        space.stroke([(-left, 0, z), (left, 0, z)], white, 3, 0.85)


def net(space: Space, z: float) -> None:
    def draw() -> None:
        space.face([(-3.1, 0.8, z), (3.1, 0.8, z), (3.1, 1.5, z), (-3.1, 1.5, z)], colour("3f5553"), 0.28)
        for number in range(32):
            x = -3.1 + number * 0.2
            space.stroke([(x, 0.8, z), (x, 1.5, z)], colour("3f5553"), 0.8, 0.35)
        space.stroke([(-3.1, 1.5, z), (3.1, 1.5, z)], colour("fdf6e6"), 5)
        for x in (-3.1, 3.1):
            space.stroke([(x, 0, z), (x, 1.55, z)], colour("4a4b50"), 6)

    space.place(z, draw)


def glass_doors(space: Space, x: float, width: float) -> None:
    """Doors of glass on to an orchard."""
    space.on_far_wall(x - 0.08, 0, width + 0.16, 2.5, fittings.FRAME)
    space.on_far_wall(x, 0.05, width, 2.35, fittings.DAYLIGHT)
    space.on_far_wall(x, 0.05, width, 0.75, colour("a9c287"))
    for tree in range(4):
        left = x + 0.35 + tree * width / 4
        space.on_far_wall(left, 0.6, 0.09, 0.6, colour("8b6a4f"))
        px, py = space.at(left + 0.05, 1.35, space.far)
        space.canvas.oval(px, py, 27, 27, colour(("7ba06a", "8fae74")[tree % 2]))
        for dx, dy in ((-9, -4), (6, 7), (8, -10)):
            space.canvas.oval(px + dx, py + dy, 3.2, 3.2, colour("d2573f"))
    for pane in range(1, 4):
        space.on_far_wall(x + pane * width / 4 - 0.04, 0, 0.08, 2.45, fittings.FRAME)
    light = [(x, 0, space.far - 0.2), (x + width, 0, space.far - 0.2), (x + width - 0.7, 0, space.far - 2.1)]
    space.face([*light, (x - 0.7, 0, space.far - 2.1)], colour("fff3d6"), 0.3)


def counter(space: Space) -> None:
    """A kitchen along the right-hand side, behind its counter."""
    z, length = space.near + 1.6, 4.6
    space.on_side_wall(1, z, 1.5, length, 0.06, WOOD)
    for number in range(9):
        hue = colour(("f4e3cc", "d9795d", "7fa3a1")[number % 3])
        space.on_side_wall(1, z + 0.2 + number * 0.5, 1.56, 0.24, 0.24, hue)
    space.on_side_wall(1, z, 1.95, length, 0.06, WOOD)
    for number in range(7):
        space.on_side_wall(1, z + 0.3 + number * 0.62, 2.01, 0.34, 0.2, colour(("fdf6e6", "e2b23f")[number % 2]))

    def draw() -> None:
        space.block(2.5, 0, z, 0.6, 0.98, length, colour("7e9a8f"))
        space.block(2.42, 0.98, z - 0.05, 0.74, 0.06, length + 0.1, WOOD)
        space.block(2.62, 1.04, z + 0.5, 0.3, 0.42, 0.3, colour("b9bcb6"))
        for number in range(3):
            space.block(2.55, 1.04, z + 1.4 + number * 0.5, 0.14, 0.12, 0.14, colour("f4e3cc"))

    space.place(z, draw)


def floor_lamp(space: Space, x: float, z: float) -> None:
    def draw() -> None:
        px, py = space.at(x, 1.6, z)
        for radius in range(30, 120, 15):
            space.canvas.oval(px, py, radius, radius, colour("fff2c9"), 0.09)
        space.block(x - 0.15, 0, z - 0.1, 0.3, 0.04, 0.2, colour("4c4a4c"))
        space.block(x - 0.015, 0, z, 0.03, 1.45, 0.03, colour("4c4a4c"))
        shade = [(x - 0.24, 1.4, z), (x + 0.24, 1.4, z), (x + 0.14, 1.78, z), (x - 0.14, 1.78, z)]
        space.face(shade, colour("f3cf8e"))

    space.place(z, draw)


def slopes(space: Space) -> None:
    """A roof that comes down on both sides."""
    half, high = space.wide / 2, space.high
    for side in (-1, 1):
        edge, ridge = side * half, side * half * 0.38
        near, far = space.near * 0.4, space.far
        fill = darker(space.ceiling, 0.06 if side < 0 else 0.13)
        space.face([(edge, 1.5, near), (edge, 1.5, far), (ridge, high, far), (ridge, high, near)], fill)
        space.face([(edge, 1.5, far), (ridge, high, far), (edge, high, far)], fill)
        for number in range(4):
            z = space.far - 0.02 - number * 1.3
            space.stroke([(edge, 1.5, z), (ridge, high, z)], colour("8b5e41"), 9)


def cushion(space: Space, x: float, z: float, hue: str) -> None:
    def draw() -> None:
        space.shadow(x, z, 0.36, 0.3)
        space.disc(x, 0.08, z, 0.32, 0.27, darker(colour(hue), 0.15))
        space.disc(x, 0.16, z, 0.29, 0.24, colour(hue))
        space.disc(x, 0.17, z, 0.05, 0.04, lighter(colour(hue), 0.4))

    space.place(z, draw)


def bricks(space: Space) -> None:
    """Courses of brick on the far wall, here and there a lighter one."""
    row, high = 0, 0.16
    while high < space.high:
        shift = 0.22 * (row % 2)
        for number in range(int(space.wide / 0.45) + 1):
            if (row * 7 + number * 5) % 6 == 0:
                left = max(-space.wide / 2, -space.wide / 2 + number * 0.45 - shift)
                width = min(0.43, space.wide / 2 - left)
                if width > 0:
                    hue = lighter(space.wall, 0.16) if (row + number) % 2 else darker(space.wall, 0.1)
                    space.on_far_wall(left, high, width, 0.15, hue)
        row, high = row + 1, high + 0.18


def mat(space: Space, x: float, z: float, hue: str) -> None:
    space.on_floor(x, z, 0.62, 1.7, colour(hue))
    space.on_floor(x + 0.05, z + 0.06, 0.52, 1.58, lighter(colour(hue), 0.15))


def track_lights(space: Space) -> None:
    """Spotlights on a rail, each with its pool of light on the wall."""
    for x in (-3.1, -0.9, 1.25, 3.3):
        z = space.far
        beam = [
            (x - 0.08, space.high - 0.4, z),
            (x + 0.08, space.high - 0.4, z),
            (x + 0.85, 1.2, z),
            (x - 0.85, 1.2, z),
        ]
        space.face(beam, colour("fff2c9"), 0.2)
    rail = space.far - 1.0
    space.stroke([(-4.2, space.high - 0.1, rail), (4.2, space.high - 0.1, rail)], colour("4a4b50"), 5)
    for x in (-3.1, -0.9, 1.25, 3.3):
        space.block(x - 0.09, space.high - 0.45, rail, 0.18, 0.3, 0.18, colour("4a4b50"))


def plinths(space: Space) -> None:
    """Three plinths with pots."""
    for number, (x, z) in enumerate(((-2.0, 3.4), (0.3, 2.6), (2.4, 3.6))):
        _plinth(space, x, space.near + z, ("c4714f", "3f7a74", "e2b23f")[number])


def _plinth(space: Space, x: float, z: float, hue: str) -> None:
    def draw() -> None:
        space.shadow(x + 0.2, z + 0.2, 0.4, 0.34)
        space.block(x, 0, z, 0.4, 1.0, 0.4, colour("fdf9f0"))
        px, py = space.at(x + 0.2, 1.16, z + 0.2)
        size = 150 / z
        space.canvas.oval(px, py, size, size * 0.95, colour(hue))
        space.canvas.oval(px - size * 0.25, py - size * 0.2, size * 0.3, size * 0.4, lighter(colour(hue), 0.35))
        space.canvas.box(px - size * 0.4, py - size * 1.35, size * 0.8, size * 0.55, darker(colour(hue), 0.12))

    space.place(z, draw)


def hoist(space: Space) -> None:
    """The wheel that once lifted wool, and its rope."""
    z = space.far - 0.9
    wheel, spoke = space.at(-2.2, 2.75, z), colour("4a3b33")
    size = 620 / z
    space.canvas.oval(*wheel, size, size, spoke)
    space.canvas.oval(*wheel, size * 0.78, size * 0.78, space.wall)
    space.canvas.line([(wheel[0] - size, wheel[1]), (wheel[0] + size, wheel[1])], spoke, 6)
    space.canvas.line([(wheel[0], wheel[1] - size), (wheel[0], wheel[1] + size)], spoke, 6)
    space.canvas.oval(*wheel, size * 0.18, size * 0.18, spoke)
    rope = wheel[0] + size * 0.9
    space.canvas.line([(rope, wheel[1]), (rope, wheel[1] + size * 2.6)], colour("d9b98c"), 4)
    space.canvas.line([(rope - 7, wheel[1] + size * 2.6), (rope + 5, wheel[1] + size * 2.95)], colour("4a4b50"), 5)
