from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0030_answers_of_the_desk_that_can_be_taken_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="session",
            name="moved_cause",
            field=models.CharField(blank=True, default="", max_length=10),
        ),
    ]
