"""A site as a release left it, in a process of its own: `python -m tests.operations.old_site make|tell RELEASE`.

`make` brings an empty database to that release and fills it; `tell` says, with today's
code, what of those rows is not as it was.
"""

from __future__ import annotations

import io
import os
import sys
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.management.color import no_style  # noqa: E402
from django.db import IntegrityError, connection, transaction  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bookings import reports  # noqa: E402
from bookings.guard import speaks_in  # noqa: E402
from bookings.models import Occupancy  # noqa: E402
from bookings.reports import Edition  # noqa: E402
from venues.models import Venue  # noqa: E402

RELEASES = Path(__file__).parent / "releases"
REWRITTEN = {("schedule.Event", "title")}  # bookings 0008: the booking's number, no longer what was typed


def main(what: str, release: str) -> None:
    told = tomllib.loads((RELEASES / f"{release}.toml").read_text())
    if what == "make":
        make(list(told["migrations"].items()), told["rows"])
    else:
        faults = [*changed(told["rows"]), *unusable()]
        print("\n".join(faults) or "whole")


def make(targets: list[tuple[str, str]], rows: dict[str, list[dict[str, Any]]]) -> None:
    MigrationExecutor(connection).migrate(targets)
    then = MigrationExecutor(connection).loader.project_state(targets).apps
    made: list[Any] = []
    for name, all_of_it in rows.items():
        model = then.get_model(name)
        many = {field.name for field in model._meta.many_to_many}
        for row in all_of_it:
            one = model.objects.create(**{key: value for key, value in row.items() if key not in many})
            for key in many & set(row):
                getattr(one, key).set(row[key])
        made.append(model)
    with connection.cursor() as cursor:  # we chose the keys ourselves: let the next be beyond
        for statement in connection.ops.sequence_reset_sql(no_style(), made):
            cursor.execute(statement)


def changed(rows: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Every value that a row had and has no longer, where today's Hearth still has a place for it."""
    faults = []
    for name, all_of_it in rows.items():
        model = apps.get_model(name)
        columns = {field.attname for field in model._meta.concrete_fields}
        for row in all_of_it:
            was = {key: value for key, value in row.items() if key in columns and (name, key) not in REWRITTEN}
            now = model._default_manager.filter(pk=row["id"]).values(*was).first()
            if now != was:
                faults.append(f"{name} {row['id']} was {was} and is {now}")
    return faults


def unusable() -> list[str]:
    """The guard stands, and the pages and figures are there."""
    call_command("check", databases=["default"], stdout=io.StringIO())
    there = Occupancy.objects.get(pk=1)
    try:
        with transaction.atomic():
            Occupancy.objects.create(
                session_id=2,
                cell_id=there.cell_id,
                venue_id=there.venue_id,
                starts_at=there.starts_at + timedelta(minutes=30),
                ends_at=there.ends_at + timedelta(minutes=30),
            )
    except IntegrityError as fault:
        faults = [] if speaks_in(fault) else ["something else than the guard refused"]
    else:
        faults = ["the guard let two sessions share a cell"]
    venue = Venue.objects.get(pk=1)
    day = timezone.localdate(there.starts_at)
    report = reports.build(
        venue, day, day + timedelta(days=20), as_at=there.starts_at + timedelta(days=60), edition=Edition.DESK
    )
    sessions = next(figure.value.top for figure in report.figures if figure.id == "E4")
    visitor = Client(headers={"host": "localhost"})
    pages = ["/", f"/venues/{venue.slug}/", f"/venues/{venue.slug}/whole/", "/healthz"]
    faults += [page for page in pages if visitor.get(page).status_code != 200]
    return faults if sessions == 2 else [*faults, f"the report counts {sessions} sessions"]


if __name__ == "__main__":
    main(*sys.argv[1:])
