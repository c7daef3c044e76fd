"""What the desk says to each thing that is needed, what is to be done, and whether it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.clock import time_words
from accounts.plain_text import Line, Lines
from bookings.actions.answer_needs import Answered, ToDo
from bookings.forms.unmarked import unmarked
from bookings.models import Adjustment, DidItWork, StatedNeed
from venues.access.vocabulary import FACTS
from venues.access.words import equipment

BEFORE = (0, 15, 30, 60, 120, 240, Adjustment.MOST_BEFORE)
USUAL_BEFORE = 30
NEAR = 240  # minutes: a time further before the task is hardly about it
A_TIME = re.compile(r"\b(1[0-2]|[1-9])(?:[:.]([0-5]\d))? ?([ap]m)\b", re.IGNORECASE)
ANSWER = StatedNeed.Answer


def before_words(minutes: int) -> str:
    """How long before a date begins."""
    if minutes == 0:
        return _("When it begins")
    if minutes == Adjustment.MOST_BEFORE:
        return _("The day before, at that time")
    if minutes % 60:
        return ngettext("%(count)d minute before", "%(count)d minutes before", minutes) % {"count": minutes}
    hours = minutes // 60
    return ngettext("%(count)d hour before", "%(count)d hours before", hours) % {"count": hours}


def promised_earlier(told: str, before: int, starts: Iterable[time]) -> Iterator[tuple[time, time]]:
    """Times that the words name in the hours before a task is due, with the time when it is, so many minutes before."""
    for start in starts:
        due = start.hour * 60 + start.minute - before
        for hour, minute, half in A_TIME.findall(told):
            promised = (int(hour) % 12 + (12 if half.lower() == "pm" else 0)) * 60 + int(minute or 0)
            if due - NEAR < promised < due:
                yield time(*divmod(promised, 60)), time(*divmod(due, 60))


class AnswerNeedForm(forms.Form):
    """For one need; nothing chosen is no answer yet."""

    answer = forms.ChoiceField(
        label=gettext_lazy("What do you say?"),
        choices=ANSWER.choices,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "in-row"}),
    )
    told = Line(
        label=gettext_lazy("In words for them (needed for “We see to it” and “We cannot”)"),
        required=False,
        max_length=StatedNeed._meta.get_field("told").max_length,
        help_text=gettext_lazy("For example: The ramp at the side door will be out by 6:30pm."),
    )
    instead = Line(
        label=gettext_lazy("If you cannot: which other room or time would do?"),
        required=False,
        max_length=StatedNeed._meta.get_field("instead").max_length,
        help_text=gettext_lazy("Where there is none, write that."),
    )
    leans_on = forms.ChoiceField(
        label=gettext_lazy("Does it depend on something that may break?"),
        required=False,
        help_text=gettext_lazy("While that is out of order, you and they are told."),
    )
    what = Line(
        label=gettext_lazy("What is to be done"),
        required=False,
        max_length=Adjustment._meta.get_field("what").max_length,
        help_text=gettext_lazy("For example: Put out the ramp. Never for whom, and never why."),
    )
    where = Line(
        label=gettext_lazy("Where, if not in the room"),
        required=False,
        max_length=Adjustment._meta.get_field("where").max_length,
    )
    before = forms.TypedChoiceField(label=gettext_lazy("By when, before each date"), coerce=int, required=False)

    time_is_meant = forms.BooleanField(
        label=gettext_lazy("Keep it: the time in the words is about something else"), required=False
    )

    def __init__(
        self, data: Any = None, *, row: StatedNeed, task: Adjustment | None, starts: Iterable[time] = ()
    ) -> None:
        """`starts` are the times at which dates to come begin, by the venue's clock."""
        now: dict[str, Any] = {name: getattr(row, name) for name in ("answer", "told", "instead", "leans_on")}
        now["before"] = USUAL_BEFORE
        if task:
            now |= {"what": task.what, "where": task.where, "before": task.minutes_before}
        super().__init__(data, prefix=f"need-{row.pk}", initial=now)
        self.row, self.task, self.starts = row, task, starts
        before = self.fields["before"]
        assert isinstance(before, forms.TypedChoiceField)
        kept = sorted({*BEFORE, now["before"]})
        before.choices = [(minutes, before_words(minutes)) for minutes in kept]
        leans_on = self.fields["leans_on"]
        assert isinstance(leans_on, forms.ChoiceField)
        about = [(code, equipment(fact)) for code, fact in FACTS.items() if fact.depends]
        leans_on.choices = [("", _("No")), *about]
        for field in self.fields.values():
            unmarked(field)

    @property
    def has_task(self) -> bool:
        """Whether something to do, or what it depends on, is written down, or wrong."""
        said = any(self[name].value() or self[name].errors for name in ("what", "where", "leans_on"))
        return said or bool(self["before"].errors)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        answer = found.get("answer")
        if not answer and any(found.get(name) for name in ("told", "instead", "leans_on", "what", "where")):
            self.add_error("answer", _("Choose what you say to it."))
        if answer in (ANSWER.ARRANGED, ANSWER.CANNOT) and "told" not in self.errors and not found.get("told"):
            words = _("Say why you cannot.") if answer == ANSWER.CANNOT else _("Say what you will do.")
            self.add_error("told", words)
        if answer == ANSWER.CANNOT and "instead" not in self.errors and not found.get("instead"):
            self.add_error("instead", _("Name another room or time that would do; where there is none, write that."))
        if answer and answer != ANSWER.CANNOT and found.get("instead"):
            words = _("Another room or time goes only with “%(answer)s”. Choose that, or empty this.")
            self.add_error("instead", words % {"answer": ANSWER.CANNOT.label})
        if answer == ANSWER.CANNOT and found.get("leans_on"):
            self.add_error("leans_on", _("You cannot do it, so it depends on nothing. Choose “No”."))
        self._look_at_what_is_to_be_done(found)
        before = found.get("before")
        if answer == ANSWER.ARRANGED and found.get("what") and isinstance(before, int) and not found["time_is_meant"]:
            self._must_be_in_time(found.get("told", ""), before)
        return found

    def _look_at_what_is_to_be_done(self, found: dict[str, Any]) -> None:
        what, where = found.get("what"), found.get("where")
        if found.get("answer") in (ANSWER.AS_IT_IS, ANSWER.CANNOT) and (what or where):
            words = _("Something is to be done only where you choose “%(answer)s”. Choose that, or empty this.")
            self.add_error("what" if what else "where", words % {"answer": ANSWER.ARRANGED.label})
        elif found.get("answer") and where and not what and "what" not in self.errors:
            self.add_error("what", _("Say what is to be done there."))
        elif what and found.get("before") == "":
            self.add_error("before", _("Choose by when it is to be done."))

    def _must_be_in_time(self, told: str, before: int) -> None:
        """A promise of half past six is not kept by a task for seven."""
        late = next((pair for pair in promised_earlier(told, before, self.starts)), None)
        if late:
            facts = {"promised": time_words(late[0]), "due": time_words(late[1])}
            words = _("You tell them %(promised)s, and this is to be done by %(due)s. Choose an earlier time.") % facts
            self.add_error("before", words)

    @property
    def asks_whether_the_time_is_meant(self) -> bool:
        return bool(self["before"].errors or self["time_is_meant"].value())

    @property
    def is_answered(self) -> bool:
        """Whether something is chosen, of a form without faults."""
        return self.is_valid() and bool(self.cleaned_data["answer"])

    @property
    def answered(self) -> Answered:
        """Of a form without faults."""
        found = self.cleaned_data
        to_do = ToDo(found["what"], found["where"], found["before"]) if found["what"] else None
        return Answered(
            self.row.pk,
            found["answer"],
            found["told"] if found["answer"] else "",
            found["instead"],
            to_do if found["answer"] == ANSWER.ARRANGED else None,
            found["leans_on"],
        )


class WorkedForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Did it work?"),
        choices=DidItWork.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose yes, in part or no.")},
    )
    words = Lines(
        label=gettext_lazy("Is there anything that the hall should know?"),
        required=False,
        max_length=DidItWork._meta.get_field("words").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
