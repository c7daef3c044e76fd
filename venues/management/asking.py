"""Files that a command is given, as what can be asked of them."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandError, OutputWrapper
from django.utils.translation import gettext as _

from venues.bank_holidays import holidays_of
from venues.files import VenueFile, VenueFileFaults, read_with_cases
from venues.tariffs.cases import Offered


def content(file: Path) -> bytes:
    """Raises CommandError for a file that cannot be read."""
    try:
        return file.read_bytes()
    except OSError as fault:
        words = _("%(file)s cannot be read: %(reason)s.")
        raise CommandError(words % {"file": file, "reason": fault.strerror}) from fault


def offered(file: Path, stderr: OutputWrapper, country: str = "") -> tuple[VenueFile, Offered]:
    """The venue of a file, and what it lets and asks; its faults are told, and raise CommandError.

    Holidays are those of its nation, or of another country that a case file names.
    """
    try:
        venue_file, words = read_with_cases(content(file))
    except VenueFileFaults as refusal:
        for fault in refusal.faults:
            stderr.write(str(fault))
        raise CommandError(_("%(file)s has faults.") % {"file": file}) from refusal
    days_off = holidays_of(venue_file.venue.nation, country)
    if days_off is None:
        raise CommandError(_("Nobody knows the public holidays of “%(country)s”.") % {"country": country})
    return venue_file, Offered(
        rooms={room.code: room.name for room in venue_file.rooms},
        categories={row.code: row.name for row in venue_file.operator.categories},
        tariffs=venue_file.tariffs,
        zone=venue_file.venue.tz,
        days_off=days_off,
        words=words,
    )
