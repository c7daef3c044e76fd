"""A site as a release left it: `make` brings an empty database there and fills it; `faults` says what became of it."""

from __future__ import annotations

import io
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.utils import timezone

from bookings import reports
from bookings.guard import speaks_in
from bookings.models import Occupancy
from bookings.reports import Edition
from venues.models import Venue

RELEASES = Path(__file__).parent / "releases"
REWRITTEN = {("schedule.Event", "title")}  # bookings 0008: the booking's number, no longer what was typed


def make(release: str) -> None:
    told = _told(release)
    rows = told["rows"]
    targets = sorted(told["migrations"].items(), key=lambda target: target[0] == "bookings")  # the most models last
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)  # what a release had, it had step by step
    then = executor.migrate(targets).apps
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


def faults(release: str) -> list[str]:
    """What today's code finds of those rows that is not as it was, and what of the site does not work."""
    return [*changed(_told(release)["rows"]), *unusable()]


def _told(release: str) -> dict[str, Any]:
    return tomllib.loads((RELEASES / f"{release}.toml").read_text())


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
