"""School terms in a search: by those of each hall, and every week of the pattern where a hall has told none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from bookings.finding.wish import Wish
from bookings.recurrence import TermDays
from venues.at_one_go import Question, objects_of
from venues.models import Term, Venue


def terms_asked(venue: Venue, wish: Wish) -> tuple[TermDays, ...] | None:
    """The terms in which its dates are to lie; None where none are asked for, or none are known for that time."""
    return _told(venue) if wish.in_term and not are_not_known(venue, wish) else None


def are_not_known(venue: Venue, wish: Wish) -> bool:
    """Whether terms are asked for of which the hall has told nothing that touches the dates, nor all around them."""
    if not wish.in_term:
        return False
    told, days = _told(venue), wish.pattern.dates()
    if not told or not days:
        return not told
    first, last = min(term.first for term in told), max(term.last for term in told)
    return not any(day in term for day in days for term in told) and (days[0] < first or days[-1] > last)


def terms_question(venues: Iterable[Venue]) -> Question:
    """What `with_terms` takes."""
    return objects_of(Term.objects.filter(calendar__in={venue.term_calendar_id for venue in venues} - {None}))


def with_terms(venues: Iterable[Venue], terms: Iterable[Term]) -> None:
    """Give their calendars their terms, as Django does that was told to look them up beforehand."""
    inside = defaultdict[int, list[Term]](list)
    for term in sorted(terms, key=lambda term: (term.starts_on, term.pk)):
        inside[term.calendar_id].append(term)
    for calendar in {venue.term_calendar for venue in venues if venue.term_calendar}:
        found = calendar.terms.all()
        vars(found).update(_result_cache=inside[calendar.pk], _prefetch_done=True)
        vars(calendar)["_prefetched_objects_cache"] = {"terms": found}


def _told(venue: Venue) -> tuple[TermDays, ...]:
    calendar = venue.term_calendar
    return tuple(TermDays(term.starts_on, term.ends_on) for term in calendar.terms.all()) if calendar else ()
