"""Keep everything in one file, and put it back: the rows of the database and the pictures."""

from bookings.keeping.backup import backup_into, take_backup
from bookings.keeping.history import last_backup
from bookings.keeping.letters import release_letters
from bookings.keeping.manifest import CannotKeep, Manifest
from bookings.keeping.restore import Restored, restore

__all__ = [
    "CannotKeep",
    "Manifest",
    "Restored",
    "backup_into",
    "last_backup",
    "release_letters",
    "restore",
    "take_backup",
]
