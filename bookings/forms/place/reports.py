"""What the venue found when it looked again at something a visitor had found different."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from bookings.forms.place.access import AnswersForm
from venues.access.values import State
from venues.files.contents import AccessRow


class LookedAgainForm(AnswersForm):
    """`row` is the answer as it is now, kept or changed, once it is valid; somebody has looked since the report."""

    all_optional = False

    def __init__(self, *args: Any, since: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since = since
        self.row: AccessRow | None = None
        self.fields["all_today"].label = _("I have looked at it today")
        self.fields["all_today"].help_text = _("Whoever told you, and whoever reads the page, is told this day.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors or not self.open:
            return cleaned
        [asked] = self.open
        row = self.rows[0] if self.rows else asked.row
        if row is None:
            self.add_error(asked.fact.code, _("Choose what you found."))
        elif row.answer != State.UNKNOWN and (row.checked is None or row.checked < self.since):
            self.add_error("all_today", _("Tick this once somebody has looked, or say below the answer on which day."))
        else:
            self.row = row
        return cleaned
