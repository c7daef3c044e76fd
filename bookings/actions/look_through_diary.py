"""Keep a file while it is looked through, with what is said of it; and remember that for the next one."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from bookings.diaries.said import Said
from bookings.diaries.sheets import Workbook
from bookings.locks import all_or_nothing
from bookings.models import PaperDiaryDraft
from venues.models import Venue


@all_or_nothing
def look_through_diary(venue: Venue, book: Workbook, *, file_name: str, by: User, at: datetime) -> PaperDiaryDraft:
    """The newest of a hall takes the place of those that this person sent before."""
    PaperDiaryDraft.objects.filter(venue=venue, made_by=by, became=None).delete()
    return PaperDiaryDraft.objects.create(
        venue=venue,
        file_name=file_name[:200],
        sheets=book.as_document(),
        said=venue.diary_columns or {},
        made_at=at,
        made_by=by,
    )


@all_or_nothing
def say_of_diary(draft: PaperDiaryDraft, said: Said) -> None:
    """What its columns and words mean, which the hall remembers, and who its hirers are."""
    draft.said = said.as_document()
    draft.save(update_fields=["said"])
    draft.venue.diary_columns = said.of_the_hall.as_document()
    draft.venue.save(update_fields=["diary_columns"])


@all_or_nothing
def throw_diary_away(draft: PaperDiaryDraft) -> None:
    """Nothing of it is brought in."""
    draft.delete()
