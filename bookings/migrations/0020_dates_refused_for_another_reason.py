"""A date of a request may have been refused for whatever reason the hall had."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bookings", "0019_paper_diaries")]

    operations = [
        migrations.AlterField(
            model_name="refuseddate",
            name="reason",
            field=models.CharField(
                choices=[
                    ("taken", "Somebody else has the room"),
                    ("things_taken", "Too few of a thing are free"),
                    ("closed", "The hall is shut"),
                    ("outside_hours", "Outside opening hours"),
                    ("no_such_time", "That time does not exist: the clocks go forward"),
                    ("too_soon", "Too soon, or already past"),
                    ("too_far", "Too far ahead to book yet"),
                    ("too_short", "Shorter than the hall lets its rooms for"),
                    ("too_long", "Longer than the hall lets its rooms for"),
                    ("no_price", "There is no price for that time"),
                    ("refused", "Refused by the hall"),
                    ("left_out", "Left out by whoever asked"),
                ],
                max_length=13,
            ),
        )
    ]
