"""Available: how long a person waits for an answer."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports import asking
from bookings.reports.evidence import Evidence
from bookings.reports.making import Line, amount, percentile, share
from bookings.reports.nouns import What
from bookings.reports.rows import Outcome, RequestRow
from bookings.reports.tally import count
from bookings.reports.values import Behind, Figure, Table, Unit, Value

FAR_LATER = 5


def time_to_answer(e: Evidence) -> Figure:
    answered = _answered(e)
    waits = [(request, _wait(request)) for request in answered]
    decided = [(r, r.moment) for r in e.requests if r.moment and not r.at_once]
    to_outcome = [(r, asking.elapsed_hours(r.requested_at, moment)) for r, moment in decided]
    in_time = count(request for request in answered if _in_two_days(request, e))
    waiting = {r: asking.elapsed_hours(r.requested_at, e.span.as_at) for r in e.rows.requests if _is_open(r, e)}
    at_once = count(request for request in e.requests if request.at_once)
    what = What.REQUESTS

    answer = percentile(Line("C6", _("Half were answered within")), waits, 50, what=what)
    outcome = percentile(Line("C6.to_outcome", _("Half had their outcome within")), to_outcome, 50, what=what)
    second_day = Line("C6.second_day", _("Answered by the end of the second working day"))
    oldest = Line("C6.oldest", _("The oldest of them has waited"))
    return Figure(
        "C6",
        _("Time to answer"),
        _(
            "Hours from sending a request to the first answer of substance by a person: a decision, an offer, or a "
            "question that only this hirer can answer. The middle value is given, from five requests on. An automatic "
            "receipt is no answer; a request that nobody answered counts with its whole wait, until its first date "
            "came. Working days are Monday to Friday without bank holidays."
        ),
        (answer,),
        (
            Table(
                _("Beside it"),
                (
                    percentile(Line("C6.p90", _("Nine in ten were answered within")), waits, 90, what=what),
                    share(second_day, in_time, count(answered), Behind(len(answered), what)),
                    outcome,
                ),
            ),
            Table(
                _("Apart"),
                (
                    amount(Line("C6.at_once", _("Confirmed at once, without a person")), at_once),
                    amount(Line("C6.open", _("Still without a decision")), count(waiting)),
                    *_oldest(oldest, waiting),
                ),
            ),
        ),
        tuple(_far_later(answer, outcome)),
    )


def _oldest(line: Line, waiting: dict[RequestRow, Fraction]) -> list[Value]:
    if not waiting:
        return []
    value = amount(line, max(waiting.values()), unit=Unit.HOURS)
    return [replace(value, listed=tuple(waiting.items()))]


def _answered(e: Evidence) -> list[RequestRow]:
    """Answered by a person, or expired without an answer, in the span."""
    ends = ((request, asking.wait_ended(request)) for request in e.rows.requests)
    return [request for request, end in ends if end is not None and e.span.covers(end)]


def _wait(request: RequestRow) -> Fraction:
    end = asking.wait_ended(request)
    return asking.elapsed_hours(request.requested_at, end) if end else Fraction(0)


def _in_two_days(request: RequestRow, e: Evidence) -> bool:
    reply = asking.our_reply(request)
    by = asking.second_working_day_ends(request.requested_at, e.span.zone, e.rows.days_off)
    return reply is not None and reply < by


def _is_open(request: RequestRow, e: Evidence) -> bool:
    """Sent, and without a decision at the instant from which we look."""
    decided = request.outcome is not Outcome.OPEN and request.moment is not None and request.moment < e.span.as_at
    return request.requested_at < e.span.cut and not decided


def _far_later(answer: Value, outcome: Value) -> list[str]:
    if answer.amount is None or outcome.amount is None or outcome.amount <= FAR_LATER * answer.amount:
        return []
    return [_("The outcome took more than five times as long as the first answer.")]
