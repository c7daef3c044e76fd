"""What a hall still lacks before the public may see it: sentences, step by step. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from venues.access.claims import Claim
from venues.access.rules import consequences
from venues.access.values import Values
from venues.access.vocabulary import CORE, FACTS, Fact, parse_answer
from venues.access.words import label
from venues.files.checking import price_holes
from venues.files.contents import AccessRow, RoomRow, VenueFile
from venues.models import Operator
from venues.tariffs import Fault
from venues.tariffs.grid import may_price
from venues.tariffs.words import fault_words


class Step(StrEnum):
    """What one goes through to publish a hall, in this order; each is a page of its own."""

    DETAILS = "details"
    ROOMS = "rooms"
    HOURS = "hours"
    PRICES = "prices"
    ACCESS = "access"
    PRIVACY = "privacy"


Missing = dict[Step, list[str]]


def lacks(file: VenueFile, operator: Operator, *, today: date) -> Missing:
    """Every step with what it lacks; an empty list where it is done."""
    return {**missing(file, today=today), Step.PRIVACY: list(_privacy(operator))}


def missing(file: VenueFile, *, today: date) -> Missing:
    """The steps that a venue file tells of, with what they lack."""
    rooms = [room for room in file.rooms if not room.retired_on]
    return {
        Step.DETAILS: list(_details(file)),
        Step.ROOMS: list(_rooms(rooms)),
        Step.HOURS: [] if file.hours else [_("There are no opening hours, so nobody could book.")],
        Step.PRICES: list(_prices(file, rooms, today)),
        Step.ACCESS: list(_access(file, rooms)),
    }


def holes(file: VenueFile, *, today: date) -> list[str]:
    """When a room is open and a category has no price for it: told, never refused."""
    rooms = {room.code: room.name for room in file.rooms}
    categories = {category.code: category.name for category in file.operator.categories}
    said = []
    for _tariff, hole in price_holes(file, today=today):
        facts = {**hole.facts, "category": categories[hole.facts["category"]]}
        if "room" in facts:
            facts["room"] = rooms[facts["room"]]
        said.append(fault_words(Fault(hole.place, hole.code, **facts)))
    return list(dict.fromkeys(said))


def not_to_be_asked(rows: Iterable[AccessRow]) -> set[str]:
    """What does not apply to the building, as follows from what is said of it: no toilet has no key."""
    said = [(row.fact, *parse_answer(FACTS[row.fact], row.answer)) for row in rows if not (row.entrance or row.room)]
    found = consequences(Claim(*claim) for claim in said)
    nothing = Values(not_applicable=True)
    return {fact for fact, follows in found.items() if any(each.rule.values == nothing for each in follows)}


def made_of(whole: Set[object], rooms: Iterable[Set[object]]) -> bool:
    """Whether smaller rooms make up the whole of it: their answers are then its own."""
    inside = [cells for cells in rooms if cells < whole]
    return bool(inside) and frozenset().union(*inside) == whole


def is_ready(found: Missing) -> bool:
    return not any(found.values())


def _details(file: VenueFile) -> Iterator[str]:
    venue = file.venue
    if not venue.kind:
        yield _("It does not say what kind of place it is.")
    if not venue.street:
        yield _("The address has no street.")
    if not venue.town:
        yield _("The address has no town or village.")
    if not venue.postcode:
        yield _("The address has no postcode.")
    if not venue.phone:
        yield _("The hall has no phone number. Some people cannot write.")
    if not venue.email:
        yield _("The hall has no e-mail address. Some people cannot phone, and requests arrive there.")


def _privacy(operator: Operator) -> Iterator[str]:
    if not (operator.privacy_address or operator.privacy_email):
        yield _(
            "The privacy notice does not say where to write about one’s data: a postal or an e-mail address "
            "of %(name)s."
        ) % {"name": operator.legal_name or operator.name}


def _rooms(rooms: list[RoomRow]) -> Iterator[str]:
    if not rooms:
        yield _("There is no room to hire.")
    for room in rooms:
        if not room.layouts:
            yield _("%(room)s does not say how many people it safely takes, or that this is not known.") % {
                "room": room.name
            }


def _prices(file: VenueFile, rooms: list[RoomRow], today: date) -> Iterator[str]:
    in_force = [
        tariff
        for tariff in file.tariffs
        if tariff.valid_from <= today and (tariff.valid_to is None or tariff.valid_to >= today)
    ]
    if not in_force:
        yield _("No price list is in force today.")
    for tariff in in_force:
        for room in rooms:
            if not may_price(tariff, tariff.standard, room.code):
                yield _("%(room)s has no standard price.") % {"room": room.name}


def _access(file: VenueFile, rooms: list[RoomRow]) -> Iterator[str]:
    told = {(row.fact, row.entrance, row.room) for row in file.access}
    told |= {(fact, "", "") for fact in not_to_be_asked(file.access)}
    silent = [(fact, places) for fact in CORE if (places := list(_silent(fact, file, rooms, told)))]
    if len(silent) == len(CORE):
        yield _("None of the twelve core access facts has an answer. “I do not know” is one.")
    elif silent:
        words = ngettext(
            "%(count)d of the twelve core access facts has no answer: %(facts)s. “I do not know” is one.",
            "%(count)d of the twelve core access facts have no answer: %(facts)s. “I do not know” is one.",
            len(silent),
        )
        facts = "; ".join(_fact_words(fact, places) for fact, places in silent)
        yield words % {"count": len(silent), "facts": facts}


def _silent(fact: Fact, file: VenueFile, rooms: list[RoomRow], told: set[tuple[str, str, str]]) -> Iterator[str]:
    """Where the fact should be answered and is not, by name; nothing named where that is the venue as a whole."""
    if fact.scope == "entrance":
        doors = [door.name for door in file.entrances if (fact.code, door.code, "") not in told]
        yield from doors if file.entrances else [""]
    elif fact.scope == "venue":
        by_room = rooms and all((fact.code, "", room.code) in told for room in rooms)
        if not by_room and (fact.code, "", "") not in told:
            yield ""
    else:
        silent = [room for room in rooms if (fact.code, "", room.code) not in told]
        parts = [set(room.cells) for room in rooms]
        yield from (room.name for room in silent if not made_of(set(room.cells), parts))
        if not rooms:
            yield ""


def _fact_words(fact: Fact, places: list[str]) -> str:
    named = [place for place in places if place]
    return f"{label(fact)} ({', '.join(named)})" if named else str(label(fact))
