"""How many came to the dates of a booking in a month, and whether the space was right; all of it may be left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import span_words
from accounts.plain_text import Line
from bookings.actions.say_how_many import Judged, MonthSaid
from bookings.forms.desk import MOST_PEOPLE
from bookings.how_many import AskedOf
from bookings.models import Verdict

OTHER, UNKNOWN = "other", "unknown"
OF_PEOPLE: dict[str, Any] = {
    "min_value": 0,
    "max_value": MOST_PEOPLE,
    "required": False,
    "error_messages": {
        "invalid": gettext_lazy("Type a whole number, such as 24."),
        "min_value": gettext_lazy("Nobody can count fewer than 0 people."),
        "max_value": gettext_lazy("That is more people than any hall holds. Check the number."),
    },
}


class AskedOfForm(forms.Form):
    """For one booking: one number for all of its dates, and another for any that was different."""

    all_optional = True

    how = forms.ChoiceField(required=False, widget=forms.RadioSelect(attrs={"class": "in-row"}))
    number = forms.IntegerField(label=gettext_lazy("Another number"), **OF_PEOPLE)

    def __init__(self, data: Any = None, *, asked: AskedOf, desk: bool = False) -> None:
        """The `desk` types one number for each, and is not asked whether the space was right."""
        super().__init__(data, prefix=f"booking-{asked.booking.pk}", initial=_initial(asked))
        self.asked = asked
        how = self.fields["how"]
        assert isinstance(how, forms.ChoiceField)
        how.label = _("About %(people)s, as usual?") % {"people": asked.usual} if asked.usual else _("How many came?")
        yes = [(str(asked.usual), _("Yes, about %(people)s") % {"people": asked.usual})] if asked.usual else []
        how.choices = [*yes, (OTHER, _("Another number")), (UNKNOWN, _("We cannot say"))]
        self.by_date = {f"date-{session.pk}": session for session in asked.sessions if len(asked.sessions) > 1}
        for name, session in self.by_date.items():
            when = span_words(session.starts_at, session.ends_at, session.venue.tz)
            self.fields[name] = forms.IntegerField(label=when, initial=_different(session.typical, asked), **OF_PEOPLE)
        if desk or not asked.sessions:
            del self.fields["how"]
        if desk:
            self.fields["number"].label = _("About how many came?")
            self.fields["number"].help_text = _("%(people)s are usual.") % {"people": asked.usual}
        elif not asked.sessions:
            del self.fields["number"]
        if asked.verdict is not None and not desk:
            self._ask_for_a_verdict(asked.verdict)

    def _ask_for_a_verdict(self, verdict: Verdict) -> None:
        """From 5 to 1, as people expect to find the best first."""
        ends = {Verdict.BEST: _("5, quite right"), 1: _("1, not at all")}
        scores = [(score, ends.get(score, str(score))) for score in range(Verdict.BEST, 0, -1)]
        self.fields["score"] = forms.TypedChoiceField(
            label=_("The space was right for what we did"),
            choices=scores,
            coerce=int,
            empty_value=None,
            required=False,
            initial=verdict.score,
            widget=forms.RadioSelect(attrs={"class": "in-row"}),
        )
        self.fields["words"] = Line(
            label=_("A sentence about it, if you like"),
            help_text=_("At most 200 letters. The hall reads it. Please name nobody."),
            max_length=200,
            required=False,
            initial=verdict.words,
            error_messages={"max_length": _("That is longer than %(limit_value)d letters. Say it more shortly.")},
        )
        self.fields["may_quote"] = forms.ChoiceField(
            label=_("May the hall quote it in its report?"),
            choices=Verdict.Quote.choices,
            required=False,
            initial=verdict.may_quote,
            widget=forms.RadioSelect,
        )

    @property
    def dates(self) -> list[forms.BoundField]:
        return [self[name] for name in self.by_date]

    @property
    def has_dates(self) -> bool:
        """Whether one of them was different, or is wrong."""
        return any(field.value() not in (None, "") or field.errors for field in self.dates)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        how, number = found.get("how"), found.get("number")
        if number is not None and how and how != OTHER:
            self.add_error("number", _("You chose another answer above. Choose “Another number”, or empty this."))
        elif how == OTHER and number is None and "number" not in self.errors:
            self.add_error("number", _("Type how many came, about."))
        if found.get("words") and found.get("score") is None and "score" not in self.errors:
            self.add_error("score", _("Choose a number from 1 to 5 with your sentence."))
        return found

    @property
    def is_answered(self) -> bool:
        """Of a form without faults."""
        found = self.cleaned_data
        dates = any(found[name] is not None for name in self.by_date)
        return bool(found.get("how")) or found.get("number") is not None or dates or found.get("score") is not None

    @property
    def numbers(self) -> dict[int, int | None]:
        """By the key of the session, of a form without faults; nothing of a booking that was passed over."""
        found = self.cleaned_data
        how, number = found.get("how") or "", found.get("number")
        for_all = number if number is not None else int(how) if how.isdigit() else None
        said = {session.pk: found[name] for name, session in self.by_date.items() if found[name] is not None}
        everyone = {session.pk: for_all for session in self.asked.sessions} if how or number is not None else {}
        return everyone | said

    @property
    def judged(self) -> Judged | None:
        if "score" not in self.fields:
            return None
        found = self.cleaned_data
        return Judged(found["score"], found["words"], found["may_quote"])


class HowManyForms:
    """All that is asked about a month, in one page; `is_empty` where nothing at all was said."""

    def __init__(self, data: Any = None, *, asked: Sequence[AskedOf], desk: bool = False) -> None:
        self.is_bound = data is not None
        self.each = [AskedOfForm(data, asked=one, desk=desk) for one in asked]

    def is_valid(self) -> bool:
        faults = [form.errors for form in self.each]  # of each of them, so that all are marked
        return self.is_bound and not any(faults)

    @property
    def is_empty(self) -> bool:
        return not any(form.is_answered for form in self.each)

    @property
    def said(self) -> MonthSaid:
        numbers = {key: number for form in self.each for key, number in form.numbers.items()}
        judged = {form.asked.booking.pk: form.judged for form in self.each}
        return MonthSaid(numbers, {key: each for key, each in judged.items() if each is not None})


def _initial(asked: AskedOf) -> dict[str, Any]:
    """What was said before: the number of most of its dates stands above, that of the others beside them."""
    common = _common(asked)
    if common is None:
        return {}
    return {"how": str(common)} if common == asked.usual else {"how": OTHER, "number": common}


def _common(asked: AskedOf) -> int | None:
    said = [number for number in asked.said if number is not None]
    return max(said, key=said.count) if said else None


def _different(number: int | None, asked: AskedOf) -> int | None:
    return None if number == _common(asked) else number
