import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.migrations._triggers import AddTriggers
from accounts.models.touched import Touches


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0027_what_was_written_is_noted"),
        ("bookings", "0065_links_for_funders"),
        ("venues", "0040_what_is_written_of_a_venue_is_noted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FiguresAsked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.DateField()),
                ("until", models.DateField()),
                ("code", models.CharField(max_length=6)),
                ("asked_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "first", "until"), name="figures_are_asked_for_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptFigures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.DateField()),
                ("until", models.DateField()),
                ("turn", models.PositiveIntegerField(default=0)),
                ("figures", models.JSONField(blank=True, null=True)),
                ("made_by", models.CharField(blank=True, max_length=40)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="kept_figures", to="venues.venue"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "kept figures",
                "ordering": ["venue_id", "first", "until"],
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "first", "until"), name="figures_are_kept_once_a_span")
                ],
            },
        ),
        AddTriggers(
            [
                ("booking", Touches(what="venue", key="venue", name="a_booking_touches_its_venue")),
                ("session", Touches(what="venue", key="venue", name="a_session_touches_its_venue")),
                ("sessionroom", Touches(what="room", key="room", name="a_room_of_a_session_touches_itself")),
                ("verdict", Touches(what="booking", key="booking", name="a_verdict_touches_its_booking")),
            ]
        ),
    ]
