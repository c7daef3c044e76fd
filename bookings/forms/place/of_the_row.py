"""What a page asks of the hall itself: saved where nobody else saved meanwhile, each fault beside its field."""

from __future__ import annotations

from django import forms

from bookings.forms.as_sent import show_with
from venues.files import Fault


class RowForm(forms.Form):
    """`seen` marks what stood there when the page was drawn."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def ask_again(self, words: str, *, seen: str) -> None:
        """Somebody else saved meanwhile: whoever saves again has been told, and does so knowingly."""
        show_with(self, {"seen": seen})
        self.add_error(None, words)

    def take(self, faults: tuple[Fault, ...]) -> None:
        """Each fault beside its field."""
        for fault in faults:
            name = fault.place.removeprefix("venue.").partition("[")[0]
            self.add_error(name if name in self.fields else None, fault.words)
