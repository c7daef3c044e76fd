"""What a hirer lets be known of a booking."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bookings.models import Booking

LISTED_HELP = _("Otherwise the calendar only says “Booked”. For a youth group, better leave it so.")
OPEN_HELP = _("If you say yes, its dates stand with its name and yours on the hall’s page and poster of the week.")


class ListingForm(forms.Form):
    all_optional = True
    listed = forms.BooleanField(
        label=_("Show its name in the hall’s public calendar"), required=False, help_text=LISTED_HELP
    )
    open_to_anyone = forms.ChoiceField(
        label=_("Can anybody just come?"),
        choices=[*Booking.Open.choices, ("", _("I would rather not say"))],
        required=False,
        widget=forms.RadioSelect,
        help_text=OPEN_HELP,
    )
