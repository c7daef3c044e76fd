import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bookings", "0024_hours_pencilled_in")]

    operations = [
        migrations.AlterField(
            model_name="occupancy",
            name="kind",
            field=models.CharField(
                choices=[
                    ("session", "Booked"),
                    ("undecided", "Asked, not yet answered"),
                    ("pencilled", "Pencilled in"),
                ],
                default="session",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="occupancy",
            name="session",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="occupancies",
                to="bookings.session",
            ),
        ),
        migrations.AddField(
            model_name="occupancy",
            name="hold",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="occupancies",
                to="bookings.hold",
            ),
        ),
        migrations.AddIndex(
            model_name="occupancy",
            index=models.Index(condition=models.Q(("hold__isnull", False)), fields=["hold"], name="occupancy_of_hold"),
        ),
        migrations.AddConstraint(
            model_name="occupancy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hold", None), ("session__isnull", False)),
                    models.Q(("hold__isnull", False), ("session", None)),
                    _connector="OR",
                ),
                name="occupancy_is_of_a_session_or_a_hold",
            ),
        ),
    ]
