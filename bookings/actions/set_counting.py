"""Set how the report of a hall counts."""

from __future__ import annotations

from datetime import datetime

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import journal
from accounts.models import User
from bookings.counting import USUAL, Counting, changed
from bookings.locks import all_or_nothing
from bookings.models import HowWeCount
from venues.models import Venue

CHANGED = "changed how the report counts"
PARTS = {
    "evening": gettext_lazy("Weekday evening"),
    "weekday_peak": gettext_lazy("Peak, Monday to Friday"),
    "weekend_peak": gettext_lazy("Peak, Saturday and Sunday"),
    "pay_percent": gettext_lazy("Hours of pay that an hour may cost"),
    "region": gettext_lazy("Whose hour of pay"),
    "a_head": gettext_lazy("What a session may cost a head"),
    "small_income": gettext_lazy("When a group is small"),
    "fewest_persons": gettext_lazy("Fewest people shown outside"),
    "areas": gettext_lazy("The areas around the hall"),
}


@all_or_nothing
def set_counting(venue: Venue, counting: Counting, *, by: User, at: datetime) -> None:
    """All of it at once; the journal says which parts were set otherwise than before."""
    Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=venue.pk)
    row = HowWeCount.objects.filter(venue=venue).first()
    before = row.counting if row else USUAL
    if counting == before:
        return
    columns = {**HowWeCount.columns(counting), "updated_at": at, "updated_by": by}
    HowWeCount.objects.update_or_create(venue=venue, defaults=columns)
    parts = (words for name, words in PARTS.items() if name in changed(before, counting))
    journal.record(by, CHANGED, venue, why=get_text_list([str(words) for words in parts], _("and")))
