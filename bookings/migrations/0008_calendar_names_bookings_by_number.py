from django.db import migrations
from django.db.models import OuterRef, Subquery

BATCH = 500


def name_by_number(apps, schema_editor):
    """What people typed, and who asked, stand with the booking only, where they are forgotten in time."""
    stretches, last = apps.get_model("bookings", "Stretch").objects, 0
    events, dates = apps.get_model("schedule", "Event").objects, apps.get_model("schedule", "Occurrence").objects

    def number(field):
        return Subquery(stretches.filter(event=OuterRef(field)).values("booking__ref")[:1])

    while some := list(stretches.filter(pk__gt=last).order_by("pk").values_list("pk", "event")[:BATCH]):
        keys = [event for _pk, event in some]
        events.filter(pk__in=keys).update(title=number("pk"), description="", creator=None)
        dates.filter(event__in=keys).update(title=number("event"), description="")
        last = some[-1][0]


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0007_sessions_of_a_venue_by_both_ends"),
        ("schedule", "0015_rename_indexes"),
    ]

    operations = [migrations.RunPython(name_by_number, migrations.RunPython.noop)]
