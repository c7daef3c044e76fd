"""Columns that may be empty: neither database writes the sessions anew for them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0009_what_a_price_depends_on"),
    ]

    operations = [
        migrations.AddField(
            model_name="session",
            name="advance_pence",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="session",
            name="bond_pence",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="session",
            name="held",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="session",
            name="open_facts",
            field=models.JSONField(blank=True, null=True),
        ),
    ]
