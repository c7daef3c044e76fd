"""Lists of dates, as tables that sort and turn their pages."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import django_tables2 as tables
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.clock import day_words, span_words, time_words
from bookings.models import Session
from bookings.models.session import SessionQuerySet
from bookings.price_words import price_words
from bookings.reports.people_at_once import Day
from bookings.reports.rows_behind import Line, RowsBehind
from bookings.series_words import rule_words


class YourDates(tables.Table):
    """The dates of one's own groups; the sessions come with booking, rooms, venue and operator.

    Where a session says how many dates of its booking are `left`, it stands for all of them.
    """

    caption = gettext_lazy("Your dates")
    row_header = "title"

    when = tables.Column(gettext_lazy("When"), accessor="starts_at", order_by=("starts_at", "pk"))
    title = tables.Column(gettext_lazy("What"), accessor="booking__title", order_by=("booking__title", "starts_at"))
    where = tables.Column(gettext_lazy("Where"), accessor="venue__name", order_by=("venue__name", "starts_at"))
    group = tables.Column(
        gettext_lazy("Group"), accessor="booking__hirer__name", order_by=("booking__hirer__name", "starts_at")
    )
    price = tables.Column(gettext_lazy("Price"), empty_values=(), attrs={"td": {"class": "number"}})
    status = tables.Column(gettext_lazy("Status"), empty_values=(), order_by=("booking__status", "status", "starts_at"))

    def render_when(self, record: Session) -> str:
        when = span_words(record.starts_at, record.ends_at, record.venue.tz)
        left = _left(record)
        if left < 2:
            return when
        start, end = (moment.astimezone(record.venue.tz) for moment in (record.starts_at, record.ends_at))
        number = ngettext("%(number)d date left", "%(number)d dates left", left) % {"number": left}
        series = ": ".join(filter(None, [rule_words(record.booking.pattern, start, end), number]))
        return format_html(
            '<div>{}<div class="small soft">{}</div></div>', _("Next: %(when)s") % {"when": when}, series
        )

    def render_title(self, record: Session) -> SafeString:
        return format_html('<a href="{}">{}</a>', record.booking.get_absolute_url(), record.booking.title)

    def render_where(self, record: Session) -> str:
        rooms = _(" and ").join(room.name for room in record.rooms.all())
        return _("%(rooms)s, %(venue)s") % {"rooms": rooms, "venue": record.venue.name}

    def __init__(self, *args: Any, money_of: Container[int], sorts_by_price: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.money_of = money_of  # the keys of the groups whose prices the reader may see
        if "price" in self.columns.names():
            self.columns["price"].column.orderable = sorts_by_price  # their order would tell of those kept back

    def order_price(self, dates: SessionQuerySet, is_descending: bool) -> tuple[SessionQuerySet, bool]:
        """By all that is paid."""
        paid = F("hire_pence") + F("compulsory_pence") + F("extras_pence") + F("vat_pence")
        return dates.annotate(paid=paid).order_by("-paid" if is_descending else "paid", "starts_at"), True

    def render_price(self, record: Session) -> str:
        if record.booking.hirer_id not in self.money_of:
            return ""
        price = price_words(record)
        return _("%(price)s for the next date") % {"price": price} if _left(record) > 1 else price

    def render_status(self, record: Session) -> str:
        return render_to_string("components/status.html", {"status": record.shown_as})


WORDS_OF_ROW = ("when", "what", "who")


class RowsOfFigure(tables.Table):
    """What stands behind a figure, and what each adds; the sum is of all pages."""

    when = tables.Column(gettext_lazy("When"), empty_values=(), footer=gettext_lazy("Sum of all rows"))
    what = tables.Column(gettext_lazy("What"))
    who = tables.Column(gettext_lazy("Who"))
    top = tables.Column(empty_values=(), attrs={"td": {"class": "number"}})
    bottom = tables.Column(empty_values=(), attrs={"td": {"class": "number"}})

    def __init__(self, behind: RowsBehind, slug: str) -> None:
        lines = behind.lines
        left_out = {name for name in WORDS_OF_ROW if not any(getattr(line, name) for line in lines)}
        left_out |= set() if behind.divides else {"bottom"}
        super().__init__(lines, exclude=tuple(left_out), orderable=False, show_footer=not behind.is_list)
        self.behind, self.slug, self.caption = behind, slug, behind.title
        self.row_header = next((name for name in WORDS_OF_ROW if all(getattr(line, name) for line in lines)), None)
        whole = behind.whole
        for name, number in (("top", whole.top), ("bottom", whole.bottom)):
            if name in self.columns.names():
                column, words = self.columns[name].column, behind.in_words(number, below=name == "bottom")
                column.verbose_name = _("Value") if behind.is_list else _("Adds to %(sum)s") % {"sum": words}
                column._footer = None if behind.is_list else words

    def render_when(self, record: Line) -> str:
        """To the date itself in its booking, and to its day in the diary, where it is counted."""
        told = record.when
        if record.ref:
            booking = reverse("desk:booking", args=[self.slug, record.ref])
            told = _linked(booking, record.session and f"date-{record.session}", told)
        if record.on is None:
            return told
        day = f"{reverse('desk:diary', args=[self.slug])}?day={record.on.isoformat()}"
        words = format_html('{}<span class="vh">: {}</span>', _("In the diary"), record.when)
        link = _linked(day, record.session and f"session-{record.session}", words)
        return format_html('<div>{}<div class="small no-print">{}</div></div>', told, link)

    def render_who(self, record: Line) -> str:
        if not record.group:
            return record.who
        return _linked(reverse("desk:hirer", args=[self.slug, record.group]), "", record.who)

    def render_top(self, record: Line) -> str:
        return self.behind.in_words(record.top) or _("in the sum")

    def render_bottom(self, record: Line) -> str:
        return self.behind.in_words(record.bottom, below=True) or _("in the sum")


class DaysAtOnce(tables.Table):
    """The most people at once of each day, and how well that is known; the fullest days first."""

    caption = gettext_lazy("The most people at once, by day")
    row_header = "when"

    when = tables.Column(gettext_lazy("From"), accessor="since")
    people = tables.Column(gettext_lazy("At once"), attrs={"td": {"class": "number"}})
    counted = tables.Column(gettext_lazy("Counted"), attrs={"td": {"class": "number"}})
    typical = tables.Column(gettext_lazy("Confirmed as usual"), attrs={"td": {"class": "number"}})
    expected = tables.Column(gettext_lazy("Expected"), attrs={"td": {"class": "number"}})
    staff = tables.Column(gettext_lazy("Your own"), attrs={"td": {"class": "number"}}, orderable=False)

    def __init__(self, days: Sequence[Day], zone: ZoneInfo, *, orderable: bool = True) -> None:
        super().__init__(days, orderable=orderable)
        self.zone = zone

    def render_when(self, value: datetime) -> str:
        since = value.astimezone(self.zone)
        return _("%(day)s, %(time)s") % {"day": day_words(since.date()), "time": time_words(since.time())}


def _linked(address: str, place: str | int, words: str) -> str:
    """`place` is where on that page; nothing for all of it."""
    return format_html('<a href="{}{}">{}</a>', address, f"#{place}" if place else "", words)


def _left(record: Session) -> int:
    """How many dates it stands for; one that stands for itself says nothing."""
    return getattr(record, "left", None) or 1
