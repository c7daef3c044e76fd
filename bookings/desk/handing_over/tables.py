"""The tables of the download: each as comma-separated lines, and all of them as sheets of one spreadsheet.

Of a confidential booking only room and time are told, with its reference: what it is, the desk's page says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Hirer
from bookings.desk.handing_over.facts import Handover, open_requests, terms_in_force
from bookings.desk.price_grid import grid_of
from bookings.models import Booking, Session
from bookings.spreadsheets import Cell, Table
from bookings.terms import terms_words
from venues import files
from venues.models import Venue
from venues.money import Money

CHUNK = 1000  # rows in memory at a time, however many there are
TOLD_OF_A_DATE = (
    *("booking", "venue", "starts_at", "ends_at", "status", "hire_pence", "compulsory_pence", "extras_pence"),
    *("vat_pence", "standard_pence", "cancellation_pence", "expected", "counted"),
)
Rows = Iterator[Sequence[Cell]]


def tables(found: Handover) -> list[Table]:
    """In the order of the sheets."""
    venue = found.venue
    who = (_("number"), _("name"), _("kind"), _("charity number"), _("e-mail"), _("phone"), _("postal address"))
    terms = (_("group"), _("what"), _("why"), _("agreed by"), _("agreed on"), _("from"), _("until"))
    keys = (_("number"), _("holder"), _("deposit"), _("given"), _("returned"), _("lost"))
    requests = (_("booking"), _("asked on"), _("group"), _("what"), _("people"), _("first date"))
    booked = (
        *(_("booking"), _("group"), _("what"), _("what for"), _("kind of price"), _("people"), _("how it stands")),
        *(_("series"), _("asked on"), _("decided on")),
    )
    dated = (
        *(_("booking"), _("day"), _("from"), _("to"), _("rooms"), _("how it stands"), _("price"), _("tax in it")),
        *(_("standard price, tax out"), _("still charged"), _("expected"), _("came")),
    )
    prices = (_("list"), _("from"), _("until"), _("room"), _("when"), _("for"), _("kind of price"), _("price"))
    return [
        Table(_("open requests"), requests, lambda: _requests(venue)),
        Table(_("special terms"), terms, lambda: _terms(found)),
        Table(_("keys"), keys, lambda: _keys(venue)),
        Table(_("expiries"), (_("on"), _("what")), lambda: ((each.on, each.words) for each in found.expiries)),
        Table(_("notes"), (_("about"), _("what to know"), _("by"), _("on")), lambda: _notes(found)),
        Table(_("hirers"), who, lambda: _hirers(venue)),
        Table(_("bookings"), booked, lambda: _bookings(venue)),
        Table(_("dates"), dated, lambda: _dates(venue)),
        Table(_("prices"), prices, lambda: _prices(venue)),
    ]


def hirers_of(venue: Venue) -> QuerySet[Hirer]:
    """Whoever booked or asked here, and was not forgotten or made one with another."""
    return Hirer.objects.standing().filter(bookings__venue=venue, forgotten_at=None).distinct().order_by("name", "pk")


def _requests(venue: Venue) -> Rows:
    for booking in open_requests(venue).iterator(CHUNK):
        first = booking.first_date
        yield (
            booking.ref,
            _day(booking.requested_at, venue),
            *_who_and_what(booking),
            booking.people,
            _day(first, venue),
        )


def _terms(found: Handover) -> Rows:
    for row in terms_in_force(found.venue, found.today).iterator(CHUNK):
        yield (row.hirer.name, terms_words(row), row.words, row.agreed_by, row.agreed_on, row.since, row.until)


def _keys(venue: Venue) -> Rows:
    for key in venue.keys.iterator(CHUNK):
        deposit = None if key.deposit_pence is None else Money(key.deposit_pence, venue.operator.currency)
        yield (key.number, key.holder, deposit, key.given_on, key.returned_on, key.lost_on)


def _notes(found: Handover) -> Rows:
    for note in found.notes:
        yield (note.title, note.text, str(note.by or ""), _day(note.at, found.venue))


def _hirers(venue: Venue) -> Rows:
    for hirer in hirers_of(venue).iterator(CHUNK):
        contact = (hirer.contact_email, hirer.contact_phone, hirer.postal_address)
        yield (hirer.ref, hirer.name, hirer.get_kind_display(), hirer.charity_number, *contact)


def _bookings(venue: Venue) -> Rows:
    rows = Booking.objects.at(venue).exclude(status=Booking.Status.DRAFT).select_related("hirer", "category", "venue")
    for booking in rows.order_by("pk").iterator(CHUNK):
        yield (
            booking.ref,
            *_who_and_what(booking),
            "" if booking.confidential else booking.get_purpose_display(),
            booking.category.name,
            booking.people,
            booking.status_word,
            booking.series,
            _day(booking.requested_at, venue),
            _day(booking.decided_at, venue),
        )


def _dates(venue: Venue) -> Rows:
    """Only what is told of each: there may be tens of thousands."""
    told = [*TOLD_OF_A_DATE, "booking__ref", "booking__status"]
    rows = Session.objects.at(venue).select_related("booking").only(*told).prefetch_related("session_rooms")
    names, currency = dict(venue.rooms.values_list("pk", "name")), venue.operator.currency
    for session in rows.order_by("starts_at", "pk").iterator(CHUNK):
        session.venue = venue
        local, standard = session.period.local(venue.tz), session.standard_pence
        yield (
            session.booking.ref,
            local.start.date(),
            f"{local.start:%H:%M}",
            f"{local.end:%H:%M}" if local.start.date() == local.end.date() else f"{local.end:%Y-%m-%d %H:%M}",
            ", ".join(names[held.room_id] for held in session.session_rooms.all()),
            session.status_words,
            session.price,
            None if session.hire_pence is None else Money(session.vat_pence, currency),
            None if standard is None else Money(standard, currency),
            Money(session.cancellation_pence, currency) if session.is_cancelled else None,
            session.expected,
            session.counted,
        )


def _prices(venue: Venue) -> Rows:
    """A row for each price of each list; what a list says beside them is in the document of the prices."""
    file = files.from_database(venue)
    for tariff in file.tariffs:
        grid = grid_of(tariff, file)
        for row in grid.rows:
            what = (row.room.name, ", ".join(filter(None, [row.when, row.hours])), row.unit or _("an hour"))
            for column, price in zip(grid.columns, row.prices, strict=True):
                if price:
                    yield (tariff.name, tariff.valid_from, tariff.valid_to, *what, column.name, price)


def _who_and_what(booking: Booking) -> tuple[str, str]:
    if booking.confidential:
        return _("confidential"), _("confidential")
    return booking.hirer.name, booking.title


def _day(at: datetime | None, venue: Venue) -> date | None:
    return timezone.localdate(at, venue.tz) if at else None
