"""Give a funder a link to issued reports with agreed figures; let it last longer, and end it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts import journal
from accounts.blotting import blot_rows, telling_words
from accounts.clock import date_words
from accounts.models import User
from bookings.exceptions import NotPossible, TooLate
from bookings.locks import all_or_nothing
from bookings.models import IssuedReport, LinkedPdf, ReportLink
from venues.models import Project, Venue


@dataclass(frozen=True)
class Terms:
    """What was agreed with a funder: which figures of which reports, until which day; and what goes with them."""

    funder: str
    reports: Sequence[IssuedReport]
    figures: Sequence[str]
    until: date
    words: str = ""
    projects: Sequence[Project] = ()


@all_or_nothing
def give_report_link(venue: Venue, terms: Terms, *, key: str, by: User | None, at: datetime) -> str:
    """The token, of which only the hash is kept. `key` is the page's own: the same button twice is one link.

    Raises NotPossible for a report that was made to stay in the house, and TooLate where this link was ended since.
    """
    Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=venue.pk)
    if any(report.venue_id != venue.pk or not report.is_for_outside for report in terms.reports):
        raise NotPossible(_("Only a report that was issued for a funder or for everybody can be shown by a link."))
    token = token_of(venue, key)
    again = ReportLink.objects.filter(token_hash=hash_of(token)).first()
    if again is not None:
        if again.ended_at is not None:
            raise TooLate(_("This link has been ended since. Press the button again for a new one."))
        return token
    told = {"funder": terms.funder, "words": terms.words, "figures": list(terms.figures), "until": terms.until}
    link = ReportLink.objects.create(venue=venue, **told, token_hash=hash_of(token), made_at=at, made_by=by)
    link.reports.set(terms.reports)
    link.projects.set(terms.projects)
    for newest in sorted(terms.reports, key=lambda report: report.number)[-1:]:
        LinkedPdf.objects.create(link=link, report=newest, asked_at=at)  # so that who opens the link need not wait
    _note(link, by, _("A link for %(funder)s until %(day)s"))
    return token


@all_or_nothing
def prolong_report_link(link: ReportLink, *, until: date, by: User | None) -> None:
    """It opens until this day, also where its last one has passed. Raises TooLate once it was ended."""
    link = ReportLink.objects.select_for_update(of=("self",)).select_related("venue").get(pk=link.pk)
    if link.ended_at is not None:
        raise TooLate(_("This link has been ended, and opens no more. Give a new one."))
    if link.until != until:
        link.until = until
        link.save(update_fields=["until"])
        link.pdfs.update(made_at=None, content=b"")  # it says until when
        _note(link, by, _("The link for %(funder)s opens until %(day)s"))


@all_or_nothing
def end_report_link(link: ReportLink, *, by: User | None, at: datetime) -> None:
    """Nobody reads by it any more, at once; ended twice, it ended the first time."""
    if ReportLink.objects.filter(pk=link.pk, ended_at=None).update(ended_at=at):
        link.pdfs.all().delete()
        _note(link, by, _("Ended the link for %(funder)s"))


def report_link_at(token: str, at: datetime) -> ReportLink | None:
    """The link whose address holds this token, where it opens today; None for any other."""
    rows = ReportLink.objects.select_related("venue__operator")
    link = rows.filter(token_hash=hash_of(token)).first()
    return link if link and link.opens_on(timezone.localdate(at, link.venue.tz)) else None


def note_opening(link: ReportLink, *, at: datetime) -> None:
    """So that the hall sees that it is read: the day is enough, so that to read writes once a day at most."""
    today = timezone.localdate(at, link.venue.tz)
    if link.opened_on != today:
        ReportLink.objects.filter(pk=link.pk).exclude(opened_on=today).update(opened_on=today)


def blot_report_links(words: Iterable[str]) -> None:
    """Somebody who is erased is named in none of them."""
    blot_rows(ReportLink.objects.all(), ("funder", "words"), telling_words(words))


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _note(link: ReportLink, by: User | None, words: str) -> None:
    why = words % {"funder": link.funder, "day": date_words(link.until)}
    journal.record(by, "gave a link to a report", link.venue, why=why)


def token_of(venue: Venue, key: str) -> str:
    """Not to be guessed without the site's secret and the page's key, neither of which is in the database."""
    secret = salted_hmac("bookings.link_report", f"{venue.pk}:{key}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(secret).rstrip(b"=").decode()
