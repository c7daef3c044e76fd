"""What the hall says of a fault: what happens next, that it is mended, that it is none or was told before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import span_words
from accounts.plain_text import Line
from bookings.forms.fields import DayField
from venues.access.vocabulary import FACTS
from venues.access.words import equipment
from venues.models import Closure, Fault

LONGEST_ANSWER = 200
USUAL_FACT = {Fault.Kind.LIFT: "mov_lift", Fault.Kind.LOOP: "hea_listening", Fault.Kind.TOILET: "wc_accessible"}
FOR_EXAMPLE = {Fault.Kind.HOT_WATER: gettext_lazy("No hot water"), Fault.Kind.HEATING: gettext_lazy("No heating")}


class ClosureField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Closure) -> str:
        return span_words(obj.starts_at, obj.ends_at, obj.venue.tz)


class PlanForm(forms.Form):
    """All of it may be left empty."""

    all_optional = True
    due_on = DayField(
        label=gettext_lazy("To be mended by"), required=False, help_text=gettext_lazy("Only the hall sees this day.")
    )
    public_words = Line(
        label=gettext_lazy("What everybody reads until it is mended"),
        max_length=80,
        required=False,
        help_text=gettext_lazy(
            "A few words, for example “No hot water”. They stand on the room’s page with the day since when. "
            "Empty: nothing is shown."
        ),
        error_messages={"max_length": gettext_lazy("Use at most %(limit_value)d letters; these are %(show_value)d.")},
    )
    fact = forms.ChoiceField(
        label=gettext_lazy("Does somebody who needs access depend on it?"),
        required=False,
        help_text=gettext_lazy(
            "Then it is told as out of order in the access guide and to those who asked for it, until it is mended."
        ),
        error_messages={"invalid_choice": gettext_lazy("Choose something from the list.")},
    )
    closure = ClosureField(
        label=gettext_lazy("Is the room shut because of it?"),
        queryset=Closure.objects.none(),
        required=False,
        empty_label=gettext_lazy("No"),
        help_text=gettext_lazy("The hours of this closure count as hours that the fault took."),
        error_messages={"invalid_choice": gettext_lazy("This closure has been taken away. Choose again.")},
    )

    def __init__(self, *args: Any, fault: Fault, **kwargs: Any) -> None:
        """`fault` comes with its venue, room and outage."""
        usual = USUAL_FACT.get(Fault.Kind(fault.kind), "")
        is_out = bool(usual) and fault.venue.outages.filter(fact=usual).since(timezone.localdate()).exists()
        is_new = fault.due_on is None and not fault.public_words
        kwargs["initial"] = {
            "due_on": fault.due_on,
            "public_words": fault.public_words,
            "closure": fault.closure_id,
            "fact": usual if is_new and not is_out else "",  # else who saves only a day leaves the guide saying yes
        }
        super().__init__(*args, **kwargs)
        self.fault = fault
        fact, closure = self.fields["fact"], self.fields["closure"]
        assert isinstance(fact, forms.ChoiceField)
        assert isinstance(closure, forms.ModelChoiceField)
        if fault.outage_id:
            del self.fields["fact"]
        if is_out:
            fact.help_text = _("%(what)s: that is told as out of order already.") % {"what": equipment(FACTS[usual])}
        equipped = sorted((code for code, about in FACTS.items() if about.depends), key=lambda code: code != usual)
        fact.choices = [("", _("No")), *((code, equipment(FACTS[code])) for code in equipped)]
        since = fault.venue.closures.filter(ends_at__gte=fault.made_at)
        closure.queryset = since.select_related("venue").order_by("starts_at", "pk")
        if not closure.queryset.exists():
            del self.fields["closure"]

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        if day and day < self.fault.made_on:
            raise forms.ValidationError(_("That is before it was told. Give a later day."))
        return day


class MendedForm(forms.Form):
    mended_on = DayField(label=gettext_lazy("Mended on"))
    answer = Line(
        label=gettext_lazy("What was done?"),
        max_length=LONGEST_ANSWER,
        required=False,
        help_text=gettext_lazy(
            "A sentence for whoever told it, and for your report if you choose it: “A new heater was fitted.”"
        ),
    )

    def __init__(self, data: Any = None, *, fault: Fault, today: date) -> None:
        super().__init__(data, initial={"mended_on": today})
        self.fault, self.today = fault, today

    def clean_mended_on(self) -> date:
        day: date = self.cleaned_data["mended_on"]
        if day > self.today:
            raise forms.ValidationError(_("That day is still to come. Check the date."))
        if day < self.fault.made_on:
            raise forms.ValidationError(_("That is before it was told. Check the date."))
        return day


class NoFaultForm(forms.Form):
    answer = Line(
        label=gettext_lazy("What did you find?"),
        max_length=LONGEST_ANSWER,
        required=False,
        help_text=gettext_lazy("A sentence for whoever told it: “The switch is behind the door.”"),
    )


class SameForm(forms.Form):
    other = forms.TypedChoiceField(
        label=gettext_lazy("Which one?"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose the other one."),
            "invalid_choice": gettext_lazy("That one has been settled meanwhile. Choose again."),
        },
    )

    def __init__(self, *args: Any, others: Sequence[Fault], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {each.pk: each for each in others}
        other = self.fields["other"]
        assert isinstance(other, forms.TypedChoiceField)
        lines = [(pk, _in_a_line(each)) for pk, each in self.others.items()]
        other.choices = [("", _("Choose")), *lines]

    @property
    def chosen(self) -> Fault:
        return self.others[self.cleaned_data["other"]]


def _in_a_line(fault: Fault) -> str:
    facts = {"what": fault.what, "where": fault.where, "day": fault.made_on.strftime("%d/%m/%Y")}
    return _("%(what)s, %(where)s, told %(day)s") % facts
