"""Who pays for others, by name: for the desk's live report alone. No copy that leaves it, or that is kept, has this."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.utils.text import slugify
from django.utils.translation import gettext as _

from bookings.reports.evidence import behind, by
from bookings.reports.making import Line, amount
from bookings.reports.rows import Named, SessionRow
from bookings.reports.tally import Tally
from bookings.reports.values import Table, Unit

Number = Callable[[list[SessionRow]], Tally]


def by_name(id: str, sessions: Iterable[SessionRow], number: Number, unit: Unit) -> Iterator[Table]:
    """A line for each payer of these sessions; no table where nobody pays for another."""
    names: dict[str, Named] = {}

    def payer(session: SessionRow) -> Named:
        code = slugify(session.payer_name) or "unnamed"
        return names.setdefault(code, Named(code, session.payer_name or _("Not named any more")))

    found = by(sessions, payer)
    if found:
        yield Table(
            _("By who pays, for your own eyes"),
            tuple(
                amount(Line(f"{id}.payer_{named.suffix}", named.name), number(some), behind(some), unit=unit)
                for named, some in found.items()
            ),
            for_the_desk=True,
        )
