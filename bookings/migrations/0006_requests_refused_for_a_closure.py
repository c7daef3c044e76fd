from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bookings", "0005_bookings_whose_words_are_gone")]

    operations = [
        migrations.AlterField(
            model_name="booking",
            name="reason_code",
            field=models.CharField(
                blank=True,
                choices=[
                    ("slot_taken", "The hours are taken"),
                    ("capacity", "Too many people for the room"),
                    ("access", "The place cannot meet an access need"),
                    ("price", "The price"),
                    ("papers", "Papers are missing"),
                    ("licence", "Outside the hall's licence"),
                    ("policy", "Against the hall's rules"),
                    ("closed", "The hall is shut then"),
                    ("no_answer", "No answer came in time"),
                ],
                max_length=10,
            ),
        ),
    ]
