"""Write for each app the one migration that makes its tables at once: `python scripts/at_once.py`, then format.

It stands for all others there are, and takes the place of the one written before. Do it when `migrate` on an empty
database has become slow again; what a migration since writes into the database besides tables must be added by hand.
Its name says the last that it stands for: by that, `restore` knows the name of one that has given way.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import django
from django.db import migrations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.writer import MigrationWriter

ROOT = Path(__file__).resolve().parent.parent
CALLED = {
    "accounts": "people_groups_and_letters",
    "venues": "places_and_prices",
    "bookings": "bookings_and_their_guard",
}
TOLD = '"""All tables of {app} as the migrations up to {last} left them: an empty database comes here at once."""\n\n'
RANGES = "        bookings.migrations._ranges.RangesInPostgreSQL(),\n"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path.insert(0, str(ROOT))
    for app in CALLED:
        take_away(app)
    django.setup()
    loader = MigrationLoader(None, replace_migrations=False)
    tables = loader.project_state().models.values()
    for app, called in CALLED.items():
        replaced = sorted(key for key in loader.disk_migrations if key[0] == app)
        told = {
            "replaces": replaced,
            "initial": True,
            "dependencies": leaned_on(replaced, loader),
            "operations": [made(table) for table in tables if table.app_label == app],
        }
        found = type("Migration", (migrations.Migration,), told)(f"0001_squashed_{replaced[-1][1][:4]}_{called}", app)
        (folder(app) / f"{found.name}.py").write_text(written(found))


def leaned_on(replaced: list[tuple[str, str]], loader: MigrationLoader) -> list[tuple[str, str]]:
    """The last of each other app that any of them needs, and no later: a database may have these and no more."""
    parents = [parent.key for key in replaced for parent in loader.graph.node_map[key].parents]
    return list({key[0]: key for key in sorted(parents) if key[0] != replaced[0][0]}.values())


def made(table: migrations.state.ModelState) -> migrations.CreateModel:
    options = {name: told for name, told in table.options.items() if told or name not in ("indexes", "constraints")}
    return migrations.CreateModel(table.name, list(table.fields.items()), options, table.bases, table.managers)


def written(found: migrations.Migration) -> str:
    text = MigrationWriter(found, include_header=False).as_string()
    text = text.replace("class Migration(migrations.Migration)", "class Migration(accounts.at_once.AtOnce)")
    if found.app_label == "bookings":
        text = text.replace("    operations = [\n", f"    operations = [\n{RANGES}", 1)
        text = f"import bookings.migrations._ranges\n{text}"
    last = found.replaces[-1][1][:4]
    return TOLD.format(app=found.app_label, last=last) + f"import accounts.at_once\n{text}"


def take_away(app: str) -> None:
    """Whoever followed the one written before follows the last that it stood for."""
    for file in folder(app).glob("0001_squashed_*.py"):
        text = file.read_text()
        last = re.findall(rf'\("{app}", "(\w+)"\)', text.partition("replaces")[2].partition("]")[0])[-1]
        file.unlink()
        for other in ROOT.glob("*/migrations/*.py"):
            told = other.read_text()
            if file.stem in told:
                other.write_text(told.replace(file.stem, last))


def folder(app: str) -> Path:
    return ROOT / app / "migrations"


if __name__ == "__main__":
    main()
