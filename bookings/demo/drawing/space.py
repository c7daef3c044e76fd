"""A room in perspective: metres in, pixels out; what is farther is drawn first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import cos, pi, sin

from bookings.demo.drawing.canvas import HEIGHT, WIDTH, Canvas, Colour, Point, darker, lighter

Spot = tuple[float, float, float]  # metres: right of the middle, up from the floor, away from the eye


@dataclass
class Space:
    """An eye at the open end of a room `wide`, `high` and `deep`; z counts from the eye to the far wall."""

    wide: float
    high: float
    deep: float
    wall: Colour
    floor: Colour
    ceiling: Colour
    eye: float = 1.75
    look: float = 640
    level: float = 318
    canvas: Canvas = field(init=False)
    _things: list[tuple[float, Callable[[], None]]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.wall)
        self.near = self.look * self.eye / (HEIGHT - self.level)  # where the floor leaves the picture
        self.far = self.near + self.deep
        self._shell()

    def at(self, x: float, y: float, z: float) -> Point:
        return WIDTH / 2 + self.look * x / z, self.level - self.look * (y - self.eye) / z

    def face(self, spots: Sequence[Spot], fill: Colour, alpha: float = 1) -> None:
        self.canvas.shape([self.at(*spot) for spot in spots], fill, alpha)

    def stroke(self, spots: Sequence[Spot], fill: Colour, width: float = 2, alpha: float = 1) -> None:
        self.canvas.line([self.at(*spot) for spot in spots], fill, width, alpha)

    def on_far_wall(self, x: float, y: float, width: float, height: float, fill: Colour, alpha: float = 1) -> None:
        z = self.far
        self.face([(x, y, z), (x + width, y, z), (x + width, y + height, z), (x, y + height, z)], fill, alpha)

    def on_side_wall(
        self, side: int, z: float, y: float, length: float, height: float, fill: Colour, alpha: float = 1
    ) -> None:
        """`side` is -1 for the left wall, 1 for the right."""
        x = side * self.wide / 2
        self.face([(x, y, z), (x, y, z + length), (x, y + height, z + length), (x, y + height, z)], fill, alpha)

    def on_floor(self, x: float, z: float, width: float, depth: float, fill: Colour, alpha: float = 1) -> None:
        self.face([(x, 0, z), (x + width, 0, z), (x + width, 0, z + depth), (x, 0, z + depth)], fill, alpha)

    def disc(self, x: float, y: float, z: float, rx: float, rz: float, fill: Colour, alpha: float = 1) -> None:
        """A circle lying flat."""
        turns = [2 * pi * step / 40 for step in range(40)]
        self.face([(x + rx * cos(turn), y, z + rz * sin(turn)) for turn in turns], fill, alpha)

    def block(self, x: float, y: float, z: float, width: float, height: float, depth: float, fill: Colour) -> None:
        """A box whose near, left, lower corner stands at x, y, z: top light, side dark."""
        right, top, back = x + width, y + height, z + depth
        if x > 0:
            self.face([(x, y, z), (x, y, back), (x, top, back), (x, top, z)], darker(fill, 0.22))
        if right < 0:
            self.face([(right, y, z), (right, y, back), (right, top, back), (right, top, z)], darker(fill, 0.22))
        if top < self.eye:
            self.face([(x, top, z), (right, top, z), (right, top, back), (x, top, back)], lighter(fill, 0.22))
        elif y > self.eye:
            self.face([(x, y, z), (right, y, z), (right, y, back), (x, y, back)], darker(fill, 0.3))
        self.face([(x, y, z), (right, y, z), (right, top, z), (x, top, z)], fill)

    def shadow(self, x: float, z: float, rx: float, rz: float) -> None:
        self.disc(x, 0, z, rx, rz, (58, 40, 52), 0.16)

    def place(self, z: float, draw: Callable[[], None]) -> None:
        """Something that stands in the room, kept until all is known."""
        self._things.append((z, draw))

    def finished(self) -> bytes:
        for _z, draw in sorted(self._things, key=lambda thing: -thing[0]):
            draw()
        return self.canvas.finished()

    def _shell(self) -> None:
        x, h, near, far = self.wide / 2, self.high, self.near * 0.4, self.far
        self.face([(-x, 0, near), (x, 0, near), (x, 0, far), (-x, 0, far)], self.floor)
        self.face([(-x, h, near), (x, h, near), (x, h, far), (-x, h, far)], self.ceiling)
        self.face([(-x, 0, near), (-x, 0, far), (-x, h, far), (-x, h, near)], darker(self.wall, 0.07))
        self.face([(x, 0, near), (x, 0, far), (x, h, far), (x, h, near)], darker(self.wall, 0.13))
        self.on_far_wall(-x, 0, self.wide, h, self.wall)
        for step in range(5):  # the far end of the floor lies in soft shade
            self.on_floor(-x, far - 0.16 * (step + 1), self.wide, 0.16 * (step + 1), darker(self.floor, 0.5), 0.05)
        for side in (-1, 1):
            self.on_side_wall(side, near, 0, far - near, 0.14, lighter(self.wall, 0.5))
        self.on_far_wall(-x, 0, self.wide, 0.14, lighter(self.wall, 0.5))


def boards(space: Space, width: float = 0.22) -> None:
    """Floorboards that run away from the eye."""
    x, line = -space.wide / 2, darker(space.floor, 0.22)
    while x < space.wide / 2:
        space.stroke([(x, 0, space.near * 0.4), (x, 0, space.far)], line, 0.8, 0.55)
        x += width


def tiles(space: Space, size: float = 0.6) -> None:
    boards(space, size)
    z, line = space.far, darker(space.floor, 0.22)
    while z > space.near * 0.4:
        space.stroke([(-space.wide / 2, 0, z), (space.wide / 2, 0, z)], line, 0.8, 0.5)
        z -= size


def beams(space: Space, fill: Colour, count: int = 5) -> None:
    """Timbers across the ceiling."""
    for number in range(count, 0, -1):
        z = space.near + space.deep * number / (count + 0.4)
        space.block(-space.wide / 2, space.high - 0.24, z, space.wide, 0.24, 0.2, fill)
        drop = (-space.wide / 2, space.high - 0.24, z), (-space.wide / 2, space.high - 1.0, z)
        for side in (-1, 1):
            space.stroke(
                [(side * drop[1][0] * -1, drop[1][1], z), (side * (space.wide / 2 - 0.9), drop[0][1], z)], fill, 9
            )
