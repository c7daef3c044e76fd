from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0016_pattern_of_a_series"),
    ]

    operations = [
        migrations.AddField(
            model_name="session",
            name="times_changed",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
