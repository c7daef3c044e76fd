import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.models.touched


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0069_what_was_refused_so_far"),
        ("venues", "0042_prices_in_the_shops"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="whomserved",
            name="income_asked",
            field=models.PositiveIntegerField(db_default=10000, default=10000),
        ),
        migrations.CreateModel(
            name="HowWeCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("evening_since", models.PositiveSmallIntegerField(default=1020)),
                ("evening_until", models.PositiveSmallIntegerField(default=1320)),
                ("weekday_peak_since", models.PositiveSmallIntegerField(default=1020)),
                ("weekday_peak_until", models.PositiveSmallIntegerField(default=1320)),
                ("weekend_peak_since", models.PositiveSmallIntegerField(default=540)),
                ("weekend_peak_until", models.PositiveSmallIntegerField(default=1020)),
                ("pay_percent", models.PositiveSmallIntegerField(default=100)),
                ("a_head", models.PositiveIntegerField(default=200)),
                (
                    "region",
                    models.CharField(choices=[("uk", "the UK"), ("london", "London")], default="uk", max_length=6),
                ),
                ("small_income", models.PositiveIntegerField(default=10000)),
                ("fewest_persons", models.PositiveSmallIntegerField(default=5)),
                ("areas", models.JSONField(blank=True, default=list)),
                ("updated_at", models.DateTimeField()),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "venue",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="how_we_count", to="venues.venue"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evening_since__gte", 0),
                            ("evening_until__gt", models.F("evening_since")),
                            ("evening_until__lte", 1440),
                            ("weekday_peak_since__gte", 0),
                            ("weekday_peak_until__gt", models.F("weekday_peak_since")),
                            ("weekday_peak_until__lte", 1440),
                            ("weekend_peak_since__gte", 0),
                            ("weekend_peak_until__gt", models.F("weekend_peak_since")),
                            ("weekend_peak_until__lte", 1440),
                        ),
                        name="hours_that_a_report_counts_by_are_of_one_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("a_head__range", (10, 2000)),
                            ("fewest_persons__range", (5, 10)),
                            ("pay_percent__range", (50, 200)),
                            ("small_income__range", (1000, 1000000)),
                        ),
                        name="what_a_report_counts_by_keeps_its_bounds",
                    ),
                    accounts.models.touched.Touches(key="venue", name="how_a_venue_counts_touches_it", what="venue"),
                ],
            },
        ),
    ]
