"""What stands in a room: chairs, tables, a stage, a piano, shelves, a stove."""

from __future__ import annotations

from bookings.demo.drawing.canvas import Colour, colour, darker, lighter
from bookings.demo.drawing.space import Space

WOOD, DARK_WOOD, STEEL = colour("c08a5a"), colour("7d5640"), colour("8d9093")


def chair(space: Space, x: float, z: float, fill: Colour, *, facing: int = 1) -> None:
    """A stacking chair; facing 1 looks away from the eye, -1 towards it."""

    def draw() -> None:
        space.shadow(x, z + 0.02, 0.3, 0.26)
        for left in (-0.2, 0.17):
            for back in (-0.2, 0.17):
                space.block(x + left, 0, z + back, 0.03, 0.44, 0.03, STEEL)
        if facing == -1:
            _back(space, x, z + 0.19, fill)
        space.block(x - 0.22, 0.44, z - 0.22, 0.44, 0.05, 0.42, fill)
        if facing == 1:
            _back(space, x, z - 0.23, fill)

    space.place(z, draw)


def side_chair(space: Space, x: float, z: float, fill: Colour, *, faces_right: bool) -> None:
    """A chair seen from the side, at the long side of a table that runs away from the eye."""

    def draw() -> None:
        space.shadow(x, z, 0.3, 0.26)
        for left in (-0.2, 0.17):
            for back in (-0.2, 0.17):
                space.block(x + left, 0, z + back, 0.03, 0.44, 0.03, STEEL)
        space.block(x - 0.22, 0.44, z - 0.21, 0.44, 0.05, 0.42, fill)
        space.block(x - 0.25 if faces_right else x + 0.2, 0.55, z - 0.21, 0.05, 0.36, 0.42, darker(fill, 0.08))

    space.place(z, draw)


def rows_of_chairs(space: Space, first: float, rows: int, across: int, fill: Colour, gap: float = 0.95) -> None:
    """Rows that look towards the far wall, with an aisle in the middle."""
    for row in range(rows):
        for place in range(across):
            x = 0.45 + place * 0.58
            for side in (-1, 1):
                chair(space, side * x, first + row * gap, fill)


def table(space: Space, x: float, z: float, width: float, depth: float, fill: Colour = WOOD) -> None:
    def draw() -> None:
        space.shadow(x + width / 2, z + depth / 2, width * 0.58, depth * 0.66)
        for left in (0.05, width - 0.1):
            for back in (depth - 0.1, 0.05):
                space.block(x + left, 0, z + back, 0.05, 0.7, 0.05, darker(fill, 0.35))
        space.block(x, 0.7, z, width, 0.05, depth, fill)

    space.place(z + depth / 2, draw)


def round_table(space: Space, x: float, z: float, radius: float, cloth: Colour, *, posy: bool = True) -> None:
    def draw() -> None:
        space.shadow(x, z, radius * 1.2, radius * 1.05)
        space.block(x - 0.04, 0, z - 0.04, 0.08, 0.7, 0.08, STEEL)
        space.disc(x, 0.66, z, radius, radius, darker(cloth, 0.18))
        space.disc(x, 0.72, z, radius, radius, cloth)
        if posy:
            flowers(space, x, 0.72, z)

    space.place(z, draw)


def table_for_lunch(space: Space, x: float, z: float, cloth: Colour, seat: Colour) -> None:
    """A round table with four chairs about it."""
    chair(space, x, z + 0.95, seat, facing=-1)
    side_chair(space, x - 0.95, z, seat, faces_right=True)
    side_chair(space, x + 0.95, z, seat, faces_right=False)
    round_table(space, x, z, 0.72, cloth)
    chair(space, x, z - 0.95, seat)


def flowers(space: Space, x: float, y: float, z: float) -> None:
    space.block(x - 0.045, y, z - 0.045, 0.09, 0.15, 0.09, colour("7fa3a1"))
    for dx, dy, hue in ((-0.07, 0.22, "d9795d"), (0.07, 0.23, "e9b949"), (0, 0.29, "f4e3cc")):
        px, py = space.at(x + dx, y + dy, z)
        space.canvas.oval(px, py, 48 / z, 48 / z, colour(hue))


def plant(space: Space, x: float, z: float, tall: float = 1.3) -> None:
    def draw() -> None:
        space.shadow(x, z, 0.34, 0.3)
        space.block(x - 0.2, 0, z - 0.2, 0.4, 0.38, 0.4, colour("c4714f"))
        leaf = colour("5f8a63")
        for lean in (-0.5, -0.25, 0, 0.25, 0.5):
            tip = (x + lean * 0.9, tall - abs(lean) * 0.5, z)
            stem = [
                (x - 0.05, 0.36, z),
                (x + lean * 0.7 - 0.1, tall * 0.6, z),
                tip,
                (x + lean * 0.4 + 0.1, tall * 0.55, z),
            ]
            space.face([*stem, (x + 0.05, 0.36, z)], darker(leaf, 0.1 + 0.12 * (lean > 0)))

    space.place(z, draw)


def stage(space: Space, curtain: Colour) -> None:
    """A raised stage at the far end, its curtains drawn back."""
    width, front, up = space.wide * 0.74, space.far - 1.5, 0.85
    left = -width / 2
    space.on_far_wall(left, up, width, space.high - up - 0.45, colour("5b3f46"))
    space.on_far_wall(left + width * 0.2, up, width * 0.6, space.high - up - 1.0, colour("8fb0b5"))
    space.on_far_wall(left + width * 0.2, up, width * 0.6, 0.5, colour("8aa37c"))
    space.block(left - 0.2, 0, front, width + 0.4, up, 1.5, DARK_WOOD)
    for number in range(9):
        x = left + number * 0.14
        for start in (x, -x - 0.14):
            fold = darker(curtain, 0.16 * (number % 2))
            corners = [(start, up, front), (start + 0.14, up, front), (start + 0.14, space.high - 0.5, front)]
            space.face([*corners, (start, space.high - 0.5, front)], fold)
    pelmet = [(left - 0.2, space.high - 0.95), (left + width + 0.2, space.high - 0.95)]
    space.face(
        [
            (pelmet[0][0], pelmet[0][1], front),
            (pelmet[1][0], pelmet[1][1], front),
            (pelmet[1][0], space.high - 0.42, front),
            (pelmet[0][0], space.high - 0.42, front),
        ],
        darker(curtain, 0.28),
    )
    for step in range(3):
        space.block(left + 0.3, 0, front - 0.28 * (3 - step), 0.9, 0.28 * (step + 1), 0.28, WOOD)


def piano(space: Space, x: float, z: float) -> None:
    """An upright piano with its stool."""

    def draw() -> None:
        space.shadow(x + 0.75, z + 0.2, 0.95, 0.5)
        space.block(x, 0, z, 1.5, 1.2, 0.55, DARK_WOOD)
        space.block(x + 0.05, 0.68, z - 0.25, 1.4, 0.1, 0.3, darker(DARK_WOOD, 0.25))
        keys = [
            (x + 0.1, 0.785, z - 0.24),
            (x + 1.4, 0.785, z - 0.24),
            (x + 1.4, 0.785, z - 0.08),
            (x + 0.1, 0.785, z - 0.08),
        ]
        space.face(keys, colour("fdf6e6"))
        sheet = [
            (x + 0.5, 0.84, z - 0.02),
            (x + 1.0, 0.84, z - 0.02),
            (x + 1.0, 1.14, z - 0.02),
            (x + 0.5, 1.14, z - 0.02),
        ]
        space.face(sheet, colour("fdf6e6"))
        space.block(x + 0.5, 0, z - 0.85, 0.5, 0.48, 0.34, darker(DARK_WOOD, 0.15))

    space.place(z, draw)


def armchair(space: Space, x: float, z: float, fill: Colour, *, facing: int = -1) -> None:
    def draw() -> None:
        space.shadow(x, z, 0.58, 0.48)
        if facing == -1:
            space.block(x - 0.42, 0.1, z + 0.24, 0.84, 0.85, 0.18, darker(fill, 0.1))
        space.block(x - 0.42, 0.1, z - 0.36, 0.84, 0.34, 0.64, fill)
        for left in (-0.5, 0.36):
            space.block(x + left, 0.08, z - 0.36, 0.14, 0.54, 0.72, darker(fill, 0.06))
        if facing == -1:
            space.block(x - 0.25, 0.44, z + 0.05, 0.34, 0.3, 0.1, lighter(fill, 0.5))
        else:
            space.block(x - 0.42, 0.1, z - 0.42, 0.84, 0.85, 0.16, darker(fill, 0.06))

    space.place(z, draw)


def shelf_unit(
    space: Space, x: float, width: float, high: float, shelves: int, spines: str, depth: float = 0.32
) -> None:
    """Bookshelves against the far wall; `spines` are the colours of the books, in turn."""
    hues = [colour(text) for text in spines.split()]
    z, step = space.far - depth, high / shelves
    space.block(x, 0, z, width, high, depth, DARK_WOOD)
    for shelf in range(shelves):
        low = shelf * step + 0.06
        space.face(_flat(x + 0.05, low, width - 0.1, step - 0.08, z), darker(DARK_WOOD, 0.4))
        at, number = x + 0.07, shelf * 3
        while at < x + width - 0.14:
            thick = 0.045 + 0.02 * (number * 7 % 4)
            tall = (step - 0.14) * (0.72 + 0.07 * (number * 5 % 4))
            space.face(_flat(at, low, thick, tall, z), hues[number % len(hues)])
            at, number = at + thick + 0.012, number + 1


def low_shelf(space: Space, side: int, z: float, length: float, spines: str) -> None:
    """A low bookshelf along a side wall."""
    hues = [colour(text) for text in spines.split()]
    inner = side * (space.wide / 2 - 0.35)

    def draw() -> None:
        space.block(min(inner, side * space.wide / 2), 0, z, 0.35, 0.9, length, WOOD)
        for shelf in (0.1, 0.5):
            books = int(length / 0.11)
            for number in range(books):
                start, tall = z + 0.05 + number * 0.11, 0.24 + 0.03 * (number * 3 % 3)
                if start + 0.09 < z + length:
                    edge = [(inner, shelf, start), (inner, shelf, start + 0.09)]
                    space.face(
                        [*edge, (inner, shelf + tall, start + 0.09), (inner, shelf + tall, start)],
                        hues[(number + round(shelf * 10)) % len(hues)],
                    )

    space.place(z + length / 2, draw)


def stove(space: Space, x: float) -> None:
    """A wood-burning stove on a stone hearth, its pipe to the roof."""
    z = space.far - 0.8
    space.on_far_wall(x - 0.7, 0, 1.4, 1.7, colour("a58f80"))
    space.on_floor(x - 0.8, z - 0.4, 1.6, 1.2, colour("8f8178"))
    space.block(x - 0.09, 1.0, z + 0.2, 0.18, space.high - 1.0, 0.18, colour("4c4a4c"))
    space.block(x - 0.38, 0.14, z, 0.76, 0.9, 0.5, colour("55504f"))
    space.face(_flat(x - 0.27, 0.36, 0.54, 0.42, z - 0.005), colour("2f2a2d"))
    for low, high, hue in ((0.22, 0.34, "e0783c"), (0.15, 0.24, "f2b134"), (0.08, 0.13, "fbe3a0")):
        flame = [(x - low, 0.4, z - 0.01), (x + low, 0.4, z - 0.01), (x + low * 0.2, 0.4 + high, z - 0.01)]
        space.face([*flame, (x - low * 0.5, 0.4 + high * 0.6, z - 0.01)], colour(hue))
    for number in range(4):
        space.block(x + 0.85, 0.02 + number * 0.14, z + 0.2, 0.5, 0.12, 0.3, (WOOD, DARK_WOOD)[number % 2])


def rug(space: Space, x: float, z: float, radius: float, rings: str) -> None:
    hues = [colour(text) for text in rings.split()]
    for number, hue in enumerate(hues):
        part = radius * (1 - number / len(hues))
        space.disc(x, 0, z, part, part * 0.8, hue)


def _back(space: Space, x: float, z: float, fill: Colour) -> None:
    for left in (-0.2, 0.17):
        space.block(x + left, 0.44, z, 0.03, 0.42, 0.03, STEEL)
    space.block(x - 0.22, 0.58, z, 0.44, 0.32, 0.04, darker(fill, 0.08))


def _flat(x: float, y: float, width: float, height: float, z: float) -> list[tuple[float, float, float]]:
    return [(x, y, z), (x + width, y, z), (x + width, y + height, z), (x, y + height, z)]
