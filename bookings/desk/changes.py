"""What was done to a place, from its journal, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import journal
from accounts.models import JournalEntry, User
from bookings.actions.change_venue import CHANGED
from bookings.desk.place import who_words
from venues.models import Post, Venue

LONGEST_KEY = 16
LONGEST = JournalEntry._meta.get_field("why").max_length
PART_NAMES: dict[str, Promise] = {
    "details": gettext_lazy("Name and address"),
    "rooms": gettext_lazy("Rooms"),
    "hours": gettext_lazy("Hours"),
    "closures": gettext_lazy("Closures"),
    "terms": gettext_lazy("School terms"),
    "prices": gettext_lazy("Prices"),
    "fair": gettext_lazy("Fair use"),
    "conditions": gettext_lazy("Conditions"),
    "parties": gettext_lazy("Parties and leaving"),
    "entry": gettext_lazy("Getting in"),
    "letters": gettext_lazy("Letters"),
    "keys": gettext_lazy("Keys"),
    "handover": gettext_lazy("Handover"),
    "access": gettext_lazy("Access"),
    "pictures": gettext_lazy("Pictures"),
    "people": gettext_lazy("People"),
    "privacy": gettext_lazy("Privacy"),
    "publish": gettext_lazy("Publishing"),
    "diary": gettext_lazy("Paper diary"),
    "file": gettext_lazy("The whole place"),
}
VERBS: dict[str, tuple[str, Promise]] = {
    "imported": ("file", gettext_lazy("Brought in from its file.")),
    "started": ("file", gettext_lazy("Started as a draft.")),
    "brought in a diary": ("diary", gettext_lazy("Brought in a paper diary.")),
    "took a diary out": ("diary", gettext_lazy("Took a paper diary out again.")),
    "asked the regulars": ("", gettext_lazy("Asked the regulars about next year; so many series:")),
    "took asking the regulars back": ("", gettext_lazy("Took back that the regulars were asked about next year.")),
    "ended asking the regulars": ("", gettext_lazy("Ended asking the regulars about next year.")),
    "went on asking the regulars": ("", gettext_lazy("Went on asking the regulars about next year, after all.")),
    "took a booking back": ("", gettext_lazy("Took back a booking that the desk had just made:")),
    "gave a post": ("people", gettext_lazy("Gave a post: %(who)s.")),
    "ended a post": ("people", gettext_lazy("Ended a post: %(who)s.")),
}


@dataclass(frozen=True)
class Change:
    """One thing that somebody did."""

    at: datetime
    who: str
    part: str
    words: str


def entries_of(venue: Venue, part: str = "") -> QuerySet[JournalEntry]:
    """What the journal has of it, newest first; of one part only where one is named."""
    entries = journal.of(venue)
    if not part:
        return entries
    verbs = [verb for verb, (of, _words) in VERBS.items() if of == part]
    return entries.filter(verb__in=[CHANGED + part, *verbs])


def changes_of(entries: Iterable[JournalEntry]) -> list[Change]:
    """In two questions for any number of them."""
    entries = list(entries)
    people = _people_named(entries)
    return [Change(entry.at, who_words(entry), _part(entry), _words(entry, people)) for entry in entries]


def _part(entry: JournalEntry) -> str:
    code = entry.verb.removeprefix(CHANGED) if entry.verb.startswith(CHANGED) else VERBS.get(entry.verb, ("", ""))[0]
    return str(PART_NAMES.get(code, ""))


def _words(entry: JournalEntry, people: dict[str, str]) -> str:
    why = f"{entry.why}…" if len(entry.why) == LONGEST else entry.why  # the journal cuts what is longer
    if entry.verb not in VERBS:
        return why or _("Changed something.")
    _part_code, words = VERBS[entry.verb]
    if "%" in str(words):
        return words % {"who": _post_words(entry.why, people)}
    return f"{words} {why}".strip()


def _post_words(why: str, people: dict[str, str]) -> str:
    """Caretaker, Mel Marsh: from the kind of post and the person's number that the journal keeps."""
    kind, _colon, person = why.partition(": ")
    post = str(Post.Kind(kind).label) if kind in Post.Kind.values else kind
    return f"{post}, {people.get(person, _('somebody'))}" if person else post


def _people_named(entries: Iterable[JournalEntry]) -> dict[str, str]:
    """The people whom entries about posts name, by their number as the journal writes it."""
    numbers = {entry.why.partition(": ")[2] for entry in entries if entry.verb in VERBS}
    keys = [number for number in numbers if number.isdecimal() and len(number) < LONGEST_KEY]  # the rest are words
    found = User.objects.filter(pk__in=keys, erased_at=None)
    return {str(user.pk): str(user) for user in found}
