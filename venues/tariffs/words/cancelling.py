"""A scale of refunds in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from venues.money import Money
from venues.tariffs.scales import Counted, Notice, Refund, Scale

Words = Callable[[int], str]
PLENTY = Money(100_000_000)  # of which something comes back if anything ever does


def scale_words(scale: Scale, currency: str = "GBP") -> str:
    """Cancel at least 14 days before and all of it comes back; at least 7 days: half; later: nothing."""
    if not any(step.of(PLENTY) for step in scale.steps):
        return _("Nothing comes back, however early you cancel.")
    first, *others = scale.steps
    parts = [_first_words(scale, first, currency), *(_later_words(scale, step, currency) for step in others)]
    if scale.steps[-1].at_least:
        parts.append(_("later: nothing"))
    said = [_("%(steps)s.") % {"steps": "; ".join(parts)}, _counting_words(scale), *_exceptions(scale)]
    return " ".join(filter(None, said))


def charge_words(scale: Scale, notice: int, due: Money, away: str) -> str:
    """More than 7 days: no charge. You are 5 days away: 50%, £12.00.

    `due` is the sum with so much notice, which is `away`; of the steps, those that ask for more are told.
    """
    missed = [step for step in scale.steps if step.at_least > notice]
    told = missed if due else missed or scale.steps[:1]
    before = [
        _more_than(scale) % {"notice": notice_words(scale, step.at_least), "charge": share_due(step, due.currency)}
        for step in told
    ]
    if not due:
        now = _("You are %(away)s away: no charge.") % {"away": away}
    else:
        share = share_due(scale.step(notice), due.currency)
        sums = str(due) if share == str(due) else _("%(share)s, %(due)s") % {"share": share, "due": due}
        now = _("You are %(away)s away: %(sums)s.") % {"away": away, "sums": sums}
    return " ".join([*before, now])


def _more_than(scale: Scale) -> str:
    """By the hour, the very moment is no time at all; where days count, the day itself is among them."""
    if scale.counted == Counted.FULL:
        return _("More than %(notice)s: %(charge)s.")
    return _("At least %(notice)s: %(charge)s.")


def share_due(step: Refund | None, currency: str = "GBP") -> str:
    """No charge; 50%; 25% and £15.00; the whole price."""
    if step is None or not step.percent:
        return _("the whole price") + (_bounds_words(step, currency) if step else "")
    fee = str(Money(step.fee, currency)) if step.fee else ""
    if step.percent == 100:
        return (fee or _("no charge")) + _bounds_words(step, currency)
    named = {Fraction(100, 3): _("a third"), Fraction(200, 3): _("two thirds")}
    left = 100 - step.percent
    percent = f"{left.numerator / left.denominator:.2f}".rstrip("0").rstrip(".")
    share = named.get(left) or _("%(percent)s%%") % {"percent": percent}
    return (_("%(share)s and %(fee)s") % {"share": share, "fee": fee} if fee else share) + _bounds_words(step, currency)


def _bounds_words(step: Refund, currency: str) -> str:
    words = []
    if step.least_kept:
        words.append(_("at least %(sum)s") % {"sum": Money(step.least_kept, currency)})
    if step.most_kept is not None:
        words.append(_("at most %(sum)s") % {"sum": Money(step.most_kept, currency)})
    return "".join(f", {part}" for part in words)


def _exceptions(scale: Scale) -> list[str]:
    said = []
    if scale.unless_relet:
        said.append(_("If somebody else books the hours, nothing is charged."))
    if scale.as_credit:
        said.append(_("What comes back of a part is a credit for your next hire, no money."))
    return said


def _first_words(scale: Scale, step: Refund, currency: str) -> str:
    share = _("all of it") if step.percent == 100 else _share_words(step)
    facts = {"notice": notice_words(scale, step.at_least), "share": share, "less": _less_words(step, currency)}
    if step.at_least:
        return _("Cancel at least %(notice)s before and %(share)s comes back%(less)s") % facts
    return _("Cancel at any time before it begins and %(share)s comes back%(less)s") % facts


def _later_words(scale: Scale, step: Refund, currency: str) -> str:
    facts = {"notice": notice_words(scale, step.at_least), "back": back_words(step, currency)}
    return (_("at least %(notice)s: %(back)s") if step.at_least else _("later: %(back)s")) % facts


def notice_words(scale: Scale, count: int) -> str:
    """14 days; 3 working days; 14 clear days."""
    if scale.counted == Counted.CLEAR and scale.notice in CLEAR:
        return CLEAR[scale.notice](count) % {"count": count}
    return LENGTHS[scale.notice](count) % {"count": count}


def back_words(step: Refund, currency: str = "GBP") -> str:
    """All; half; 75%, less a fee of £15.00."""
    return _share_words(step) + _less_words(step, currency)


def _less_words(step: Refund, currency: str) -> str:
    """What is taken off, and the bounds of what is kept; nothing where there is neither."""
    words = []
    if step.fee and step.percent:
        words.append(_("less a fee of %(fee)s") % {"fee": Money(step.fee, currency)})
    if step.least_kept:
        words.append(_("at least %(sum)s is kept") % {"sum": Money(step.least_kept, currency)})
    if step.most_kept is not None:
        words.append(_("at most %(sum)s is kept") % {"sum": Money(step.most_kept, currency)})
    return "".join(f", {part}" for part in words)


def _share_words(step: Refund) -> str:
    named = {
        Fraction(0): _("nothing"),
        Fraction(50): _("half"),
        Fraction(100): _("all"),
        Fraction(100, 3): _("a third"),
        Fraction(200, 3): _("two thirds"),
    }
    if step.percent in named:
        return named[step.percent]
    return step.text if "/" in step.text else _("%(percent)s%%") % {"percent": step.text}


def _counting_words(scale: Scale) -> str:
    """Which days count, where that is not plain."""
    if scale.notice == Notice.HOURS:
        return ""
    words = {
        Counted.FULL: "",
        Counted.DATES: _("The date counts, whatever the hour."),
        Counted.CLEAR: _("Neither the day you tell us nor the day of the hire counts."),
    }[scale.counted]
    if scale.notice == Notice.WORKING_DAYS:
        words = f"{words} {_('Working days are Monday to Friday without bank holidays.')}".strip()
    return words


LENGTHS: Mapping[Notice, Words] = {
    Notice.HOURS: lambda count: ngettext("%(count)d hour", "%(count)d hours", count),
    Notice.DAYS: lambda count: ngettext("%(count)d day", "%(count)d days", count),
    Notice.WEEKS: lambda count: ngettext("%(count)d week", "%(count)d weeks", count),
    Notice.MONTHS: lambda count: ngettext("%(count)d month", "%(count)d months", count),
    Notice.WORKING_DAYS: lambda count: ngettext("%(count)d working day", "%(count)d working days", count),
}
CLEAR: Mapping[Notice, Words] = {
    Notice.DAYS: lambda count: ngettext("%(count)d clear day", "%(count)d clear days", count),
    Notice.WEEKS: lambda count: ngettext("%(count)d clear week", "%(count)d clear weeks", count),
    Notice.MONTHS: lambda count: ngettext("%(count)d clear month", "%(count)d clear months", count),
    Notice.WORKING_DAYS: lambda count: ngettext("%(count)d clear working day", "%(count)d clear working days", count),
}
