"""The kinds of rule that a price list has below its grid, as the page that lists them says it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class RuleKind:
    """What its rules are called together, what adding one is called, and what it is for."""

    table: str
    title: Promise
    add: Promise
    hint: Promise

    @property
    def slug(self) -> str:
        """What its addresses have."""
        return self.table.replace("_", "-")


KINDS = {
    kind.slug: kind
    for kind in (
        RuleKind("extras", _("Extras"), _("Add an extra"), _("What people ask for: a kitchen, a projector, chairs.")),
        RuleKind(
            "fees",
            _("Charges that always come on top"),
            _("Add a charge on top"),
            _("Cleaning, heating, insurance, a late-night supplement."),
        ),
        RuleKind(
            "bonds", _("Money held"), _("Add money held"), _("Held against damage, or for a key, and given back.")
        ),
        RuleKind(
            "deposits",
            _("Due on booking"),
            _("Add what is due on booking"),
            _("A part of the price that is paid first."),
        ),
        RuleKind(
            "adjustments",
            _("More or less"),
            _("Add more or less"),
            _("Ten dates booked together cost less; bank holidays cost double."),
        ),
        RuleKind(
            "limits",
            _("Never more, never less"),
            _("Add a limit"),
            _("At most so much a day; at least so much for each booking."),
        ),
        RuleKind(
            "cancellation",
            _("When somebody cancels"),
            _("Add terms of cancelling"),
            _("How much comes back with how much notice."),
        ),
        RuleKind(
            "occasions",
            _("Occasions"),
            _("Add an occasion"),
            _("Party, wedding, show: where it has prices of its own."),
        ),
        RuleKind(
            "facts",
            _("Questions"),
            _("Add a question"),
            _("What a price depends on and nobody can know: is alcohol sold, what does the meter say."),
        ),
        RuleKind("seasons", _("Seasons"), _("Add a season"), _("Winter, from October to April.")),
        RuleKind(
            "named_days", _("Named days"), _("Add named days"), _("Bank holidays, school terms, Christmas, the fête.")
        ),
        RuleKind(
            "setting_up",
            _("Setting up and clearing away"),
            _("Add setting up"),
            _("Time before and after at half the price, or free."),
        ),
        RuleKind(
            "priced_as",
            _("Who pays as somebody else"),
            _("Add who pays as somebody else"),
            _("Beyond six free meetings, a tenant pays what anyone does."),
        ),
    )
}
