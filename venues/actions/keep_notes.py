"""Notes for whoever comes next: write one, change it, throw it away."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues.models import Venue, VenueNote

CHANGED = "changed handover"  # as the pages of a place name what was changed


class NoteChanged(Exception):
    """Somebody else changed it, or threw it away, since the page was opened; the text is for the person."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else changed this note meanwhile. Nothing was saved. Look at what it says now."))


@whole
def write_note(venue: Venue, *, title: str, text: str, by: User, at: datetime) -> VenueNote:
    note = VenueNote.objects.create(venue=venue, title=title, text=text, by=by, at=at)
    journal.record(by, CHANGED, venue, why=_("Wrote a note: %(title)s") % {"title": title})
    return note


@whole
def change_note(note: VenueNote, *, title: str, text: str, seen: str, by: User, at: datetime) -> VenueNote:
    """`seen` is the moment of the version that the page showed. Raises NoteChanged."""
    note = _locked(note, seen)
    note.title, note.text, note.by, note.at = title, text, by, at
    note.save(update_fields=["title", "text", "by", "at"])
    journal.record(by, CHANGED, note.venue, why=_("Changed a note: %(title)s") % {"title": title})
    return note


@whole
def throw_note_away(note: VenueNote, *, seen: str, by: User) -> None:
    """Raises NoteChanged."""
    note = _locked(note, seen)
    journal.record(by, CHANGED, note.venue, why=_("Threw a note away: %(title)s") % {"title": note.title})
    note.delete()


def _locked(note: VenueNote, seen: str) -> VenueNote:
    rows = VenueNote.objects.select_for_update(of=("self",)).select_related("venue")
    found = rows.filter(pk=note.pk).first()
    if found is None or found.at.isoformat() != seen:
        raise NoteChanged
    return found
