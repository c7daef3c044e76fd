"""The rules of a price list below its grid, each as a form."""

from __future__ import annotations

from bookings.desk.price_rules import Document, Rule
from bookings.forms.place.rules.adjusting import AdjustmentForm, LimitForm, PricedAsForm, SettingUpForm
from bookings.forms.place.rules.cancelling import ScaleForm
from bookings.forms.place.rules.charges import ChargeForm
from bookings.forms.place.rules.choices import Choices
from bookings.forms.place.rules.dates import NamedDaysForm, SeasonForm
from bookings.forms.place.rules.form import RuleForm
from bookings.forms.place.rules.naming import OccasionForm, QuestionForm

FORMS: dict[str, type[RuleForm]] = {
    **dict.fromkeys(("extras", "fees", "bonds", "deposits"), ChargeForm),
    "adjustments": AdjustmentForm,
    "limits": LimitForm,
    "cancellation": ScaleForm,
    "occasions": OccasionForm,
    "facts": QuestionForm,
    "seasons": SeasonForm,
    "named_days": NamedDaysForm,
    "setting_up": SettingUpForm,
    "priced_as": PricedAsForm,
}


def knows(rule: Rule, document: Document, choices: Choices) -> bool:
    """Whether the page can show all that a rule says: saved again unchanged, it would say the same."""
    form = bound_again(rule, document, choices)
    return form.is_valid() and form.put() == document


def bound_again(rule: Rule, document: Document, choices: Choices) -> RuleForm:
    """The form as it comes back when nobody changed a box."""
    kind = FORMS[rule.table]
    shown = kind(rule=rule, document=document, choices=choices)
    typed = {name: shown[name].value() for name in shown.fields}
    return kind(
        {name: "" if value is None else value for name, value in typed.items()},
        rule=rule,
        document=document,
        choices=choices,
    )
