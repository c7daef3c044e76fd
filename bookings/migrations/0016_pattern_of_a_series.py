from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0015_tax_of_extras_stands_apart"),
    ]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="pattern",
            field=models.JSONField(blank=True, null=True),
        ),
    ]
