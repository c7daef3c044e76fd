"""What visitors found different lies beside the claims, wherever a guide is read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.make import a_venue, the_room
from venues.access.values import Reading
from venues.guides import guides_of
from venues.models import AccessClaim, AccessReport, Room, Venue

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def a_claim(venue: Venue, fact: str = "sen_quiet", value: str = "yes", *, room: Room | None = None) -> AccessClaim:
    said = {"state": "known", "value": value, "checked_on": TODAY - timedelta(30), "evidence": "stated"}
    return AccessClaim.objects.create(venue=venue, room=room, fact=fact, **said)


def a_report(claim: AccessClaim, *, days_ago: int = 0, today: date = TODAY, **told: object) -> AccessReport:
    about = {"venue": claim.venue, "claim": claim, "fact": claim.fact, "entrance": claim.entrance, "room": claim.room}
    made_on = today - timedelta(days_ago)
    return AccessReport.objects.create(**about, made_on=made_on, made_at=timezone.now() - timedelta(days_ago), **told)


def readings(venue: Venue, fact: str = "sen_quiet") -> dict[str, Reading]:
    rooms = list(venue.rooms.prefetch_related("cells"))
    guides = guides_of(rooms, {room.pk: {cell.pk for cell in room.cells.all()} for room in rooms})
    return {room.code: guides[room.pk][fact].reads for room in rooms}


@pytest.mark.parametrize(
    ("days_ago", "by_hirer", "reads"),
    [(0, False, Reading.YES), (13, False, Reading.YES), (14, False, Reading.NOT_KNOWN), (0, True, Reading.NOT_KNOWN)],
)
def test_a_strangers_word_counts_after_fourteen_days_and_a_hirers_at_once(days_ago, by_hirer, reads):
    venue, other = a_venue(), a_venue()
    for each in (venue, other):
        a_claim(each)
    a_report(venue.access_claims.get(), days_ago=days_ago, by_hirer=by_hirer)
    assert readings(venue) == {"main": reads}
    assert readings(other) == {"main": Reading.YES}


def test_it_is_about_the_room_it_names_and_goes_with_the_answer():
    venue = a_venue(cells=("main", "back"))
    main, back = (a_claim(venue, room=the_room(venue, code)) for code in ("main", "back"))
    report = a_report(main, by_hirer=True)
    assert readings(venue) == {"main": Reading.NOT_KNOWN, "back": Reading.YES, "whole": Reading.NOT_KNOWN}

    report.answer, report.answered_on, report.settled_at = back, TODAY, timezone.now()
    report.save()
    assert set(readings(venue).values()) == {Reading.YES}
    assert list(venue.access_reports.standing(TODAY)) == []
    assert list(venue.access_reports.standing(TODAY - timedelta(1))) == []  # it was made today
    AccessReport.objects.update(made_on=TODAY - timedelta(1))
    assert list(venue.access_reports.standing(TODAY - timedelta(1))) == [report]
