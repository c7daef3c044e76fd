"""Somebody who takes one number of a report from another that is about the same sessions: what is left is no line.

Written down from the definitions. They know what nobody had: of each session only what there was adds anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bookings.reports import Report
from bookings.reports.disclosure import is_hidden
from bookings.reports.evidence import Evidence
from bookings.reports.leaving_out import told
from bookings.reports.rows import Held, Rows, SessionRow
from bookings.reports.sums import Told, Whose, told_of_few
from bookings.reports.tally import parts_of

PAID, CHARGED, NET = ("hire", "extras", "vat"), ("hire", "extras"), ("hire", "payer")
BY_KIND = {
    "E12.hire": NET,
    "E12.compulsory": ("extras",),
    "E12.optional": ("optional",),
    "E12.payer": ("payer",),
    "E12.vat": ("vat", "optional_vat"),
}
Column = tuple[int, int, str]  # hirer, session, quantity
Known = Mapping[Column, int]


def left_over(rows: Rows, public: Report) -> set[object]:
    """Of whom what was charged tells beside what was paid, and neither tells alone; nothing where all is well."""
    e, ids = Evidence(rows), {(id, unit) for id, unit, _room, _category in told(public)}
    whose = Whose(lambda column: frozenset(column[:1]) if isinstance(column, tuple) else None, 3)
    return set(told_of_few(Told(_what_was_paid(e, ids)), list(_what_was_charged(e, ids)), whose))


def hidden_together(desk: Report, public: Report) -> Iterator[str]:
    """Figures with lines beside whose total so many are told that the rest is money of one or two."""
    for figure in public.figures:
        for table in figure.tables:
            hidden = [desk.by_key[row.key] for row in table.rows if is_hidden(row)]
            if table.adds_up and not is_hidden(figure.value) and len(hidden) < len(table.rows):
                parts = (row for each in hidden if each.behind.hirers for row, _part in parts_of(each.top))
                if 0 < len({row.hirer for row in parts if isinstance(row, SessionRow)}) < 3:
                    yield figure.id


def _what_was_paid(e: Evidence, ids: set[tuple[str, str]]) -> Iterator[Known]:
    for id, _unit in sorted(each for each in ids if each[1] == "£/h"):
        head, _dot, line = id.partition(".")
        among = [s for s in e.priced if line in ("", "without_free", s.category.code, s.room.code)]
        some = [s for s in among if line != "without_free" or s.paid]
        if head in ("A1", "A1n"):
            yield _known(some, PAID if head == "A1" else NET)


def _what_was_charged(e: Evidence, ids: set[tuple[str, str]]) -> Iterator[Known]:
    took_place = [s for s in e.sessions if s.held is Held.PLANNED and not s.own and s.hire is not None]
    cancelled = [s for s in e.sessions if s.held is not Held.PLANNED and s.cancellation]
    for id, _unit in sorted(each for each in ids if each[0].startswith("E12") and each[1] == "£"):
        some = [s for s in e.priced if id == f"E12.{s.category.code}"]
        if id == "E12":
            yield {**_known(took_place, (*NET, "extras", "optional")), **_known(cancelled, ("cancellation",))}
        elif id == "E12.cancellation":
            yield _known(cancelled, ("cancellation",))
        elif id in BY_KIND:
            yield _known(took_place, BY_KIND[id])
        elif some:
            yield _known(some, CHARGED)


def _known(some: list[SessionRow], quantities: tuple[str, ...]) -> Known:
    return {(s.hirer, s.key, what): 1 for s in some for what in quantities if getattr(s, what)}
