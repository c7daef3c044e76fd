"""The town is made once in each process, and put back for every other test: to make it takes as long as ten pages."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from tests.browser.town import Town, a_town


@dataclass(frozen=True)
class Kept:
    """A town as it was made on one day: all that was stored, and its people and bookings by name."""

    made_on: date
    stored: sqlite3.Connection
    town: bytes


class TownKeeper:
    """Keeps one in memory, and its pictures in a folder; a server copies nothing so simply, and makes it each time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept: Kept | None = None

    def town(self, media: Path) -> Town:
        """The town in a database that is empty so far, and its pictures in this folder, where pictures are kept."""
        if self.kept and self.kept.made_on == timezone.localdate():
            return self.put_back(self.kept, media)
        town = a_town()
        if connection.vendor == "sqlite":
            self.keep(town, media)
        return town

    def keep(self, town: Town, media: Path) -> None:
        stored = sqlite3.connect(":memory:")
        connection.connection.backup(stored)
        shutil.copytree(media, self.folder, dirs_exist_ok=True)
        self.kept = Kept(timezone.localdate(), stored, pickle.dumps(town))

    def put_back(self, kept: Kept, media: Path) -> Town:
        connection.ensure_connection()
        kept.stored.backup(connection.connection)
        ContentType.objects.clear_cache()  # they have the numbers again that they had then
        shutil.copytree(self.folder, media)
        return pickle.loads(kept.town)

    def close(self) -> None:
        if self.kept:
            self.kept.stored.close()
