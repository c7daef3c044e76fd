"""Change the kinds of price of an operator: they hold for all its venues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.actions.change_venue import CHANGED, ChangedMeanwhile, new_faults
from bookings.actions.import_venue import ChangeRefused
from bookings.exceptions import NotPossible
from bookings.locks import all_or_nothing, lock_cells
from venues import files
from venues.files.contents import CategoryRow
from venues.files.stored import category_row, operator_row
from venues.models import Category, Cell, Operator, Tariff, Venue

Rows = tuple[CategoryRow, ...]


def ready_made(standard: CategoryRow) -> Rows:
    """Three that most halls have: the standard price stays as it is called."""
    community = CategoryRow(
        "community",
        _("Community group or charity"),
        standard=False,
        kinds=("charity", "club", "informal"),
        who=_("Groups that are not for profit"),
        proof=_("A charity number, or your constitution"),
    )
    family = CategoryRow("family", _("Family party"), standard=False, kinds=("household",))
    return (standard, community, family)


@all_or_nothing
def change_categories(
    owner: Operator, rows: Sequence[CategoryRow], *, by: User, at: datetime, seen: Rows
) -> tuple[str, ...]:
    """Make, change, put in order and take away, by code; what changed, a sentence each.

    `seen` is what the page showed. Raises ChangedMeanwhile, ChangeRefused where a venue file would not take them,
    and NotPossible for one that prices or bookings use, or that is the standard price.
    """
    operator = Operator.objects.select_for_update(no_key=True).get(pk=owner.pk)
    venues = list(operator.venues.all())
    lock_cells(Cell.objects.filter(venue__in=venues).values_list("pk", flat=True))  # nobody books at a price that goes
    before = operator_row(operator).categories
    if before != seen:
        raise ChangedMeanwhile
    after = tuple(rows)
    if [row.code for row in after if row.standard] != [row.code for row in before if row.standard]:
        raise NotPossible(_("The standard price stays: the others are measured by it. It may have another name."))
    _refuse_what_files_would_not_take(venues, before, after, at)

    changes = [*_take_away(operator, before, after), *_write(operator, before, after)]
    for venue in venues if changes else ():
        journal.record(by, f"{CHANGED}prices", venue, why=" ".join(changes))
    return tuple(changes)


def _refuse_what_files_would_not_take(venues: Iterable[Venue], before: Rows, after: Rows, at: datetime) -> None:
    """The rules are the same for all venues, so one speaks for them."""
    for venue in list(venues)[:1]:
        file = files.from_database(venue)
        bare = replace(file, tariffs=())
        changed = replace(bare, operator=replace(file.operator, categories=after))
        faults = new_faults(bare, changed, at=at)
        if faults:
            raise ChangeRefused(faults)


def _take_away(operator: Operator, before: Rows, after: Rows) -> Iterable[str]:
    kept = {row.code for row in after}
    for row in before:
        if row.code in kept:
            continue
        held = operator.categories.get(code=row.code)
        if held.bookings.exists() or held.sessions.exists():
            words = _("“%(name)s” cannot go: bookings were made at it. Another name may help.")
            raise NotPossible(words % {"name": row.name})
        if held.entitlements.filter(ended_at=None).exists() or held.special_terms.exists():
            words = _("“%(name)s” cannot go: it is the price of some groups. End that with them first.")
            raise NotPossible(words % {"name": row.name})
        using = next((each for each in _lists_of(operator) if _is_used(row.code, each)), None)
        if using:
            words = _("“%(name)s” cannot go: it has prices in “%(list)s” of %(venue)s.")
            raise NotPossible(words % {"name": row.name, "list": using.name, "venue": using.venue})
        held.delete()
        yield _("Took away the kind of price “%(name)s”.") % {"name": row.name}


def _write(operator: Operator, before: Rows, after: Rows) -> Iterable[str]:
    held = {category.code: category for category in operator.categories.all()}
    for position, row in enumerate(after):
        category = held.get(row.code) or Category(operator=operator, code=row.code)
        was_there, was = category.pk is not None, category_row(category)
        if was_there and was == row and category.position == position:
            continue
        category.name, category.position, category.is_standard = row.name, position, row.standard
        category.kinds, category.who, category.proof = list(row.kinds), row.who, row.proof
        category.save()
        if not was_there:
            yield _("Added the kind of price “%(name)s”.") % {"name": row.name}
        elif was.name != row.name:
            yield _("Renamed the kind of price “%(old)s” to “%(name)s”.") % {"old": was.name, "name": row.name}
        elif was != row:
            yield _("Changed the kind of price “%(name)s”.") % {"name": row.name}
    order = [row.code for row in before if row.code in {each.code for each in after}]
    if order != [row.code for row in after if row.code in set(order)]:
        yield _("Put the kinds of price in another order.")


def _lists_of(operator: Operator) -> Iterable[Tariff]:
    return Tariff.objects.filter(venue__operator=operator).select_related("venue")


def _is_used(code: str, row: Tariff) -> bool:
    return any(rate.get("category") == code for rate in row.document.get("rates", ()))
