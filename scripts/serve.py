"""Serve Hearth for real: say what is missing, make ready what may be made ready, then become the server.

The environment comes from the file that HEARTH_ENV names, else /etc/hearth/env or var/env.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import Error, connection, connections
from django.db.migrations.executor import MigrationExecutor

ROOT = Path(__file__).resolve().parent.parent
PLACES = [Path("/etc/hearth/env"), ROOT / "var" / "env"]
sys.path.insert(0, str(ROOT))

from config.environment import NEEDED, read_environment  # noqa: E402
from scripts.run import collect_static_files  # noqa: E402


def main() -> None:
    os.chdir(ROOT)
    os.environ["HEARTH_MODE"] = "production"
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    try:
        read()
        django.setup()
        prepare()
    except (ImproperlyConfigured, SystemCheckError) as refusal:
        sys.exit(str(refusal))
    except Error as fault:
        sys.exit(f"The database that DATABASE_URL names does not answer as it should: {type(fault).__name__}: {fault}")
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "--config", "config/server.py"])


def read() -> None:
    """Tell everything that is missing at once."""
    found = next((place for place in PLACES if place.exists()), None)
    if found and not os.environ.get("HEARTH_ENV"):
        os.environ["HEARTH_ENV"] = str(found)
    read_environment()
    missing = [name for name in NEEDED if not os.environ.get(name)]
    if missing:
        place = os.environ.get("HEARTH_ENV", f"{PLACES[0]} (which is not there), {PLACES[1]} or the environment")
        raise ImproperlyConfigured(
            f"Not set in {place}: {', '.join(missing)}. docs/hosting.md says what each is, and docs/hosting/env "
            "is one to begin with."
        )


def prepare() -> None:
    """What loses nothing is done; bringing the database up to date is asked of a person, after a backup."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise ImproperlyConfigured(
            f"The database is not up to date (first of {len(waiting)} to come: {waiting[0][0]}). "
            "Take a backup if there is anything in it (manage.py backup), then run: manage.py migrate"
        )
    call_command("createcachetable", verbosity=0)
    collect_static_files(Path("var/static.stamp"))
    call_command("check", deploy=True, databases=["default"], fail_level="WARNING", stdout=sys.stderr)
    connections.close_all()


if __name__ == "__main__":
    main()
