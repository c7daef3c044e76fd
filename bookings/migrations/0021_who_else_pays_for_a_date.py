"""Somebody beside the hirer may be billed for a date."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bookings", "0020_dates_refused_for_another_reason")]

    operations = [
        migrations.AddField("session", "payer", models.CharField(blank=True, max_length=120)),
        migrations.AddField("session", "payer_pence", models.PositiveIntegerField(blank=True, null=True)),
    ]
