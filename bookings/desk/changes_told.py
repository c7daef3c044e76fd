"""What a hall changed, to be chosen for its report: public answers to wishes, and faults that were mended."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.plain_text import sentence
from bookings.models import WishAnswer
from venues.actions.keep_for_report import Change
from venues.models import Fault, Venue

LISTED = 50


def changes_to_choose(venue: Venue) -> list[Change]:
    """Those that stand in the report, as they stand there, and all others that could; the latest first."""
    found = {change.source: change for change in (*_answers(venue), *_mended(venue))}
    found |= {row.source: Change(row.source, row.on, row.words) for row in venue.changes_told.all()}
    return sorted(found.values(), key=lambda change: (change.on, change.source), reverse=True)


def _answers(venue: Venue) -> list[Change]:
    rows = WishAnswer.objects.filter(venue=venue).select_related("wish").order_by("-made_at", "-pk")
    return [_answer(answer, venue) for answer in rows[:LISTED]]


def _answer(answer: WishAnswer, venue: Venue) -> Change:
    facts = {"when": answer.wish.when, "answer": sentence(answer.words)}
    on = timezone.localdate(answer.made_at, venue.tz)
    return Change(f"wish-{answer.wish.ref}", on, _("Asked for: %(when)s. %(answer)s") % facts)


def _mended(venue: Venue) -> list[Change]:
    rows = venue.faults.filter(outcome=Fault.Outcome.MENDED).without_pictures().select_related("room")
    return [_mending(fault) for fault in rows.order_by("-mended_on", "-pk")[:LISTED]]


def _mending(fault: Fault) -> Change:
    assert fault.mended_on is not None, "as the database keeps it"
    what = f"{fault.what}, {fault.where}" if fault.room else fault.what
    words = _("%(what)s: mended. %(answer)s") % {"what": what, "answer": sentence(fault.answer)}
    return Change(f"fault-{fault.pk}", fault.mended_on, words.strip())
