"""Write down what a venue has agreed with one hirer; end it, or take it away before it has priced anything."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import journal
from accounts.clock import date_words
from accounts.models import Hirer, User
from bookings.exceptions import NotPossible
from bookings.locks import all_or_nothing
from venues.fair_use import FirstCall
from venues.models import Category, SpecialTerms, Venue

AGREED, ENDED, TAKEN_AWAY = "agreed terms with", "ended the terms of", "took away the terms of"


@all_or_nothing
def agree_terms(
    venue: Venue,
    hirer: Hirer,
    *,
    category: Category | None,
    percent_off: Decimal | None,
    first_call: FirstCall | None = None,
    since: date,
    until: date | None,
    agreed_by: str,
    agreed_on: date,
    words: str,
    by: User,
    at: datetime,
) -> SpecialTerms:
    """For hires from then on that are asked for from now on. Raises NotPossible where others hold on those days.

    Hours of first call are kept from now on; what others have booked in them already stays theirs.
    """
    Hirer.objects.select_for_update(no_key=True).get(pk=hirer.pk)
    if category is not None or percent_off is not None:
        _refuse_two_at_once(venue, hirer, since, until)
    if first_call is not None and not venue.has_first_calls:
        venue.has_first_calls = True
        venue.save(update_fields=["has_first_calls"])
    terms = SpecialTerms.objects.create(
        venue=venue,
        hirer=hirer,
        category=category,
        percent_off=percent_off,
        first_call=asdict(first_call) if first_call else None,
        words=words,
        agreed_by=agreed_by,
        agreed_on=agreed_on,
        since=since,
        until=until,
        made_by=by,
        made_at=at,
    )
    journal.record(by, AGREED, hirer, why=venue.slug)
    return terms


@all_or_nothing
def end_terms(terms: SpecialTerms, *, last_day: date, by: User) -> SpecialTerms:
    """What is booked by them stays as agreed. Raises NotPossible where it would make them longer."""
    terms = _locked(terms)
    if terms.until is not None and last_day > terms.until:
        words = _("They end on %(day)s already. To go on, agree new ones from the day after.")
        raise NotPossible(words % {"day": date_words(terms.until)})
    terms.until = last_day
    terms.save(update_fields=["until"])
    journal.record(by, ENDED, terms.hirer, why=f"{terms.venue.slug}: {last_day.isoformat()}")
    return terms


@all_or_nothing
def take_terms_away(terms: SpecialTerms, *, by: User) -> None:
    """They were never right. Raises NotPossible once something was booked by them."""
    terms = _locked(terms)
    if are_used(terms):
        raise NotPossible(_("Something was booked by these terms, so they stay on record. You can end them."))
    journal.record(by, TAKEN_AWAY, terms.hirer, why=terms.venue.slug)
    terms.delete()


def are_used(terms: SpecialTerms) -> bool:
    """Whether a date of any booking was priced by them."""
    return terms.bookings.exists() or terms.sessions.exists()


def _locked(terms: SpecialTerms) -> SpecialTerms:
    rows = SpecialTerms.objects.select_for_update(of=("self",)).select_related("hirer", "venue")
    found = rows.filter(pk=terms.pk).first()
    if found is None:
        raise NotPossible(_("Somebody took these terms away meanwhile."))
    return found


def _refuse_two_at_once(venue: Venue, hirer: Hirer, since: date, until: date | None) -> None:
    others = (
        SpecialTerms.objects.of_price().filter(venue=venue, hirer=hirer).filter(Q(until=None) | Q(until__gte=since))
    )
    other = (others.filter(since__lte=until) if until else others).first()
    if other is not None:
        facts = {"since": date_words(other.since), "until": date_words(other.until) if other.until else ""}
        words = _("Other terms hold from %(since)s until %(until)s. End them first, or choose other days.")
        if other.until is None:
            words = _("Other terms hold from %(since)s on. End them first, or choose other days.")
        raise NotPossible(words % facts)
