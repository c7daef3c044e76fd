from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0044_a_booking_that_the_desk_made_can_be_taken_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="price_told_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="deskact",
            name="kind",
            field=models.CharField(
                choices=[
                    ("confirmed", "Booked"),
                    ("made", "Booked for somebody"),
                    ("partly", "Some dates booked, others refused"),
                    ("declined", "Refused"),
                    ("cancelled", "Cancelled by the hall"),
                    ("ended", "Ended earlier"),
                    ("waived", "Let off a charge"),
                    ("changed", "Changed"),
                    ("priced", "Price sent"),
                ],
                max_length=9,
            ),
        ),
    ]
