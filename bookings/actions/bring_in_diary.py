"""Bring a paper diary in: every booking of a file, wholly there or not at all. Nobody is written to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.likeness import name_key
from accounts.models import Hirer, JournalEntry, User
from bookings import calendars
from bookings.diaries.said import Said
from bookings.diaries.sheets import Workbook
from bookings.exceptions import BookingError
from bookings.going_live.planned import Agreement, DiaryPlan
from bookings.going_live.planning import plan_diary
from bookings.going_live.rows import Writing
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Booking, Occupancy, PaperDiary, PaperDiaryDraft, RefusedDate, Session, SessionRoom, Stretch
from bookings.occupying import occupancies, sweep
from bookings.prices import PriceLists
from bookings.refused_asks import asks_of, write_down
from venues.models import Venue

A_BATCH = 400
VERB = "brought in a diary"


class DiaryRefused(BookingError):
    """Something stands in the way of the whole file; `plan` says what."""

    def __init__(self, plan: DiaryPlan, words: str) -> None:
        super().__init__(words)
        self.plan = plan


@all_or_nothing
def bring_in_diary(
    venue: Venue,
    book: Workbook,
    said: Said,
    *,
    file_name: str,
    by: User | None,
    at: datetime,
    shown: str | None = None,
    draft: PaperDiaryDraft | None = None,
) -> PaperDiary:
    """Book all that a file has, past and to come, at the prices in it. Raises DiaryRefused, with nothing done.

    `shown` is the fingerprint of the plan that the person saw, None where nobody looked; `draft` the file as it
    was kept meanwhile: the same one twice is one diary.
    """
    cells = sorted(venue.cells.values_list("pk", flat=True))
    lock_cells(cells)
    draft = draft and PaperDiaryDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft and draft.became:
        return draft.became
    sweep(cells, at=at)
    plan = plan_diary(venue, book, said, at=at)
    if not plan.can_come_in:
        raise DiaryRefused(plan, _("Nothing was brought in: some rows cannot be."))
    if shown not in (None, plan.print):
        raise DiaryRefused(plan, _("Something has changed since this page was shown. Look again, then bring it in."))

    diary = PaperDiary.objects.create(
        venue=venue,
        file_name=file_name[:200],
        columns=said.of_the_hall.as_document(),
        rows=plan.reading.lines,
        made_at=at,
        made_by=by,
    )
    hirers = _hirers(plan, diary)
    writing = Writing(venue, diary, dict(plan.known.categories), PriceLists([venue]), by, at)
    _write(plan.agreements, hirers, writing)
    write_down(asks_of(Booking.objects.filter(diary=diary)), at=at)
    venue.diary_columns = said.of_the_hall.as_document()
    venue.save(update_fields=["diary_columns"])
    if draft:  # what stood in the file is kept in its bookings alone
        draft.became, draft.sheets, draft.said = diary, [], diary.columns
        draft.save(update_fields=["became", "sheets", "said"])
    why = _("%(file)s: %(dates)s dates in %(bookings)s bookings.")
    facts = {"file": diary.file_name, "dates": plan.dates, "bookings": len(plan.agreements)}
    journal.record(by, VERB, venue, why=why % facts)
    return diary


def _hirers(plan: DiaryPlan, diary: PaperDiary) -> dict[str, Hirer]:
    """Who is known, and who is made, by the key of their names; the hall itself where it has no name yet."""
    hirers = {name_key(each.name): each.hirer for each in plan.agreements if each.hirer and not each.first.row.own}
    new = Hirer.objects.bulk_create(Hirer(name=name, kind=kind) for name, kind in plan.new_hirers.items())
    hirers |= {name_key(hirer.name): hirer for hirer in new}
    operator = diary.venue.operator
    if any(each.first.row.own for each in plan.agreements) and operator.own_hirer is None:
        operator.own_hirer = Hirer.objects.create(name=operator.name[:120], kind=Hirer.Kind.CHARITY)
        operator.save(update_fields=["own_hirer"])
    diary.hirers_made = [hirer.pk for hirer in new]
    diary.save(update_fields=["hirers_made"])
    return hirers


def _write(agreements: Sequence[Agreement], hirers: dict[str, Hirer], writing: Writing) -> None:
    own = writing.venue.operator.own_hirer
    made = []
    for agreement in agreements:
        hirer = own if agreement.first.row.own and own else hirers[name_key(agreement.name)]
        made.append((agreement, *writing.booking(agreement, hirer)))
    Booking.objects.bulk_create([booking for _agreement, booking, _sessions in made], batch_size=A_BATCH)
    Session.objects.bulk_create([row for _agreement, _booking, rows in made for row in rows], batch_size=A_BATCH)
    rooms = [row for agreement, booking, rows in made for row in _rooms(agreement, booking, rows)]
    SessionRoom.objects.bulk_create(rooms, batch_size=A_BATCH)
    taken = [row for agreement, booking, rows in made for row in _taken(agreement, booking, rows)]
    Occupancy.objects.bulk_create(taken, batch_size=A_BATCH)
    RefusedDate.objects.bulk_create(
        [row for agreement, booking, _rows in made for row in writing.refused(booking, agreement)], batch_size=A_BATCH
    )
    JournalEntry.objects.bulk_create([writing.entry(booking) for _a, booking, _rows in made], batch_size=A_BATCH)
    _cancel_in_calendar(made)


def _rooms(agreement: Agreement, booking: Booking, sessions: Sequence[Session]) -> Iterator[SessionRoom]:
    """Each date in each of its rooms, carried there by the rule that gives it."""
    by_row = {id(date.row): session for date, session in zip(agreement.dates, sessions, strict=True)}
    for run in agreement.fold.runs:
        dates = agreement.dates_of(run)
        for room in dates[0].rooms:
            stood = [date.stood for date in dates]
            moved = {date.stood.start: date.period for date in dates if date.stood != date.period}
            if run.pattern.is_a_rule and len(dates) > 1:
                stretch = calendars.write_stretch(booking, room, run.pattern, stood, booking.venue.tz, moved)
                stretches: list[Stretch] = [stretch] * len(dates)
            else:
                stretches = calendars.write_dates(booking, room, stood, moved)
            for date, stretch in zip(dates, stretches, strict=True):
                yield SessionRoom(session=by_row[id(date.row)], room=room, stretch=stretch)


def _taken(agreement: Agreement, booking: Booking, sessions: Sequence[Session]) -> Iterator[Occupancy]:
    taking = set(map(id, agreement.taking))
    for date, session in zip(agreement.dates, sessions, strict=True):
        if id(date) in taking:
            for room in date.rooms:
                yield from occupancies(booking, [session], room)


def _cancel_in_calendar(made: Sequence[tuple[Agreement, Booking, list[Session]]]) -> None:
    """Dates given up, and those of requests that came to nothing, are cancelled in the library's calendar too."""
    gone = [
        session.pk
        for agreement, _booking, sessions in made
        for session in sessions
        if session.is_cancelled or not agreement.keeps_its_hours
    ]
    for start in range(0, len(gone), A_BATCH // 4):
        some = Session.objects.filter(pk__in=gone[start : start + A_BATCH // 4])
        calendars.cancel_dates(some.prefetch_related("session_rooms__stretch__event"))
