"""The operator of an imported venue, and the categories of its prices."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _

from bookings.actions.import_venue.findings import Findings
from venues.files.contents import CategoryRow, OperatorRow
from venues.files.stored import category_row
from venues.models import Category, Operator


def bring_operator(row: OperatorRow, found: Findings) -> Operator:
    """The operator with all the categories of the file; those it had stay as they are."""
    operator, made = Operator.objects.select_for_update(no_key=True).get_or_create(
        slug=row.slug, defaults={"name": row.name, "currency": row.currency}
    )
    if made:
        found.changed(_("Added the operator “%(name)s”.") % {"name": row.name})
    elif operator.name != row.name:
        found.changed(_("Renamed the operator “%(old)s” to “%(name)s”.") % {"old": operator.name, "name": row.name})
        operator.name = row.name
        operator.save(update_fields=["name"])
    if operator.currency != row.currency:
        words = _("The operator’s prices are in %(held)s; another currency would make all of them mean something else.")
        found.refused("operator.currency", words % {"held": operator.currency}, row.name)
    _bring_categories(operator, row, found)
    return operator


def _bring_categories(operator: Operator, row: OperatorRow, found: Findings) -> None:
    held = {category.code: category for category in operator.categories.all()}
    standard = next((category for category in held.values() if category.is_standard), None)
    for index, category in enumerate(row.categories):
        place = f"operator.categories[{index}]"
        if category.code in held:
            _refuse_another(held[category.code], category, place, found)
        elif category.standard and standard:
            words = _("The operator’s standard price is already “%(held)s”; there cannot be a second.")
            found.refused(f"{place}.standard", words % {"held": standard.name}, category.name)
        else:
            _add(operator, category, _last_position(operator) + 1)
            found.changed(_("Added the category “%(name)s”.") % {"name": category.name})


def _refuse_another(held: Category, row: CategoryRow, place: str, found: Findings) -> None:
    """A category belongs to all the operator's venues: no one venue's file changes it (decision 17)."""
    stored = category_row(held)
    differing = [name for name in CategoryRow.__dataclass_fields__ if getattr(stored, name) != getattr(row, name)]
    if differing:
        words = _(
            "The operator has a category “%(code)s” whose %(fields)s differ; it belongs to all its venues, "
            "so this file cannot change it. Give it as it is, or choose another code."
        )
        found.refused(place, words % {"code": row.code, "fields": ", ".join(differing)}, row.name)


def _last_position(operator: Operator) -> int:
    last: int | None = operator.categories.aggregate(last=Max("position"))["last"]
    return -1 if last is None else last


def _add(operator: Operator, row: CategoryRow, position: int) -> None:
    Category.objects.create(
        operator=operator,
        code=row.code,
        name=row.name,
        position=position,
        is_standard=row.standard,
        kinds=list(row.kinds),
        who=row.who,
        proof=row.proof,
    )
