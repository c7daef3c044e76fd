"""The answer to a question about access: each fact that was asked, and a line to whoever asks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.desk.answering import Asked
from bookings.forms.place.access import AnswersForm


class ReplyForm(AnswersForm):
    """As a place is answered for, but nothing may be left out."""

    reply = Line(
        label=gettext_lazy("Anything to add for whoever asks?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("It goes with the answer, and stands nowhere else."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.open:  # all of it is the manager's: a word to whoever asks is all there is to say
            del self.fields["all_today"]
            self.fields["reply"].required = True
        self.order_fields([name for name in self.fields if name != "reply"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for asked in self.open:
            if asked.fact.code not in self.errors and not self._is_said(asked, cleaned):
                self.add_error(asked.fact.code, _("Answer this too; “I do not know” is an answer."))
        return cleaned

    def _is_said(self, asked: Asked, cleaned: dict[str, Any]) -> bool:
        code = asked.fact.code
        return bool(cleaned.get(code)) or cleaned.get(f"{code}-number") is not None
