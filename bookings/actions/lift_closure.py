"""Open again what was shut: within five minutes as if nothing had been; later, dates that were cancelled stay so."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from accounts import journal
from accounts.clock import span_words
from accounts.models import User
from bookings.actions.change_venue import CHANGED
from bookings.exceptions import RoomTaken, ThingsTaken, TooLate
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Booking, ClosingAct
from bookings.undo_closing import undo_closing
from bookings.waiting_list import offer_what_is_free
from venues.models import Closure, Venue
from venues.periods import Period


def lift_closure(closure: Closure, *, by: User, at: datetime, put_back: bool = False) -> int:
    """Take away a closure to come; one that has begun ends now, since the hours it shut are history.

    With `put_back` every date that it hit is where and as it was, how many bookings so many, and no letter goes.
    Raises TooLate where it is over, or where the dates cannot be put back: nothing is done then.
    """
    try:
        return _lift(closure, by=by, at=at, put_back=put_back)
    except (RoomTaken, ThingsTaken) as taken:
        words = _("Somebody else has some of the hours by now, so the dates can no longer be put back.")
        raise TooLate(words) from taken


@all_or_nothing
def _lift(closure: Closure, *, by: User, at: datetime, put_back: bool) -> int:
    venue = Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=closure.venue_id)
    held = Closure.objects.filter(pk=closure.pk, ends_at__gt=at).first()
    if held is None:
        raise TooLate(_("This closure is over, or somebody has lifted it already."))
    act = ClosingAct.objects.open(at).select_related("closure__venue").filter(closure=held).first()
    if put_back and act is None:
        raise TooLate(_("The five minutes are over and the letters go, so the dates can no longer be put back."))
    bookings = list(Booking.objects.held(int(key) for key in act.before)) if act and put_back else []
    lock_cells(venue.cells.values_list("pk", flat=True))  # bookings before cells, as everybody takes them
    if act and put_back:
        undo_closing(act, by=by, at=at)
    shut = Period(held.starts_at, held.ends_at)
    when = span_words(held.starts_at, held.ends_at, venue.tz)
    now = at.replace(second=0, microsecond=0) + timedelta(minutes=1)  # closures are kept in whole minutes
    if not put_back and held.starts_at < at and now < held.ends_at:
        held.ends_at = now
        held.save(update_fields=["ends_at"])
    else:
        held.delete()
    offer_what_is_free(venue, [shut], at=at)
    words = _("Took back the closure of %(when)s.") if put_back else _("Lifted the closure of %(when)s.")
    journal.record(by, f"{CHANGED}closures", venue, why=words % {"when": when})
    return len(bookings)
