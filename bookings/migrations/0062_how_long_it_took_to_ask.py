from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bookings", "0061_calls_and_searches_by_the_day")]

    operations = [
        migrations.AddField("booking", "minutes_to_ask", models.PositiveSmallIntegerField(blank=True, null=True)),
    ]
