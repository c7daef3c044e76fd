"""A claim about access stays as it was written: what is said anew stands in front of it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, models, transaction

from tests.make import a_user, a_venue
from venues.models import AccessClaim
from venues.models.access import WRITTEN

pytestmark = pytest.mark.django_db

OTHERWISE = {
    "entrance": None,
    "room": None,
    "fact": "arr_lit",
    "state": "unknown",
    "value": "no",
    "evidence": "measured",
    "method": "by eye",
    "note": "A ramp",
    "source_url": "https://hall.example/",
    "checked_on": None,
    "checked_by_post": "manager",
    "made_at": "2020-01-01T00:00:00Z",
}


def test_the_database_itself_refuses_to_change_what_a_claim_says():
    """Who wrote it may be forgotten; that is no part of what it says."""
    hall = a_venue()
    other, room = a_venue(name="Other Hall"), hall.rooms.get()
    said = {"fact": "mov_door_mm", "state": "known", "value": "850", "checked_on": date(2026, 2, 3)}
    claim = AccessClaim.objects.create(venue=hall, room=room, made_by=a_user(), **said)
    way_in = hall.entrances.create(code="side", name="Side door")
    for field, new in {**OTHERWISE, "venue": other, "entrance": way_in}.items():
        with pytest.raises(IntegrityError, match="a_claim_is_never_changed"), transaction.atomic():
            AccessClaim.objects.filter(pk=claim.pk).update(**{field: new})
    assert OTHERWISE.keys() | {"venue"} == set(WRITTEN)
    AccessClaim.objects.update(made_by=None, **said)
    claim.refresh_from_db()
    claim.save()
    assert (claim.made_by, claim.value) == (None, "850")


def test_the_database_keeps_a_claim_that_another_stands_in_front_of():
    said = {"venue": a_venue(), "fact": "wc_baby", "state": "known"}
    old = AccessClaim.objects.create(value="no", **said)
    AccessClaim.objects.create(value="yes", supersedes=old, **said)
    with transaction.atomic():
        AccessClaim.objects.filter(pk=old.pk)._raw_delete("default")  # past Django, which refuses it too
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_the_guard_survives_the_rebuilding_of_its_table():
    """Django rebuilds a SQLite table for such a change; PostgreSQL keeps it."""
    AccessClaim.objects.create(venue=a_venue(), fact="wc_baby", state="known", value="yes")
    column, table = models.CharField(max_length=5, default=""), AccessClaim._meta.db_table
    column.set_attributes_from_name("extra")
    with connection.schema_editor() as editor:
        editor.add_field(AccessClaim, column)
        editor.remove_field(AccessClaim, column)
    with pytest.raises(IntegrityError):
        AccessClaim.objects.update(value="no")
    with pytest.raises(IntegrityError, match="a_claim_is_never_replaced"):
        AccessClaim.objects.update(id=77)
    if connection.vendor == "sqlite":
        with pytest.raises(IntegrityError, match="a_claim_is_never_replaced"), connection.cursor() as it:
            it.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
