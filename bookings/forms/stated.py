"""What is needed, said with a booking or kept in an account: the list, and a line of one's own words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accounts.plain_text import Lines
from bookings.forms.needs import ASKED, NEEDED, NeedsForm
from bookings.forms.unmarked import unmarked
from bookings.models import StatedNeed
from bookings.stated_needs import Stated
from venues.access.needs import NEEDS
from venues.access.words import need_label

OF_NEEDS = (*NEEDED, "need_words", "save_needs")  # never in an address


class StatedForm(NeedsForm):
    """Becomes a Stated."""

    need_words = Lines(
        label=gettext_lazy("Anything that the list does not have, in your own words"),
        required=False,
        max_length=StatedNeed._meta.get_field("words").max_length,
        help_text=gettext_lazy("What you need, not why. For example: a chair near the door."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    save_needs = forms.BooleanField(
        label=gettext_lazy("Keep this in my account, for the next time"),
        required=False,
        help_text=gettext_lazy("You can see, change and delete it there."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].help_text = gettext_lazy(
            "Only the hall’s managers and booking secretaries read it, and answer each. It is deleted 30 days after "
            "your last date."
        )
        for name in (*ASKED, "need_words"):
            unmarked(self.fields[name])

    @property
    def has_wrong_needs(self) -> bool:
        """Whether something of it cannot be, so that the list is to be seen."""
        return any(self[name].errors for name in OF_NEEDS if name in self.fields)

    @property
    def ticked_words(self) -> str:
        """What is ticked, from a search or an account: told beside the list, which is long."""
        ticked = [str(code) for code in self["needs"].value() or []]
        return "; ".join(need_label(NEEDS[code]) for code in NEEDS if code in ticked)

    @property
    def stated(self) -> Stated:
        """Of a form without faults."""
        ticked = self.cleaned_data["needs"]
        return Stated(
            tuple(code for code in NEEDS if code in ticked), self.said, self.cleaned_data.get("need_words", "")
        )


def as_initial(stated: Stated) -> dict[str, Any]:
    """What a form begins with that has all of this."""
    return {"needs": list(stated.needs), **stated.said, "need_words": stated.words}
