"""Save what a page asks of the hall itself."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from accounts.rights import signed_in
from bookings.actions import ChangedMeanwhile, ChangeRefused, change_venue
from bookings.desk.place import Place
from bookings.forms.place.of_the_row import RowForm
from venues.files.contents import VenueRow

WRONG, CHANGED = 422, 409


def save_row(
    request: HttpRequest, place: Place, form: RowForm, row: VenueRow, *, seen: str
) -> tuple[tuple[str, ...], int]:
    """What was changed, and 0; or nothing and the status of the answer, where the form says why it was refused."""
    try:
        by, at = signed_in(request), timezone.now()
        saved = change_venue(place.venue, part=place.part, by=by, at=at, seen=form.cleaned_data["seen"], venue=row)
    except ChangedMeanwhile as refusal:
        form.ask_again(str(refusal), seen=seen)
        return (), CHANGED
    except ChangeRefused as refusal:
        form.take(refusal.faults)
        return (), WRONG
    return saved, 0
