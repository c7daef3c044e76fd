"""What is known of getting in and around, from a venue file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from venues.access.claims import EVIDENCE, Claim
from venues.access.vocabulary import FACTS, BadAnswer, Fact, parse_answer
from venues.files.contents import AccessRow, EntranceRow, RoomRow
from venues.files.table import LINE, Table
from venues.models import Post
from venues.tariffs.document import shown

CLAIMS, METHOD = 3000, 120


def read_access(
    top: Table, entrances: Sequence[EntranceRow], rooms: Sequence[RoomRow], today: date
) -> tuple[AccessRow, ...]:
    doors, spaces = {row.code: row.name for row in entrances}, {row.code: row.name for row in rooms}
    seen: dict[tuple[str, str, str], str] = {}
    rows = []
    for table in top.tables("access", CLAIMS):
        row = _row(table, doors, spaces, today)
        if row is None:
            continue
        about = (row.fact, row.entrance, row.room)
        if about in seen:
            table.fault("fact", _("%(other)s answers the same for the same place.") % {"other": seen[about]})
        seen.setdefault(about, table.place)
        rows.append(row)
    return tuple(rows)


def _row(table: Table, doors: dict[str, str], spaces: dict[str, str], today: date) -> AccessRow | None:
    table.asked.append("answer")
    code = table.choice("fact", list(FACTS))
    entrance = table.maybe("entrance", lambda key: table.choice(key, list(doors))) or ""
    room = table.maybe("room", lambda key: table.choice(key, list(spaces))) or ""
    place_is_sound = table.is_sound
    table.subject = doors.get(entrance, "") or spaces.get(room, "")
    row = AccessRow(
        fact=code,
        entrance=entrance,
        room=room,
        answer=_answer(table, FACTS[code]) if code else "",
        note=table.words("note", LINE),
        checked=table.maybe("checked", table.day),
        evidence=table.maybe("evidence", lambda key: table.choice(key, EVIDENCE)) or "",
        by=table.maybe("by", lambda key: table.choice(key, Post.Kind.values)) or "",
        method=table.words("method", METHOD),
        source=_source(table),
    )
    table.nothing_else()
    was_sound = table.is_sound
    if place_is_sound and row.answer != "":
        _judge(table, row, today)
    return row if was_sound else None


def _source(table: Table) -> str:
    """Where it is written, as an address of the web."""
    source = table.words("source", LINE)
    if source:
        try:
            URLValidator(schemes=["https", "http"])(source)
        except ValidationError:
            table.fault("source", _("This is no address of a page: it begins with https://."))
            return ""
    return source


def _answer(table: Table, fact: Fact) -> str | int:
    """The answer in one way of writing it: 900, never "900"."""
    given = table.data.get("answer")
    if given is None:
        table.fault("answer", _("This is missing."))
        return ""
    try:
        state, value = parse_answer(fact, given)
    except BadAnswer as refusal:
        words = _("“%(value)s” is no answer to “%(question)s” It is one of: %(allowed)s.")
        facts = {"value": shown(given), "question": fact.question, "allowed": ", ".join(refusal.allowed)}
        table.fault("answer", words % facts)
        return ""
    return str(state) if value is None else value


def _judge(table: Table, row: AccessRow, today: date) -> None:
    """What the claim itself finds wrong, and what a file must say of how it is known."""
    place = "entrance" if row.entrance else "room" if row.room else "venue"
    state, value = parse_answer(FACTS[row.fact], row.answer)
    claim = Claim(row.fact, state, value, row.checked, row.evidence, row.note, row.by)
    if row.entrance and row.room:
        table.fault("room", _("An answer is about an entrance or a room, not both."))
    for code in claim.faults(place=place, today=today):
        key, words = {
            "wrong_place": ("fact", _wrong_place(claim.about)),
            "no_note": ("note", _("This answer needs a note: what is missing, or why it does not apply.")),
            "not_by_manager": (
                "by",
                _('This is about safety: it needs by = "manager", and evidence other than imported.'),
            ),
            "checked_later": ("checked", _("It cannot have been checked on a day to come.")),
        }[code]
        if not table.has_fault(key):
            table.fault(key, words)
    if claim.stands and not row.checked and "checked" not in table.data:
        table.fault("checked", _("An answer needs the day on which it was checked."))
    if claim.stands and not row.evidence and "evidence" not in table.data:
        table.fault("evidence", _("An answer says how it is known: %(choices)s.") % {"choices": ", ".join(EVIDENCE)})


def _wrong_place(fact: Fact) -> str:
    return {
        "venue": _("This is asked of the venue or of a room, not of an entrance."),
        "entrance": _('This is asked of an entrance: name it with entrance = "…".'),
        "room": _('This is asked of a room: name it with room = "…".'),
    }[fact.scope]
