"""A search that found nothing is counted: once for each question, visit and day, and nothing of who searched."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from bookings import finding
from bookings.actions.count_unmet import count_unmet
from bookings.finding import Ground
from bookings.finding.lacking import lacking, part_of_week
from bookings.forms.find import FindForm

COUNTED, MOST = "found_nothing", 50  # in the session: the day, and what stands for each question of it


def count_if_nothing(request: HttpRequest, form: FindForm, ground: Callable[[], Ground]) -> None:
    """Only of what somebody sends by the form: programs that follow links count for nobody.

    The ground is asked for only where the question was not counted yet.
    """
    at, today = timezone.now(), timezone.localdate().isoformat()
    day, counted = request.session.get(COUNTED, (today, []))
    counted = counted if day == today else []
    question = _stands_for(form)
    if question in counted or len(counted) >= MOST:
        return
    wish = form.wish()
    lacks = lacking(finding.search(wish, at=at, ground=ground()))
    if lacks:
        count_unmet(lacks, part=part_of_week(wish), on=timezone.localdate())
        request.session[COUNTED] = (today, [*counted, question])


def _stands_for(form: FindForm) -> str:
    """The same for the same question, and not to be read back."""
    asked = f"{form.address()} {sorted(form.cleaned_data['needs'])} {sorted(form.said.items())}"
    return salted_hmac(COUNTED, asked, algorithm="sha256").hexdigest()[:16]
