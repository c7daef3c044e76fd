"""What is done about a place, its prices and its paper diary: so that it can be killed between its writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from io import BytesIO

from django.utils import timezone
from PIL import Image

from bookings import actions
from bookings.actions.answer_on_walk import answer_on_walk, mark_of_answer
from bookings.actions.change_categories import change_categories
from bookings.actions.change_draft import change_draft, keep_draft
from bookings.actions.change_terms import change_terms, take_terms_away
from bookings.actions.close import close, print_of_sessions, what_it_hits
from bookings.actions.count_call import count_call, do_not_count_call
from bookings.actions.count_sought import count_sought
from bookings.actions.count_unmet import count_unmet
from bookings.actions.lift_closure import lift_closure
from bookings.actions.look_through_diary import look_through_diary, say_of_diary, throw_diary_away
from bookings.actions.propose_prices import propose_prices, stop_proposing
from bookings.actions.publish_draft import publish_draft
from bookings.actions.publish_venue import publish_venue, unpublish_venue
from bookings.actions.take_diary_out import take_diary_out
from bookings.actions.throw_draft_away import throw_draft_away
from bookings.actions.withdraw_prices import withdraw_prices
from bookings.availability import State
from bookings.demo.cast import Group, Use
from bookings.demo.fates import Fate
from bookings.demo.plan import Agreement, Answer, Missed
from bookings.demo.registry import Registry
from bookings.demo.writing import write_down
from bookings.prices import PriceLists
from bookings.recurrence import Pattern, Times
from bookings.rooms_instead import rooms_instead
from tests.bookings.going_live.diaries import NOTHING_SAID, a_book, a_row, bring_in
from tests.bookings.importing import bring
from tests.bookings.place.new_hall import a_ready_draft
from tests.letter_cases import Cast
from tests.make import a_booking, a_venue, evening, soon, the_room
from tests.venues.venue_files import SMALL
from venues import files
from venues.files.contents import AccessRow, ClosureRow, EntranceRow, TermCalendarRow
from venues.models import Closure


def a_place_is_changed(cast: Cast) -> None:
    told = {"by": cast.ada, "at": timezone.now()}
    file = files.from_database(cast.hall)
    actions.change_venue(cast.hall, part="details", **told, venue=replace(file.venue, street="High Street"))
    [room] = file.rooms
    layouts = (replace(room.layouts[0], name="Rows"),)
    actions.change_room(cast.hall, replace(room, layouts=layouts), renamed={"Theatre": "Rows"}, **told)
    seen = file.operator.categories
    change_categories(cast.hall.operator, tuple(replace(row, who="Anybody") for row in seen), seen=seen, **told)
    change_terms(cast.hall, TermCalendarRow("shire", "Shire schools"), seen=None, **told)
    take_terms_away(cast.hall, "shire", by=cast.ada)


def somebody_walks_round(cast: Cast) -> None:
    """The first answer of a door makes the door, comes with a photo, and leaves no room for another answer."""
    held = BytesIO()
    Image.new("RGB", (320, 320)).save(held, "PNG")
    told = {"by": cast.ada, "at": timezone.now(), "seen": mark_of_answer(None)}
    door = EntranceRow("side", "Side door")
    checked = {"checked": timezone.localdate(), "evidence": "stated", "by": "manager"}
    steps = AccessRow("ent_steps", "side", "", 2, **checked)
    free = AccessRow("ent_step_free", "side", "", "yes", **checked)
    answer_on_walk(cast.hall, steps, door=door, submission_key=f"{cast.hall.pk}-a", **told)
    photo = {"photo": (held.getvalue(), "The side door."), "given_up": [("ent_steps", "side", "")]}
    count_unmet({cast.hall.pk: "taken"}, part="evening", on=timezone.localdate())
    count_sought({cast.hall.pk: {"hearing_loop", "way_out"}}, on=timezone.localdate())
    for mark in ("one-call-only", "another-call"):
        count_call(cast.hall, evening(soon()), mark=mark, by=cast.sue, at=timezone.now())
    do_not_count_call(cast.hall, mark="another-call", by=cast.sue)
    answer_on_walk(cast.hall, free, submission_key=f"{cast.hall.pk}-b", **photo, **told)


def one_of_several_rooms_is_shut(cast: Cast) -> None:
    """A date has the other room in its place, and a third goes on."""
    hall, at = a_venue(cells=("main", "small", "attic")), timezone.now()
    small = the_room(hall, "small")
    a_booking(the_room(hall, "main"), on=soon(35), by=cast.ben, hirer=cast.choir, confirmed=True, beside=(small,))
    midnight = datetime.combine(soon(35), time())
    row = ClosureRow(midnight, midnight + timedelta(days=1), ("main",), "works", "The floor is sanded.")
    hits = what_it_hits(hall, row, at=at)
    [date] = rooms_instead(hall, hits, row.cells, at=at, choices=None)
    assert date.chosen is not None
    choices = {date.name: date.chosen.value}
    close(hall, row, by=cast.sue, at=at, shown=print_of_sessions(hits), choices=choices)


def it_is_shut_and_open_again(cast: Cast) -> None:
    period, at = evening(soon(150)), timezone.now()
    closure = Closure.objects.create(venue=cast.hall, starts_at=period.first, ends_at=period.last, cause="works")
    lift_closure(closure, by=cast.ada, at=at)


def a_place_of_a_file(cast: Cast) -> None:
    unpublish_venue(bring(SMALL).venue, by=cast.ada, at=timezone.now())
    publish_venue(a_ready_draft(), by=cast.ada, at=timezone.now())


def prices_of_next_year(cast: Cast) -> None:
    told, hall = {"by": cast.ada, "at": timezone.now()}, cast.hall
    later = replace(files.from_database(hall).tariffs[0], name="Next year", valid_from=soon(60))
    draft = keep_draft(hall, later, **told)
    change_draft(draft, replace(later, minimum_minutes=60), **told)
    propose_prices(draft, until=soon(30), words="The roof.", **told)
    stop_proposing(draft, **told)
    publish_draft(draft, **told)
    withdraw_prices(hall, later.valid_from, **told)
    throw_draft_away(keep_draft(hall, later, **told), **told)


def a_paper_diary(cast: Cast) -> None:
    at, book = timezone.now(), a_book(a_row(), a_row("2026-03-10"))
    draft = look_through_diary(cast.hall, book, file_name="diary.csv", by=cast.ada, at=at)
    say_of_diary(draft, NOTHING_SAID)
    throw_diary_away(draft)
    take_diary_out(bring_in(cast.hall, book, by=cast.ada, at=at), by=cast.ada, at=at + timedelta(days=1))


def a_diary_of_the_demo(cast: Cast) -> None:
    hall, on, at = cast.hall, soon(160), timezone.now()
    times, told = Times(time(19), time(21)), {"category": "community", "purpose": "arts", "people": 25}
    use = Use("Rehearsal", hall.slug, "main", weekday=on.weekday(), start=times.start, end=times.end, **told)
    group = Group(cast.choir.name, cast.choir.kind, "Ben", "")
    agreed = Agreement(group, use, the_room(hall, "main"), Answer(requested_at=at, decided_at=at), Pattern(on, times))
    agreed.dates.append((evening(on), Fate()))
    agreed.missed.append(Missed(soon(161), evening(soon(161)), State.TAKEN))
    people = {cast.choir.contact_email: cast.ben}, {cast.choir.name: cast.choir}, {hall.slug: cast.sue}
    write_down([agreed], Registry(*people), PriceLists([hall]), ["DEMO"])


OF_PLACES = (
    a_place_is_changed,
    somebody_walks_round,
    one_of_several_rooms_is_shut,
    it_is_shut_and_open_again,
    a_place_of_a_file,
    prices_of_next_year,
    a_paper_diary,
    a_diary_of_the_demo,
)
