"""An issued report beside the same counted now: which figure was what, is what, and why as far as anybody can know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Disposal, JournalEntry
from bookings.models import IssuedReport
from bookings.reports.building import build
from bookings.reports.freezing import PARTS, FrozenValue, frozen_figures, rules_of, values_of, window_of
from bookings.reports.packs import Pack
from bookings.reports.set_by_the_hall import EVERY, SETTINGS
from bookings.reports.values import Edition, Key, Report, lasting_key

ANY = ("",)
COUNTS = ("A7", "D1", "D2", "E6", "E7", "E8", "E10", "E12", "E14", "F5h")
MONEY = ("A", "E12", "F4", "F5", "provenance")
GROUPS = ("C9", "D6", "E5", "E9", "F", "N1", "A6")
# What is on offer has nobody behind it, and unmet hours are counted from rows that are kept.
OF_PEOPLE = ("A", "B5", "B6", "B7", "B8", "C3", "C4", "C6", "C7", "C9", "C10", "D", "E", "F", "N", "provenance")
REASONS: dict[str, tuple[Promise, tuple[str, ...]]] = {
    "counted": (gettext_lazy("people were counted later"), COUNTS),
    "took a count back": (gettext_lazy("a count was taken back"), COUNTS),
    "waived": (gettext_lazy("a charge was taken off"), MONEY),
    "relet": (gettext_lazy("what somebody else has since was credited"), MONEY),
    "cancelled": (gettext_lazy("something was cancelled"), ANY),
    "cancelled for them": (gettext_lazy("something was cancelled"), ANY),
    "cancelled by the hall": (gettext_lazy("something was cancelled"), ANY),
    "changed": (gettext_lazy("dates were changed"), ANY),
    "changed the kind": (gettext_lazy("a group was told to be of another kind"), ANY),
    "merged into another": (gettext_lazy("two groups turned out to be one"), GROUPS),
    "parted from another": (gettext_lazy("one group turned out to be two"), GROUPS),
    "brought in a diary": (gettext_lazy("a paper diary was brought in"), ANY),
    "took a diary out": (gettext_lazy("a paper diary was taken out"), ANY),
    "imported": (gettext_lazy("the hall was brought in from its file"), ANY),
    "changed hours": (gettext_lazy("opening hours were changed"), ("B", "C", "E", "provenance")),
    "changed closures": (gettext_lazy("closures were changed"), ("B", "C", "E")),
    "changed rooms": (gettext_lazy("rooms were changed"), ("B", "C", "D", "E")),
    "changed prices": (gettext_lazy("price lists were changed"), ("A",)),
    "changed access": (gettext_lazy("what is known of access was changed"), ("B", "C2")),
    "changed what the report says": (
        gettext_lazy("what the hall types for its report was changed"),
        ("A10", "A11", "D", "E"),
    ),
}
OF_RETENTION: dict[str, tuple[str, ...]] = {
    Disposal.Kind.ERASED: OF_PEOPLE,
    Disposal.Kind.ENQUIRIES: ("B5", "B6", "C3", "C4", "C6", "F8", "N1"),
    Disposal.Kind.CONTACTS: GROUPS,
    Disposal.Kind.NEEDS: ("B5",),
    Disposal.Kind.FEEDBACK: ("B7", "B8", "D5", "F", "A12"),
    Disposal.Kind.FAULTS: ("D4",),
    Disposal.Kind.SOUGHT: ("C5",),
}


@dataclass(frozen=True)
class Difference:
    """One value that reads otherwise than when it was issued; without a reason, why is not known."""

    figure: str
    label: str
    was: str
    now: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Reason:
    words: str
    starts: tuple[str, ...]  # of the figures that it can have changed
    whole: bool = False  # they are their ids

    def is_of(self, value: FrozenValue) -> bool:
        figure = value.figure or value.key[0]
        return figure in self.starts if self.whole else figure.startswith(self.starts)


def counted_again(issued: IssuedReport) -> Report:
    """The same parameters and as-at, from the rows as they are now; the venue comes with its operator."""
    return build(
        issued.venue,
        issued.first,
        issued.until,
        as_at=issued.as_at,
        edition=Edition(issued.edition),
        pack=Pack(issued.pack),
        window=window_of(issued.window),
    ).unnamed()


def differences(issued: IssuedReport) -> list[Difference]:
    """In the order of the report; none where all reads as it did."""
    again = counted_again(issued)
    figures, reasons = frozen_figures(again), list(_reasons(issued, again))
    found: list[Difference] = []
    for part in PARTS:
        left_out = {lasting_key(*key) for of, *key in issued.figures.get("left_out", ()) if of == part}

        def why(value: FrozenValue, left_out: set[Key] = left_out) -> tuple[str, ...]:
            since = tuple(reason.words for reason in reasons if reason.is_of(value))
            return (_("left out when it was issued"),) if value.key in left_out else since

        found += _between(values_of(issued.figures, part), values_of(figures, part), why, of_last_year=part != "values")
    return found


def _between(
    before: Iterable[FrozenValue],
    after: Iterable[FrozenValue],
    why: Callable[[FrozenValue], tuple[str, ...]],
    *,
    of_last_year: bool,
) -> Iterator[Difference]:
    was, now = {value.key: value for value in before}, {value.key: value for value in after}
    for key, value in {**was, **now}.items():
        then, today = was.get(key), now.get(key)
        read, reads = (each.shown if each else _("not given") for each in (then, today))
        if read != reads:
            label = value.label
            if then and today and then.label != today.label:
                label = _("%(was)s; now: %(now)s") % {"was": then.label, "now": today.label}
            if of_last_year:
                label = _("%(label)s, last year") % {"label": label}
            yield Difference(value.figure, label, read, reads, why(value))


def _reasons(issued: IssuedReport, again: Report) -> Iterator[Reason]:
    """What happened since: versions, what it rests on, the journal, and the rules of retention."""
    if issued.rules != rules_of(again):
        yield Reason(_("the rules by which it is counted are newer"), ANY)
    elif issued.software != settings.VERSION:
        yield Reason(_("the software is newer"), ANY)
    yield from _of_parameters(dict(issued.parameters), dict(again.settings))
    venue = issued.venue
    about = Q(subject_kind="venue", subject_ref=venue.slug)
    about |= Q(subject_kind="booking", subject_ref__in=venue.bookings.values("ref"))
    about |= Q(subject_kind="hirer", subject_ref__in=venue.bookings.values("hirer__ref"))
    since = JournalEntry.objects.filter(about, at__gt=issued.issued_at, verb__in=REASONS).order_by()
    for verb in sorted(set(since.values_list("verb", flat=True)), key=list(REASONS).index):
        happened, starts = REASONS[verb]
        yield Reason(str(happened), starts)
    gone = Disposal.objects.filter(at__gt=issued.issued_at, kind__in=OF_RETENTION).order_by()
    for kind in sorted(set(gone.values_list("kind", flat=True))):
        went = _("what is kept no longer went: %(what)s") % {"what": Disposal.Kind(kind).label}
        yield Reason(went, OF_RETENTION[kind])


def _of_parameters(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Reason]:
    """What it rests on; a setting stands there in some reports only where the hall changed it."""
    settings = {str(setting.title): setting for setting in SETTINGS}
    for name in [name for name in {**now, **was} if was.get(name) != now.get(name)]:
        if name in settings:
            setting = settings[name]
            told = {"name": name, "was": setting.told_in(was.get(name)), "now": setting.told_in(now.get(name))}
            words = _("this hall set “%(name)s” otherwise: it was %(was)s and is %(now)s") % told
            yield Reason(words, setting.figures, whole=EVERY not in setting.figures)
        elif name in was and name in now:
            yield Reason(_("“%(name)s” reads otherwise") % {"name": name}, ANY)
