from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0004_dates_refused_for_their_length"),
    ]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="forgotten_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
