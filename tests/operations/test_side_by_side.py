"""What is run side by side is told one after the other, and no failure is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
EARLY, LATE = "sh -c 'echo early; exit {}'", "sh -c 'sleep 0.3; echo late; exit {}'"


@pytest.mark.once
@pytest.mark.parametrize("codes", [(0, 0), (0, 3), (3, 0)])
def test_each_is_told_whole_in_its_turn_and_one_that_fails_fails_all(codes):
    """No database is asked."""
    commands = [LATE.format(codes[0]), EARLY.format(codes[1])]
    done = subprocess.run(
        [sys.executable, "scripts/side_by_side.py", *commands], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == "late\nearly\n"
    assert done.returncode == max(codes)
