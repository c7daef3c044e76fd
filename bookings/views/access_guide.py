"""The access guide of a room as a page and a sheet of its own: what is known, by a visitor's journey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django_ratelimit.decorators import ratelimit

from bookings.documents import NoPdf, drawn
from bookings.rights import address_for
from bookings.views.guide_in_short import CoreLine, core_counted, core_in_short, day_asked, looked_for
from bookings.views.guides import AccessLine, icon_of, outages_told, says_something
from bookings.views.structured import structured_room
from venues.access.claims import Answer
from venues.access.guide import Guide
from venues.access.matching import Day
from venues.access.values import Reading
from venues.access.vocabulary import CORE, FACTS, JOURNEY, Fact
from venues.access.words import answer_words, label, measure_words, stage_words
from venues.guides import guides_of
from venues.models import Picture, Room, Venue
from venues.outages import outages_at
from venues.rights import venue_to_see

PLAIN = {Reading.YES, Reading.SAID, Reading.DOES_NOT_APPLY}


@dataclass(frozen=True)
class GuideFact:
    """One fact with its answer, or with one for each way in; `measure` is what guidance asks for."""

    code: str
    label: str
    lines: tuple[AccessLine, ...]
    is_known: bool
    is_plain: bool  # a yes, a measure that hinders nobody, or it does not apply; beyond the core, by the best way in
    measure: str = ""


@dataclass(frozen=True)
class GuideStage:
    """What is known at one stage of a visitor's journey, the core in short, and what nobody has told us yet."""

    code: str
    name: str
    core: tuple[CoreLine, ...]
    facts: tuple[GuideFact, ...]
    unknown: tuple[Fact, ...]

    @property
    def in_sight(self) -> list[GuideFact]:
        """What may keep somebody away: a no, in part, and not known of the core; with all that is said of it."""
        return [fact for fact in self.facts if not fact.is_plain]

    @property
    def folded(self) -> list[GuideFact]:
        return [fact for fact in self.facts if fact.is_plain]

    @property
    def known(self) -> int:
        return sum(fact.is_known for fact in self.facts)

    @property
    def unknown_labels(self) -> list[str]:
        return [label(fact) for fact in self.unknown]


@require_safe
def access_guide(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    return render(request, "bookings/access_guide.html", _page(request, slug, code))


@require_safe
@ratelimit(key="ip", rate="20/m", block=True)
def sheet(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The same to print; where this machine cannot draw one, as a page."""
    context = _page(request, slug, code)
    venue, room = context["venue"], context["room"]
    try:
        document = drawn("documents/access_guide.html", "hearth/access_guide.css", context)
    except NoPdf:
        return render(request, "documents/access_guide.html", {**context, "language": get_language(), "to_print": True})
    answer = HttpResponse(document, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{venue.slug}-{room.code}-access.pdf"'
    return answer


def room_with_guide(venue: Venue, code: str) -> tuple[Room, Guide]:
    """A room on offer with all that is known of it; raises Http404 where there is none."""
    return _of(rooms_with_guides(venue), code)


def rooms_with_guides(venue: Venue) -> list[tuple[Room, Guide]]:
    """All rooms on offer with what is known of them; the venue they share is loaded once."""
    rooms = list(venue.rooms.filter(retired_on=None).prefetch_related("cells", "layouts"))
    for room in rooms:
        room.venue = venue
    guides = guides_of(rooms, {room.pk: frozenset(cell.pk for cell in room.cells.all()) for room in rooms})
    return [(room, guides[room.pk]) for room in rooms]


def _of(rooms: Sequence[tuple[Room, Guide]], code: str) -> tuple[Room, Guide]:
    found = next((each for each in rooms if each[0].code == code), None)
    if found is None:
        raise Http404
    return found


def _inside(room: Room, rooms: Sequence[tuple[Room, Guide]]) -> frozenset[str]:
    """The keys of the room itself and of those that it is made of."""
    cells = {cell.pk for cell in room.cells.all()}
    return frozenset(str(other.pk) for other, _guide in rooms if {cell.pk for cell in other.cells.all()} <= cells)


def _page(request: HttpRequest, slug: str, code: str) -> dict[str, Any]:
    venue = venue_to_see(request.user, slug)
    rooms = rooms_with_guides(venue)
    room, guide = _of(rooms, code)
    today = timezone.now().astimezone(venue.tz).date()
    out = outages_at([venue], since=today)[venue.pk]
    day = Day(today, out, _inside(room, rooms))
    core = core_in_short(guide, day)
    stages = guide_stages(guide, core, venue.pictures.in_bulk(), on=today)
    return {
        "venue": venue,
        "room": room,
        "different": f"{reverse('venues:different', args=[venue.slug])}?room={room.code}&guide=1",
        "today": today,
        "link": settings.PUBLIC_URL + room.guide_address,
        "address": address_for(request.user, venue),
        "outages": outages_told([room], {room.pk: guide}, out, on=today),
        "stages": stages,
        "looked_for": looked_for(request, guide, replace(day, on=day_asked(request, today))),
        "unfolded": "all" in request.GET,
        "structured": structured_room(room, guide),
        "doors": [way.entrance for way in guide.ways] if len(guide.ways) > 1 else [],
        "core_counted": core_counted(core),
        "core_asked": len(CORE),
        "asks": any(stage.unknown or not all(fact.is_known for fact in stage.facts) for stage in stages),
    }


def guide_stages(
    guide: Guide, core: Sequence[CoreLine], pictures: Mapping[int, Picture], *, on: date
) -> list[GuideStage]:
    """All stages in order; the core facts stand first in each, known or not."""
    return [
        _stage(stage, tuple(line for line in core if line.stage == stage), guide, pictures, on) for stage in JOURNEY
    ]


def _stage(
    stage: str, core: tuple[CoreLine, ...], guide: Guide, pictures: Mapping[int, Picture], on: date
) -> GuideStage:
    here = sorted((fact for fact in FACTS.values() if fact.stage == stage), key=lambda fact: not fact.core)
    told = {fact.code: _answers(fact, guide) for fact in here}
    shown = [fact for fact in here if fact.core or any(says_something(answer) for _door, answer in told[fact.code])]
    unknown = [fact for fact in here if fact not in shown and not guide[fact.code].is_known]
    facts = [_fact(fact, told[fact.code], pictures, on) for fact in shown]
    return GuideStage(stage, stage_words(stage), core, tuple(facts), tuple(unknown))


def _answers(fact: Fact, guide: Guide) -> list[tuple[str, Answer]]:
    """The answer; of a way in, where there are several, one for each with its name."""
    if fact.scope != "entrance" or len(guide.ways) == 1:
        return [("", guide[fact.code])]
    return [(way.entrance, _without_place(way.answers[fact.code])) for way in guide.ways]


def _without_place(answer: Answer) -> Answer:
    return replace(answer, claim=replace(answer.claim, place="")) if answer.claim else answer


def _fact(fact: Fact, answers: Sequence[tuple[str, Answer]], pictures: Mapping[int, Picture], on: date) -> GuideFact:
    lines: dict[AccessLine, list[str]] = {}
    for door, answer in answers:
        lines.setdefault(_line(answer, pictures, on), []).append(door)
    named = (replace(line, rooms=", ".join(filter(None, doors))) for line, doors in lines.items())
    return GuideFact(
        code=fact.code,
        label=label(fact),
        lines=tuple(named),
        is_known=all(answer.is_known for _door, answer in answers),
        is_plain=all(_is_plain(answer) for _door, answer in (answers if fact.core else answers[:1])),
        measure=measure_words(fact) if fact.is_number else "",
    )


def _is_plain(answer: Answer) -> bool:
    """Whether there is nothing in it that somebody has to know before they set out."""
    told_apart = answer.is_disputed or (answer.claim is not None and answer.claim.reported_on is not None)
    return answer.reads in PLAIN and not (told_apart or answer.stands_in_the_way)


def _line(answer: Answer, pictures: Mapping[int, Picture], on: date) -> AccessLine:
    claim = answer.claim if answer.claim and not answer.claim.is_private else None
    return AccessLine(
        icon_of(answer),
        answer_words(answer, on=on),
        picture=pictures.get(claim.picture) if claim and claim.picture else None,
        source=claim.source if claim else "",
    )
