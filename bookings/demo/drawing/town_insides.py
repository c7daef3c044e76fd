"""The rooms of the library and the arts centre from inside, one function each."""

from __future__ import annotations

from bookings.demo.drawing import fittings, furniture, particulars
from bookings.demo.drawing.canvas import colour, darker
from bookings.demo.drawing.insides import a_low_room
from bookings.demo.drawing.space import Space, beams, boards, tiles

BOOKS = "b5533c e2b65b 5f8a8b f1e1c2 7d5640 8fa86f c9785a 44606b"


def history_room() -> bytes:
    space = a_low_room(6.4, 3.6, 6, wall=colour("cdd5cc"), floor=colour("9a6f52"), ceiling=colour("f1eee2"))
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
    space = a_low_room(6, 3, 5.4, wall=colour("f7dfae"), floor=colour("d7b48a"), ceiling=colour("fdf3df"))
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
    space = a_low_room(3.4, 2.6, 3.2, wall=colour("e4e8dc"), floor=colour("6f8a86"), ceiling=colour("faf6ea"))
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
