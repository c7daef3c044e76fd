from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bookings", "0003_merged_groups")]

    operations = [
        migrations.AlterField(
            model_name="refuseddate",
            name="reason",
            field=models.CharField(
                choices=[
                    ("taken", "Somebody else has the room"),
                    ("closed", "The hall is shut"),
                    ("outside_hours", "Outside opening hours"),
                    ("no_such_time", "That time does not exist: the clocks go forward"),
                    ("too_soon", "Too soon, or already past"),
                    ("too_far", "Too far ahead to book yet"),
                    ("too_short", "Shorter than the hall lets its rooms for"),
                    ("too_long", "Longer than the hall lets its rooms for"),
                    ("no_price", "There is no price for that time"),
                    ("left_out", "Left out by whoever asked"),
                ],
                max_length=13,
            ),
        ),
    ]
