"""What would be booked, in a line for each booking."""

from __future__ import annotations

from datetime import datetime

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.clock import date_words, hours_words, span_words
from accounts.models import Hirer
from bookings.going_live.planned import Agreement, DiaryPlan
from bookings.models import Booking, PaperDiary, Session

PLURALS = {
    0: gettext_lazy("Mondays"),
    1: gettext_lazy("Tuesdays"),
    2: gettext_lazy("Wednesdays"),
    3: gettext_lazy("Thursdays"),
    4: gettext_lazy("Fridays"),
    5: gettext_lazy("Saturdays"),
    6: gettext_lazy("Sundays"),
}
NTH = {
    1: gettext_lazy("first %(weekday)s of the month"),
    2: gettext_lazy("second %(weekday)s of the month"),
    3: gettext_lazy("third %(weekday)s of the month"),
    4: gettext_lazy("fourth %(weekday)s of the month"),
    -1: gettext_lazy("last %(weekday)s of the month"),
}


def line(agreement: Agreement) -> str:
    """38 dates, one series: Choir, Tuesdays 7pm to 9pm, 2 September 2025 to 14 July 2026, Main hall."""
    first = agreement.first
    zone = first.rooms[0].venue.tz
    parts = [agreement.name if agreement.title == agreement.name else f"{agreement.name} ({agreement.title})"]
    if len(agreement.dates) == 1:
        parts += [span_words(first.period.start, first.period.end, zone), first.where_it_was]
    else:
        hours = hours_words(first.period.start, first.period.end, zone)
        parts.append(f"{_often(agreement)} {hours}" if agreement.fold.pattern else _("at several hours"))
        span = {"first": _day(first.period.start), "last": _day(agreement.dates[-1].period.start)}
        parts.append(_("%(first)s to %(last)s") % span)
        if agreement.fold.pattern:
            parts.append(first.where_it_was)
    words = ", ".join(parts)
    if agreement.status != Booking.Status.CONFIRMED:
        words += f" ({Booking.Status(agreement.status).label})"
    return words if len(agreement.dates) == 1 else f"{_dates(agreement)}: {words}"


def summary(plan: DiaryPlan) -> str:
    """From how many rows how many dates and bookings, and for whom."""
    known = {agreement.hirer.pk for agreement in plan.agreements if agreement.hirer}
    words = _(
        "Rows: %(rows)s. Dates: %(dates)s. Bookings: %(bookings)s, of which %(series)s series. "
        "Hirers: %(new)s new, %(known)s known here."
    )
    return words % {
        "rows": plan.reading.lines,
        "dates": plan.dates,
        "bookings": len(plan.agreements),
        "series": len(plan.series),
        "new": len(plan.new_hirers),
        "known": len(known),
    }


def brought_in(diary: PaperDiary) -> str:
    """Brought in: 12 dates in 10 bookings."""
    counts = {"dates": Session.objects.filter(booking__diary=diary).count(), "bookings": diary.bookings.count()}
    dates = ngettext("%(dates)s date", "%(dates)s dates", counts["dates"]) % counts
    bookings = ngettext("%(bookings)s booking", "%(bookings)s bookings", counts["bookings"]) % counts
    return _("Brought in: %(dates)s in %(bookings)s.") % {"dates": dates, "bookings": bookings}


def _dates(agreement: Agreement) -> str:
    dates = ngettext("%(count)s date", "%(count)s dates", len(agreement.dates)) % {"count": len(agreement.dates)}
    kind = _("one series") if agreement.fold.pattern else _("one request")
    refused = len(agreement.refused)
    if refused:
        left = ngettext("%(count)s refused", "%(count)s refused", refused) % {"count": refused}
        return f"{dates}, {left}, {kind}"
    return f"{dates}, {kind}"


def _often(agreement: Agreement) -> str:
    pattern = agreement.fold.pattern
    assert pattern is not None
    weekday = pattern.first.weekday()
    if pattern.nth is not None:
        return str(NTH[pattern.nth]) % {"weekday": WEEKDAYS[weekday]}
    if pattern.every_weeks == 2:
        return _("every other %(weekday)s") % {"weekday": WEEKDAYS[weekday]}
    if pattern.every_weeks > 2 and not pattern.picked:
        return _("every %(weeks)s weeks on %(weekday)s") % {"weeks": pattern.every_weeks, "weekday": WEEKDAYS[weekday]}
    return str(PLURALS[weekday])


def _day(moment: datetime) -> str:
    return date_words(moment.date())


def new_hirers(plan: DiaryPlan) -> list[tuple[str, str]]:
    """Who has to be made, by name, each with its kind in words."""
    return [(name, str(Hirer.Kind(kind).label)) for name, kind in sorted(plan.new_hirers.items()) if kind]
