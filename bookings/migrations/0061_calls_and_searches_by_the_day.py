import django.db.models.deletion
from django.db import migrations, models

PARTS = [("day", "weekday daytime"), ("evening", "weekday evening"), ("weekend", "weekend")]


class Migration(migrations.Migration):
    """What was counted by the month stands on the first day of it."""

    dependencies = [
        ("bookings", "0060_reports_as_they_were_issued"),
        ("venues", "0037_who_is_there"),
    ]

    operations = [
        migrations.RemoveConstraint("unmetsearch", "one_count_of_a_lack_in_a_month_and_part"),
        migrations.RenameField("unmetsearch", "month", "on"),
        migrations.AlterModelOptions("unmetsearch", {"ordering": ["venue_id", "on", "lack", "part"]}),
        migrations.AddConstraint(
            "unmetsearch",
            models.UniqueConstraint(
                fields=("venue", "on", "lack", "part"), name="one_count_of_a_lack_on_a_day_and_part"
            ),
        ),
        migrations.CreateModel(
            name="PhonedFull",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("minutes", models.PositiveIntegerField()),
                ("part", models.CharField(choices=PARTS, max_length=7)),
                ("mark", models.CharField(max_length=40)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="phoned_full", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["venue_id", "on", "pk"],
                "indexes": [models.Index(fields=["venue", "on"], name="calls_by_day")],
                "constraints": [models.UniqueConstraint(fields=("venue", "mark"), name="each_call_counts_once")],
            },
        ),
    ]
