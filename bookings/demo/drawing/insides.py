"""The rooms from inside, one function each."""

from __future__ import annotations

from bookings.demo.drawing import fittings, furniture, particulars
from bookings.demo.drawing.canvas import colour, darker
from bookings.demo.drawing.space import Space, beams, boards, tiles

OAK, CREAM = colour("d8ab78"), colour("f5e7cf")
SNUG = {"look": 700.0, "level": 258.0}  # for low rooms: stand closer, look down a little
BOOKS = "b5533c e2b65b 5f8a8b f1e1c2 7d5640 8fa86f c9785a 44606b"


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
    space = Space(5, 2.8, 3.9, wall=colour("d9e0cf"), floor=colour("a6584b"), ceiling=colour("f6f0e0"), **SNUG)
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
    space = Space(7, 2.9, 6, wall=colour("f6e2c6"), floor=colour("c9a27a"), ceiling=colour("fbf3e3"), **SNUG)
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
    space = Space(4.6, 2.7, 4.4, wall=colour("dcc6b4"), floor=colour("8b6a55"), ceiling=colour("f4ebdd"), **SNUG)
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
    space = Space(4.6, 3.0, 4.6, wall=colour("efe3d0"), floor=colour("b98a5f"), ceiling=colour("e3d3ba"), **SNUG)
    boards(space, 0.24)
    particulars.slopes(space)
    fittings.far_window(space, -0.6, 1.0, 1.2, 1.0, arched=True)
    furniture.piano(space, -2.1, space.far - 0.6)
    fittings.pendants(space, 1, 1, colour("b5654a"), 0.7)
    particulars.long_table(space, -0.55, 1.2, space.near + 1.2, 2.0, colour("8c4a55"), seats=2)
    return space.finished()


def history_room() -> bytes:
    space = Space(6.4, 3.6, 6, wall=colour("cdd5cc"), floor=colour("9a6f52"), ceiling=colour("f1eee2"), **SNUG)
    boards(space, 0.3)
    furniture.shelf_unit(space, -3.1, 2.2, 2.6, 5, BOOKS)
    furniture.shelf_unit(space, 0.9, 2.2, 2.6, 5, "7d5640 8c4a3c a9744f 5b4a44 b58a5b 6d5140")
    fittings.side_picture(space, 1, space.near + 1.8, 1.5, colour("e9dcb8"), colour("9fc0b8"))
    fittings.side_picture(space, 1, space.near + 4.0, 1.2, colour("f1e1c2"), colour("c9a27a"))
    fittings.framed(space, -0.75, 1.25, 1.5, 1.25, colour("e9dcb8"), colour("b9c9a0"))
    fittings.side_window(space, -1, space.near + 1.4, 1.3, 1.0, 1.9)
    fittings.side_window(space, -1, space.near + 3.5, 1.3, 1.0, 1.9)
    fittings.pendants(space, 2, 1, colour("3f6a5c"), 1.1)
    particulars.long_table(space, -0.75, 1.5, space.near + 1.4, 3.2, colour("b5654a"))
    return space.finished()


def story_room() -> bytes:
    space = Space(6, 3, 5.4, wall=colour("f7dfae"), floor=colour("d7b48a"), ceiling=colour("fdf3df"), **SNUG)
    for number in range(7):
        hue = colour(("e9896a", "7fb0a6", "e2b23f", "9a86b8")[number % 4])
        x, y = space.at(-2.4 + number * 0.8, 2.35 + 0.18 * (number % 2), space.far)
        space.canvas.oval(x, y, 16, 16, hue)
    furniture.shelf_unit(space, -2.8, 5.6, 1.05, 2, "e9896a 7fb0a6 e2b23f 9a86b8 f4efe2 5f8a8b")
    furniture.low_shelf(space, -1, space.near + 1.2, 2.6, "e9896a 7fb0a6 e2b23f 9a86b8 f4efe2")
    fittings.side_window(space, 1, space.near + 1.5, 1.5, 0.8, 1.4)
    furniture.rug(space, 0, space.near + 1.9, 1.7, "e9896a f6d9a4 7fb0a6 f6efd9")
    for number, (x, z) in enumerate(((-1.5, 1.5), (-1.1, 2.9), (0.1, 3.4), (1.3, 2.8), (1.6, 1.5))):
        particulars.cushion(space, x, space.near + z, ("9a86b8", "e2b23f", "5f8a8b", "e9896a", "7fb0a6")[number])
    return space.finished()


def study_room() -> bytes:
    space = Space(3.4, 2.6, 3.2, wall=colour("e4e8dc"), floor=colour("6f8a86"), ceiling=colour("faf6ea"), **SNUG)
    fittings.far_window(space, -1.4, 0.95, 1.1, 1.2)
    space.on_far_wall(0.1, 1.1, 1.25, 0.8, colour("3b3f45"))
    space.on_far_wall(0.15, 1.15, 1.15, 0.7, colour("9cc0c6"))
    space.on_far_wall(0.15, 1.15, 1.15, 0.2, colour("7fa3a1"))
    fittings.strip_lights(space, 1)
    furniture.chair(space, -0.45, space.near + 2.0, colour("d98e4a"), facing=-1)
    furniture.chair(space, 0.45, space.near + 2.0, colour("d98e4a"), facing=-1)
    furniture.table(space, -0.85, space.near + 1.1, 1.7, 0.75, colour("d8b892"))
    furniture.chair(space, 0, space.near + 0.75, colour("d98e4a"))
    furniture.plant(space, -1.35, space.near + 2.8, 1.2)
    fittings.side_picture(space, 1, space.near + 1.3, 0.9, colour("e9c46a"), colour("d98e4a"))
    fittings.side_picture(space, -1, space.near + 1.1, 0.9, colour("9fc0b8"), colour("5f8a8b"))
    return space.finished()


def studio() -> bytes:
    space = Space(9, 4.2, 8, wall=colour("c47a5a"), floor=colour("dcb585"), ceiling=colour("5e5553"))
    boards(space, 0.2)
    particulars.bricks(space)
    space.on_side_wall(-1, space.near, 0.3, 6.6, 2.3, colour("bfd3d4"))
    for number in range(5):
        space.on_side_wall(-1, space.near + number * 1.32, 0.3, 0.03, 2.3, colour("eef4f2"))
        space.on_side_wall(-1, space.near + number * 1.32 + 0.5, 0.3, 0.3, 2.3, colour("e6f0ef"), 0.5)
    rail = [(-4.3, 1.05, space.near), (-4.3, 1.05, space.near + 6.6)]
    space.stroke(rail, colour("7d5640"), 7)
    for x in (-2.6, 0.0, 2.6):
        fittings.far_window(space, x - 0.6, 1.2, 1.2, 1.6, arched=True)
    fittings.side_window(space, 1, space.near + 2.0, 1.6, 1.1, 2.0)
    fittings.side_window(space, 1, space.near + 5.0, 1.6, 1.1, 2.0)
    fittings.pendants(space, 2, 2, colour("34302f"), 1.0)
    for number in range(3):
        particulars.mat(space, 0.2 + number * 1.4, space.near + 1.6, ("5f8a8b", "e2b23f", "9a86b8")[number])
    return space.finished()


def gallery() -> bytes:
    space = Space(9, 4.2, 8, wall=colour("faf6ee"), floor=colour("b3aca4"), ceiling=colour("e9e3d8"))
    tiles(space, 1.5)
    for x, width, low, hue, inner in (
        (-3.9, 1.7, 1.1, "d9795d", "8c4a55"),
        (-1.5, 1.2, 1.25, "8fb0b5", "44606b"),
        (0.5, 1.5, 1.05, "e9c46a", "b98454"),
        (2.7, 1.2, 1.25, "9fb58a", "5f8a63"),
    ):
        fittings.framed(space, x, low, width, width * 0.9, colour(hue), colour(inner))
    for side, hues in ((-1, ("7fa3a1", "e2b23f")), (1, ("9a86b8", "c8553d"))):
        for number, hue in enumerate(hues):
            z = space.near + 2.2 + number * 2.8
            space.on_side_wall(side, z - 0.07, 1.03, 1.64, 1.34, colour("6d5140"))
            space.on_side_wall(side, z, 1.1, 1.5, 1.2, colour(hue))
            space.on_side_wall(side, z + 0.3, 1.3, 0.9, 0.5, darker(colour(hue), 0.25))
    particulars.track_lights(space)
    particulars.plinths(space)
    return space.finished()


def loft() -> bytes:
    space = Space(7, 3.6, 7, wall=colour("b96f52"), floor=colour("a97c55"), ceiling=colour("8a6248"))
    boards(space, 0.3)
    particulars.bricks(space)
    beams(space, colour("5d4132"), 4)
    fittings.far_window(space, -0.75, 0.9, 1.5, 1.5, arched=True)
    particulars.hoist(space)
    fittings.side_window(space, 1, space.near + 2.2, 1.3, 1.0, 1.2)
    fittings.pendants(space, 1, 2, colour("e2a33d"), 0.9)
    ring = (
        (-1.5, 1.2, 1),
        (0, 0.9, 1),
        (1.5, 1.2, 1),
        (-2.0, 2.4, -1),
        (2.0, 2.4, -1),
        (-1.1, 3.5, -1),
        (1.1, 3.5, -1),
        (0, 3.9, -1),
    )
    for x, z, facing in ring:
        furniture.chair(space, x, space.near + z, colour("3f7a74"), facing=facing)
    furniture.rug(space, 0, space.near + 2.3, 1.2, "7d4a4a c98a5a 7d4a4a e3c39a")
    return space.finished()
