"""On which days, and from when to when: what somebody types, or says in one sentence, becomes a pattern."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import date_words
from accounts.plain_text import Line
from bookings import policy
from bookings.forms.days import DaysField, none_of_the_series
from bookings.forms.fields import ClockField, DayField, day_typed, times_between
from bookings.forms.sentences import BY_MONTH, BY_MONTH_END, ONCE, PICKED, REPEATS, every_words
from bookings.recurrence import Pattern, TermDays, Times
from bookings.recurrence.pattern import LAST, is_last_of_month, nth_of_month
from bookings.sent_numbers import sent_number
from venues.models import Venue


class SeriesForm(forms.Form):
    """Takes `venue` before anything else: its terms and its bank holidays."""

    sentence = Line(
        label=gettext_lazy("Say it in one sentence"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "For example: every Tuesday 6pm to 8pm, term time only, 9 September to 14 July, not 28 October. "
            "Or: every day 10am to noon from 3 August for two weeks. "
            "You can leave this empty, and fill in the boxes below."
        ),
    )
    sentence_read = forms.CharField(required=False, widget=forms.HiddenInput)
    on = DayField(label=gettext_lazy("Date"), help_text=gettext_lazy("The first date, where there are several."))
    starts = ClockField(label=gettext_lazy("From"))
    ends = ClockField(label=gettext_lazy("To"))
    repeat = forms.ChoiceField(
        label=gettext_lazy("How often?"),
        choices=REPEATS,
        widget=forms.RadioSelect(attrs={"class": "in-row"}),
        error_messages={"required": gettext_lazy("Choose how often.")},
    )
    until = DayField(label=gettext_lazy("Last date, if it repeats"), required=False)
    term_time = forms.BooleanField(label=gettext_lazy("In school term time only"), required=False)
    not_bank_holidays = forms.BooleanField(label=gettext_lazy("Not on bank holidays"), required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Is it on several days of the week?"),
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-row"}),
        help_text=gettext_lazy("Tick all of them. Leave them empty if it is only on that of the first date."),
    )
    picked = DaysField(
        label=gettext_lazy("The other dates, if you choose them one by one"),
        required=False,
        help_text=gettext_lazy("Each on a line of its own, for example 17 March."),
    )
    skip = DaysField(
        label=gettext_lazy("Dates to leave out, if it repeats"),
        required=False,
        help_text=gettext_lazy("Each on a line of its own, for example 28 October. Half-term, or a holiday."),
    )

    venue: Venue
    at: datetime
    terms: tuple[TermDays, ...] | None = None

    def know_the_venue(self, venue: Venue, at: datetime) -> None:
        """What its days are, and which years dates without one mean."""
        self.venue, self.at = venue, at
        calendar = venue.term_calendar
        if calendar is None:
            del self.fields["term_time"]
        else:
            self.terms = tuple(TermDays(term.starts_on, term.ends_on) for term in calendar.terms.all())
            self.fields["term_time"].help_text = _("By the terms of %(name)s.") % {"name": calendar.name}
        repeat, typed = self.fields["repeat"], self._typed("repeat")
        assert isinstance(repeat, forms.ChoiceField)
        weeks = sent_number(typed)
        if weeks is not None and 2 < weeks < policy.MOST_DATES:
            repeat.choices = [*REPEATS, (typed, every_words(weeks))]
        today = at.astimezone(venue.tz).date()
        for name in ("picked", "skip"):
            field = self.fields[name]
            assert isinstance(field, DaysField)
            field.mean(day_typed(self, "on") or today, day_typed(self, "until"))

    @property
    def known_until(self) -> date | None:
        """The last day that the school terms say anything about."""
        return max((term.last for term in self.terms or ()), default=None)

    @property
    def says_more(self) -> bool:
        """Whether some of what most people need not say is said, or wrong."""
        return any(self[name].value() or self[name].errors for name in ("weekdays", "picked", "skip"))

    def _typed(self, name: str) -> str:
        typed = self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name)
        return str(typed or "")

    def clean_sentence(self) -> str:
        """What was read of it stands in the other fields by now; what could not be read is told here."""
        sentence: str = self.cleaned_data["sentence"]
        troubles = getattr(self.data, "troubles", ())
        if troubles:
            raise ValidationError(list(troubles))
        return sentence

    def pattern(self, found: dict[str, Any]) -> Pattern | None:
        """Of the fields that have been read; None where there is an error beside one of them."""
        on, starts, ends, repeat = (found.get(name) for name in ("on", "starts", "ends", "repeat"))
        if on is None or starts is None or ends is None or not repeat:
            return None
        try:
            times = times_between(starts, ends)
        except ValidationError as refusal:
            self.add_error("ends", refusal)
            return None
        if repeat == ONCE:
            if found.get("until"):
                self.add_error("repeat", _("You gave a last date. Choose every week or every two weeks, or empty it."))
            return Pattern(on, times)
        rule = self._picked(on, times, found) if repeat == PICKED else self._rule(on, times, str(repeat), found)
        return self._left_out(rule, found) if rule else None

    def _picked(self, on: date, times: Times, found: dict[str, Any]) -> Pattern | None:
        days = tuple(sorted({on, *found.get("picked", ())}))
        if len(days) < 2:
            if "picked" not in self.errors:
                self.add_error("picked", _("Write the other dates, each on a line of its own."))
            return None
        if days[0] < self.at.astimezone(self.venue.tz).date():
            self.add_error("picked", _("%(day)s is past. Choose dates from today on.") % {"day": date_words(days[0])})
            return None
        return Pattern(days[0], times, picked=days)

    def _rule(self, on: date, times: Times, repeat: str, found: dict[str, Any]) -> Pattern | None:
        until = found.get("until")
        if until is None:
            if "until" not in self.errors:
                self.add_error("until", _("Say the last date of those that repeat."))
            return None
        if until < on:
            self.add_error("until", _("The last date is before the first one. Check both."))
            return None
        if until >= on + timedelta(weeks=policy.MOST_DATES):
            self.add_error("until", _("That is too long. Ask for two years at most."))
            return None
        if repeat in (BY_MONTH, BY_MONTH_END):
            nth = LAST if repeat == BY_MONTH_END else nth_of_month(on)
            return self._monthly(Pattern(on, times, until, nth=nth), repeat)
        days = frozenset([on.weekday(), *found.get("weekdays", ())])
        several = days if len(days) > 1 else frozenset[int]()
        return Pattern(on, times, until, every_weeks=int(repeat), weekdays=several)

    def _monthly(self, pattern: Pattern, repeat: str) -> Pattern | None:
        facts = {"day": date_words(pattern.first), "weekday": WEEKDAYS[pattern.first.weekday()]}
        if repeat == BY_MONTH and pattern.nth == LAST:
            words = _("%(day)s is the fifth %(weekday)s of its month; most have four. Choose the last of every month.")
        elif repeat == BY_MONTH_END and not is_last_of_month(pattern.first):
            words = _("%(day)s is not the last %(weekday)s of its month. Check the first date.")
        else:
            return pattern
        self.add_error("repeat", words % facts)
        return None

    def _left_out(self, rule: Pattern, found: dict[str, Any]) -> Pattern | None:
        """Without the days to leave out, those out of term, and bank holidays."""
        typed = found.get("skip") or {}
        pattern = replace(
            rule,
            skip=frozenset(typed),
            terms=self.terms if found.get("term_time") else None,
            nation=self.venue.nation if found.get("not_bank_holidays") else "",
        )
        for words in none_of_the_series(pattern, typed):
            self.add_error("skip", words)
        if not pattern.dates():
            name = "term_time" if found.get("term_time") else "not_bank_holidays"
            self.add_error(name, _("No date is left then. Check the first and the last date."))
            return None
        return pattern
