"""The village rooms from inside, one function each."""

from __future__ import annotations

from bookings.demo.drawing import fittings, furniture, particulars
from bookings.demo.drawing.canvas import Colour, colour, darker
from bookings.demo.drawing.space import Space, beams, boards

OAK, CREAM = colour("d8ab78"), colour("f5e7cf")


def whole_hall() -> bytes:
    space = Space(10, 5.2, 11, wall=colour("f3dfbd"), floor=OAK, ceiling=colour("f6ead2"))
    boards(space)
    beams(space, colour("8b5e41"), 4)
    for side in (-1, 1):
        for number in range(3):
            fittings.side_window(space, side, space.near + 2.0 + number * 3.1, 1.6, 1.1, 2.2)
    furniture.stage(space, colour("9c3f3b"))
    fittings.pendants(space, 3, 2, colour("2f6b66"), 1.5)
    furniture.rows_of_chairs(space, space.far - 6.4, 4, 6, colour("c8553d"))
    return space.finished()


def front_half() -> bytes:
    space = Space(10, 5.2, 6.6, wall=colour("f3dfbd"), floor=OAK, ceiling=colour("f6ead2"))
    boards(space)
    beams(space, colour("8b5e41"), 2)
    fittings.folding_wall(space, -5, 8, colour("d9b98c"))
    for number in range(2):
        fittings.side_window(space, -1, space.near + 1.6 + number * 2.6, 1.6, 1.1, 2.2)
    fittings.pendants(space, 2, 2, colour("2f6b66"), 1.5)
    for x, z in ((-2.4, 3.9), (1.1, 4.3), (3.3, 2.6), (-0.6, 2.3)):
        furniture.table_for_lunch(space, x, space.near + z, colour("e7efe6"), colour("c8553d"))
    return space.finished()


def back_half() -> bytes:
    space = Space(10, 5.2, 7.4, wall=colour("f3dfbd"), floor=OAK, ceiling=colour("f6ead2"))
    boards(space)
    beams(space, colour("8b5e41"), 3)
    for number in range(2):
        fittings.side_window(space, 1, space.near + 1.6 + number * 2.6, 1.6, 1.1, 2.2)
    furniture.stage(space, colour("9c3f3b"))
    fittings.pendants(space, 2, 2, colour("2f6b66"), 1.5)
    furniture.piano(space, -4.3, space.near + 3.4)
    for row in range(3):
        for place in range(5):
            x = -1.5 + place * 0.95 + row * 0.2
            furniture.chair(space, x, space.near + 2.2 + row * 0.9, colour("4d7f7b"), facing=-1)
    return space.finished()


def committee_room() -> bytes:
    space = a_low_room(5, 2.8, 3.9, wall=colour("d9e0cf"), floor=colour("a6584b"), ceiling=colour("f6f0e0"))
    fittings.far_window(space, -1.9, 0.95, 1.5, 1.2)
    fittings.far_door(space, 1.4, colour("4d7f7b"))
    fittings.notice_board(space, -0.05, 1.2, 1.15, 0.85)
    fittings.strip_lights(space, 2)
    fittings.side_picture(space, -1, space.near + 1.4, 1.3, colour("b9cdb5"), colour("7f9c6e"))
    fittings.radiator(space, 1, space.near + 1.2, 1.6)
    fittings.side_picture(space, 1, space.near + 1.4, 1.2, colour("f0cf9a"), colour("c8785a"))
    particulars.long_table(space, -0.65, 1.3, space.near + 0.5, 2.6, colour("557d8a"))
    return space.finished()


def hut() -> bytes:
    space = Space(7, 3.6, 7.5, wall=colour("cf9d68"), floor=colour("b98454"), ceiling=colour("e0bb88"))
    boards(space, 0.3)
    for step in range(1, 24):
        space.on_far_wall(-3.5 + step * 0.3, 0.14, 0.02, 3.46, darker(space.wall, 0.25), 0.6)
    beams(space, colour("7d5640"), 3)
    fittings.far_window(space, -2.9, 1.2, 1.4, 1.1)
    fittings.far_window(space, 1.5, 1.2, 1.4, 1.1)
    furniture.stove(space, 0)
    particulars.bunting(space, 2.75)
    for number in range(2):
        fittings.side_window(space, 1, space.near + 1.4 + number * 2.6, 1.4, 1.1, 1.3)
    for z in (space.near + 1.8, space.near + 3.2):
        for x in (-2.6, 0.8):
            particulars.bench(space, x, z)
    return space.finished()


def sports_hall() -> bytes:
    space = Space(12, 6.4, 12, wall=colour("eef0e6"), floor=colour("7fae9e"), ceiling=colour("dfe6e0"))
    space.on_far_wall(-6, 0, 12, 2.2, colour("4d7f7b"))
    for side in (-1, 1):
        space.on_side_wall(side, space.near * 0.4, 0, space.deep + 2, 2.2, darker(colour("4d7f7b"), 0.1))
    particulars.court(space)
    for number in range(6):
        space.on_far_wall(-5.2 + number * 1.8, 4.5, 1.4, 1.2, fittings.DAYLIGHT)
    for side in (-1, 1):
        for number in range(4):
            space.on_side_wall(side, space.near + 1 + number * 2.8, 4.4, 1.9, 1.2, fittings.DAYLIGHT)
    fittings.strip_lights(space, 4)
    fittings.far_door(space, 3.6, colour("c8553d"))
    fittings.clock(space, -4.6, 3.1)
    particulars.net(space, space.near + 5.2)
    for number in range(5):
        furniture.chair(space, -5.3, space.near + 5.0 + number * 0.8, colour("e2a33d"))
    return space.finished()


def orchard_room() -> bytes:
    space = a_low_room(7, 2.9, 6, wall=colour("f6e2c6"), floor=colour("c9a27a"), ceiling=colour("fbf3e3"))
    boards(space, 0.35)
    particulars.glass_doors(space, -3.1, 4)
    fittings.hatch(space, 1.35, 1.7)
    fittings.pendants(space, 1, 3, colour("d98e4a"), 0.6)
    for x, z in ((-1.4, 3.6), (1.5, 2.7), (-0.3, 1.9)):
        furniture.table_for_lunch(space, x, space.near + z, colour("f4efe2"), colour("5f8a63"))
    furniture.plant(space, -3.0, space.near + 3.3, 1.5)
    fittings.side_picture(space, 1, space.near + 2.2, 1.3, colour("e9c46a"), colour("8fae74"))
    fittings.side_picture(space, -1, space.near + 1.6, 1.3, colour("d9ecf0"), colour("a9c29a"))
    return space.finished()


def church_hall() -> bytes:
    space = Space(8, 4.6, 8, wall=colour("e7dcc8"), floor=colour("c79a6e"), ceiling=colour("efe5d2"))
    boards(space, 0.26)
    beams(space, colour("6d5140"), 4)
    for x in (-2.9, -0.55, 1.8):
        fittings.far_window(space, x, 1.3, 1.1, 1.3, arched=True)
    particulars.counter(space)
    fittings.side_window(space, -1, space.near + 1.6, 1.3, 1.2, 1.7)
    fittings.side_window(space, -1, space.near + 4.2, 1.3, 1.2, 1.7)
    for z in (space.near + 2.2, space.near + 4.2):
        furniture.table(space, -2.6, z, 3.2, 0.8, colour("d8b892"))
        for place in range(4):
            furniture.chair(space, -2.2 + place * 0.8, z - 0.4, colour("8c4a55"))
            furniture.chair(space, -2.2 + place * 0.8, z + 1.15, colour("8c4a55"), facing=-1)
    return space.finished()


def lych_room() -> bytes:
    space = a_low_room(4.6, 2.7, 4.4, wall=colour("dcc6b4"), floor=colour("8b6a55"), ceiling=colour("f4ebdd"))
    boards(space, 0.3)
    fittings.far_window(space, -0.8, 0.95, 1.6, 1.15)
    fittings.curtains(space, -0.95, 1.9, 2.35, 1.6, colour("b5654a"))
    fittings.framed(space, -2.05, 1.25, 0.75, 0.6, colour("b9cdb5"), colour("7f9c6e"))
    fittings.framed(space, 1.3, 1.25, 0.75, 0.6, colour("f0cf9a"), colour("c8785a"))
    furniture.rug(space, 0, space.near + 1.9, 1.35, "b5654a e0b98c b5654a f0dcc0")
    for x, z, facing in ((-1.3, 2.5, -1), (0, 3.2, -1), (1.3, 2.5, -1), (-1.2, 1.0, 1), (1.2, 1.0, 1)):
        furniture.armchair(space, x, space.near + z, colour("5d8079"), facing=facing)
    furniture.round_table(space, 0, space.near + 1.9, 0.42, colour("d8b892"))
    fittings.side_window(space, -1, space.near + 1.2, 1.2, 0.95, 1.15)
    fittings.side_picture(space, 1, space.near + 1.4, 1.0, colour("d9ecf0"), colour("a9c29a"))
    particulars.floor_lamp(space, 2.0, space.near + 3.7)
    return space.finished()


def upper_room() -> bytes:
    space = a_low_room(4.6, 3.0, 4.6, wall=colour("efe3d0"), floor=colour("b98a5f"), ceiling=colour("e3d3ba"))
    boards(space, 0.24)
    particulars.slopes(space)
    fittings.far_window(space, -0.6, 1.0, 1.2, 1.0, arched=True)
    furniture.piano(space, -2.1, space.far - 0.6)
    fittings.pendants(space, 1, 1, colour("b5654a"), 0.7)
    particulars.long_table(space, -0.55, 1.2, space.near + 1.2, 2.0, colour("8c4a55"), seats=2)
    return space.finished()


def a_low_room(wide: float, high: float, deep: float, wall: Colour, floor: Colour, ceiling: Colour) -> Space:
    """Seen from closer by and a little from above, so that the ceiling does not fill the picture."""
    return Space(wide, high, deep, wall, floor, ceiling, look=700, level=258)
