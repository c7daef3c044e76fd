"""The pages that keep a place: what each is called and for, in groups in the order in which one sets a place up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Part:
    """A page that keeps something of a place."""

    page: str
    name: Promise
    about: Promise  # in a line, what one does there


@dataclass(frozen=True)
class Group:
    """Pages that belong together."""

    name: Promise
    parts: Sequence[Part]


OVERVIEW = Part("place:home", _("Overview"), _("What is still to do, and every page in a line."))

# Those not in the table of rights are not there.
GROUPS: tuple[Group, ...] = (
    Group(
        _("The place"),
        (
            Part("place:details", _("Name and address"), _("What the hall is called, where it is, and whom to ask.")),
            Part("place:rooms", _("Rooms"), _("What can be hired, and how many people each room safely takes.")),
            Part("place:access", _("Access"), _("Steps, doors, toilets, hearing loop: what people need to know.")),
            Part("place:pictures", _("Pictures"), _("Photographs of the place and its rooms.")),
        ),
    ),
    Group(
        _("Times"),
        (
            Part("place:hours", _("Hours"), _("When the place and each room are open.")),
            Part("place:closures", _("Closures"), _("Days and hours when it is shut: holidays, repairs, elections.")),
            Part("place:terms", _("School terms"), _("So that a group can book for term time only.")),
        ),
    ),
    Group(
        _("Prices"),
        (
            Part(
                "place:prices",
                _("Prices"),
                _("What an hour costs each kind of group; extras, discounts, and what comes back when they cancel."),
            ),
        ),
    ),
    Group(
        _("Rules for hirers"),
        (
            Part("place:conditions", _("Conditions"), _("The conditions of hire that people accept when they book.")),
            Part(
                "place:parties",
                _("Parties and leaving"),
                _("What you ask of a party, and what people do before they leave."),
            ),
            Part(
                "place:fair",
                _("Fair use"),
                _("How many of the busiest hours one group may have, and hours kept for new groups."),
            ),
        ),
    ),
    Group(
        _("Letters and diary"),
        (
            Part("place:letters", _("Letters"), _("Quiet hours, one letter of all that waits, and whom to call.")),
            Part("place:diary", _("Paper diary"), _("Bring in the hires of your old diary from a spreadsheet.")),
        ),
    ),
    Group(
        _("People and keys"),
        (
            Part("place:people", _("People"), _("Who is manager, secretary, caretaker …; invite somebody.")),
            Part("place:keys", _("Keys"), _("Who has which key.")),
            Part("place:entry", _("Getting in"), _("The code of the door or the key safe, for those who have booked.")),
            Part("place:handover", _("Handover"), _("All that the next secretary must know, to print or download.")),
            Part("place:changes", _("What changed"), _("Who changed what on these pages, and when.")),
        ),
    ),
    Group(
        _("Public and private"),
        (
            Part("place:publish", _("Publish"), _("Show the hall to everybody, or take it from view.")),
            Part("place:privacy", _("Privacy"), _("Who answers for people’s data, as your privacy notice says it.")),
        ),
    ),
)

PARTS: tuple[Part, ...] = (OVERVIEW, *(part for group in GROUPS for part in group.parts))
NAMES: dict[str, Promise] = {part.page: part.name for part in PARTS}
