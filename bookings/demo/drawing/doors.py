"""A way in as somebody photographed it who walked round: the side door of the village hall."""

from __future__ import annotations

from bookings.demo.drawing import outdoors
from bookings.demo.drawing.canvas import HEIGHT, WIDTH, Canvas, colour, darker, lighter
from bookings.demo.drawing.details import GLOW, SHADE, WHITE

GROUND = 500  # where the wall meets the paving


def side_door() -> bytes:
    canvas = Canvas(colour("b5674a"))
    outdoors.brickwork(canvas, 0, 0, WIDTH, GROUND, colour("b5674a"), seed=21)
    canvas.box(0, GROUND - 26, WIDTH, 26, darker(colour("b5674a"), 0.2))
    _paving(canvas)
    _doorway(canvas)
    _beside(canvas)
    return canvas.finished()


def _paving(canvas: Canvas) -> None:
    """Level with the sill, all the way."""
    stone = colour("cdbfa9")
    canvas.fade(GROUND, HEIGHT, lighter(stone, 0.1), darker(stone, 0.1))
    for number in range(-6, 7):
        canvas.line([(480 + number * 70, GROUND), (480 + number * 150, HEIGHT)], darker(stone, 0.18), 1.6)
    for down in (22, 54, 98):
        canvas.line([(0, GROUND + down), (WIDTH, GROUND + down)], darker(stone, 0.18), 1.6)


def _doorway(canvas: Canvas) -> None:
    """Wide open: the leaf stands against the wall, a lit passage behind."""
    canvas.box(370, 96, 220, GROUND - 96, WHITE)
    canvas.box(386, 112, 188, GROUND - 112, colour("5c4638"))
    canvas.shape([(386, GROUND), (574, GROUND), (536, 400), (424, 400)], colour("b98d63"))
    canvas.box(424, 176, 112, 224, GLOW)
    canvas.box(424, 300, 112, 100, darker(GLOW, 0.12))
    canvas.oval(480, 168, 20, 9, colour("fffaf0"))
    canvas.box(372, GROUND - 5, 216, 8, darker(WHITE, 0.2))
    green = colour("3f6a5c")
    canvas.shape([(574, 112), (704, 90), (704, 528), (574, GROUND)], green)
    canvas.shape([(594, 146), (684, 130), (684, 286), (594, 288)], GLOW)
    canvas.shape([(594, 330), (684, 332), (684, 484), (594, 466)], darker(green, 0.2))
    canvas.line([(690, 300), (690, 360)], colour("e9b949"), 7)


def _beside(canvas: Canvas) -> None:
    """A lamp, a mat, and a tub of flowers out of the way."""
    canvas.box(300, 150, 34, 52, colour("55504f"))
    canvas.box(305, 158, 24, 36, GLOW)
    canvas.shape([(400, GROUND + 12), (560, GROUND + 12), (584, GROUND + 46), (376, GROUND + 46)], colour("8a6a4f"))
    canvas.oval(200, GROUND + 26, 66, 12, SHADE, 0.18)
    canvas.shape([(150, GROUND - 36), (250, GROUND - 36), (238, GROUND + 26), (162, GROUND + 26)], colour("8b5e41"))
    for number in range(14):
        x, y = 152 + number * 7, GROUND - 46 - (number * 13 % 34)
        canvas.oval(x, y + 10, 13, 12, colour("5b8a6c"))
        canvas.oval(x, y, 8, 8, colour(("d9573f", "e9b949", "fff8e6")[number % 3]))
