"""Which drawing shows which place, and what it shows in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bookings.demo.drawing import doors, fronts, insides, town_fronts, town_insides


@dataclass(frozen=True)
class Drawing:
    """A picture of a venue, or of one of its rooms; `alt` says what it shows, `shows` which answers to a fact.

    A fact with the code of the way in, if it is about one.
    """

    venue: str
    room: str
    draw: Callable[[], bytes]
    alt: str
    shows: tuple[str, str] | None = None


GALLERY = (
    Drawing(
        "great-tolverton-village-hall",
        "",
        fronts.village_hall,
        (
            "A red-brick hall with a slate roof and a clock in its gable. Three steps lead up to a "
            "green arched door; a notice board and a bench stand on the grass."
        ),
        shows=("ent_step_free", "front"),
    ),
    Drawing(
        "great-tolverton-village-hall",
        "",
        doors.side_door,
        (
            "The side door: a wide green door, standing open, with no step. The paving before it is level with the "
            "sill; a lamp hangs beside it."
        ),
        shows=("ent_step_free", "side"),
    ),
    Drawing(
        "great-tolverton-village-hall",
        "whole-hall",
        insides.whole_hall,
        (
            "A long hall with a wooden floor and roof beams, tall windows on both sides, and rows of "
            "red chairs before a stage with red curtains."
        ),
    ),
    Drawing(
        "great-tolverton-village-hall",
        "front-half",
        insides.front_half,
        (
            "Half of the hall with the folding wall drawn: four round tables with flowers and red "
            "chairs on a wooden floor."
        ),
    ),
    Drawing(
        "great-tolverton-village-hall",
        "back-half",
        insides.back_half,
        (
            "Half of the hall with the stage at its end, an upright piano on the left and three rows "
            "of green chairs set out for a choir."
        ),
    ),
    Drawing(
        "great-tolverton-village-hall",
        "committee-room",
        insides.committee_room,
        ("A small carpeted room with one long table, nine blue chairs, a window and a notice board."),
    ),
    Drawing(
        "marsh-dunnock-hut",
        "",
        fronts.scout_hut,
        (
            "A timber hut with a green roof, wide double doors and bunting, among pine trees, with a "
            "camp fire on the grass."
        ),
    ),
    Drawing(
        "marsh-dunnock-hut",
        "main-room",
        insides.hut,
        (
            "A room of warm timber with a wood-burning stove at the far end, benches on both sides "
            "and bunting on the wall."
        ),
    ),
    Drawing(
        "sallowfield-community-centre",
        "",
        fronts.community_centre,
        (
            "A low brick building with a taller hall in its middle and glass doors at ground level, "
            "apple trees on both sides and two bicycles outside."
        ),
    ),
    Drawing(
        "sallowfield-community-centre",
        "main-hall",
        insides.sports_hall,
        "A high, light sports hall with a green floor marked for badminton and a net put up.",
    ),
    Drawing(
        "sallowfield-community-centre",
        "orchard-room",
        insides.orchard_room,
        ("A room with round tables and green chairs, glass doors on to apple trees and a kitchen hatch in the wall."),
    ),
    Drawing(
        "st-oswins-church-hall",
        "",
        fronts.church_hall,
        (
            "A stone hall with arched windows and two steps up to its porch, the church tower behind "
            "and a lych gate to the right."
        ),
    ),
    Drawing(
        "st-oswins-church-hall",
        "main-hall",
        insides.church_hall,
        (
            "A hall with dark beams and three arched windows, two long tables set with chairs, and a "
            "kitchen counter along the right."
        ),
    ),
    Drawing(
        "st-oswins-church-hall",
        "lych-room",
        insides.lych_room,
        ("A snug room with five armchairs in a ring on a round rug, a low table with flowers and a lamp."),
    ),
    Drawing(
        "st-oswins-church-hall",
        "upper-room",
        insides.upper_room,
        "A room under a sloping roof with a table, five chairs, an arched window and a piano.",
    ),
    Drawing(
        "wethermere-library",
        "",
        town_fronts.library,
        (
            "The old corn exchange: a pale stone front with six columns and a clock, a ramp with a "
            "rail to the right of the door, and a trolley of books outside."
        ),
    ),
    Drawing(
        "wethermere-library",
        "local-history-room",
        town_insides.history_room,
        (
            "A room with a long table and nine chairs between two tall windows and two full bookcases "
            "with a map between them."
        ),
    ),
    Drawing(
        "wethermere-library",
        "story-room",
        town_insides.story_room,
        ("A bright room with low bookshelves, a round rug in rings of colour and five floor cushions."),
    ),
    Drawing(
        "wethermere-library",
        "study-room",
        town_insides.study_room,
        "A small room with a desk, three chairs, a screen on the wall and a window.",
    ),
    Drawing(
        "the-woolstore",
        "",
        town_fronts.woolstore,
        ("A tall brick warehouse on a quay, with a hoist in its gable and a red narrow boat moored in front."),
    ),
    Drawing(
        "the-woolstore",
        "studio",
        town_insides.studio,
        (
            "A brick studio with a pale wooden floor, a wall of mirrors with a barre, arched windows "
            "and three exercise mats."
        ),
    ),
    Drawing(
        "the-woolstore",
        "gallery",
        town_insides.gallery,
        "A white gallery with framed pictures under spotlights and three pots on plinths.",
    ),
    Drawing(
        "the-woolstore",
        "loft",
        town_insides.loft,
        ("A brick loft with heavy beams and an old hoist wheel, a ring of eight green chairs about a round rug."),
    ),
)
