"""Dates refused because too few of a thing were free; extras stand beside the hire in the price of a date."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bookings", "0011_extras_and_the_guard_of_equipment")]

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
                    ("left_out", "Left out by whoever asked"),
                ],
                max_length=13,
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="extras_pence",
            field=models.IntegerField(default=0),
        ),
    ]
