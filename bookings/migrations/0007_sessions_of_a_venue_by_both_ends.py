"""The index of a venue's sessions holds when they end too.

A plain AddIndex, because the same migration runs on SQLite, which has no CONCURRENTLY: on a million
sessions it takes about a second, in which nobody can book.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bookings", "0006_requests_refused_for_a_closure")]

    operations = [
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["venue", "starts_at", "ends_at"], name="sessions_of_venue_by_time"),
        ),
        migrations.RemoveIndex(model_name="session", name="sessions_of_venue"),
    ]
