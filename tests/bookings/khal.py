"""Khal, a calendar program from Debian, with a folder of its own."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

SETTINGS = """
[calendars]
[[hall]]
path = {folder}/hall
[locale]
local_timezone = Europe/London
default_timezone = Europe/London
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""
SHOWN = "{start-date} {start-time} to {end-time}, {title}, {status}"


class Khal:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "hall").mkdir()
        (folder / "config").write_text(SETTINGS.format(folder=folder))

    def read_in(self, file: bytes) -> None:
        (self.folder / "feed.ics").write_bytes(file)
        self._run("import", "--batch", "-a", "hall", str(self.folder / "feed.ics"))

    def lists(self, first: date, last: date) -> list[str]:
        told = self._run("list", "--day-format", "", "--format", SHOWN, str(first), str(last))
        return [line.strip() for line in told.splitlines() if line.strip()]

    def _run(self, *words: str) -> str:
        command = ["khal", "-c", str(self.folder / "config"), *words]
        home = {**os.environ, "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        return subprocess.run(command, env=home, capture_output=True, text=True, check=True).stdout
