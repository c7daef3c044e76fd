"""What is written when a visitor found something different: to the venue, and to the visitor once it has looked."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from venues.access.claims import Answer
from venues.access.vocabulary import FACTS
from venues.access.words import answer_words, label
from venues.guides import as_claim
from venues.models import AccessReport
from venues.quiet import letters_to_desk_after

ARRIVED, SETTLED = "access_report", "access_answered"


def arrived(report: AccessReport) -> None:
    """To the venue, never with the visitor's words; of strangers once a day, however many there are."""
    venue = report.venue
    link = reverse("place:access_report", args=[venue.slug, report.pk])
    context = {**_facts(report), "report": report, "link": settings.PUBLIC_URL + link}
    outbox.post(
        f"access-report-{venue.pk}-{report.pk if report.by_hirer else report.made_on.isoformat()}",
        kind=ARRIVED,
        place=venue.slug,
        after=letters_to_desk_after(venue, report.made_at),
        to=venue.email,
        subject=_("A visitor says that something was different"),
        body=render_to_string(f"letters/{ARRIVED}.txt", context).strip() + "\n",
    )


def settled(report: AccessReport) -> None:
    """To the visitor, who need not be whose address it is: what the venue says now, and no word of theirs."""
    assert report.answer is not None
    venue, claim = report.venue, as_claim(report.answer)
    answer = answer_words(Answer(claim.about, claim.reads, claim), on=report.answered_on or report.made_on)
    link = settings.PUBLIC_URL + venue.get_absolute_url() + "#access"
    context = {**_facts(report), "report": report, "answer": answer, "link": link}
    outbox.post(
        f"access-answered-{report.pk}",
        kind=outbox.ENQUIRY,
        place=venue.slug,
        to=report.email,
        reply_to=venue.email,
        subject=_("%(venue)s has looked again") % {"venue": venue.name},
        body=render_to_string(f"letters/{SETTLED}.txt", context).strip() + "\n",
    )


def _facts(report: AccessReport) -> dict[str, object]:
    place = report.entrance or report.room
    fact = label(FACTS[report.fact])
    return {"venue": report.venue, "what": f"{fact} ({place.name})" if place else fact}
