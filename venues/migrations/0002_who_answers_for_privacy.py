from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("venues", "0001_venues_rooms_and_prices"),
    ]

    operations = [
        migrations.AddField(
            model_name="operator",
            name="legal_name",
            field=models.CharField(blank=True, max_length=160, verbose_name="name in law, if it is another"),
        ),
        migrations.AddField(
            model_name="operator",
            name="privacy_address",
            field=models.CharField(blank=True, max_length=300, verbose_name="postal address for questions of privacy"),
        ),
        migrations.AddField(
            model_name="operator",
            name="privacy_email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="e-mail for questions of privacy"),
        ),
        migrations.AddField(
            model_name="operator",
            name="privacy_note",
            field=models.TextField(blank=True, verbose_name="anything else people should know"),
        ),
        migrations.AddField(
            model_name="operator",
            name="privacy_phone",
            field=models.CharField(blank=True, max_length=30, verbose_name="phone for questions of privacy"),
        ),
        migrations.AddField(
            model_name="operator",
            name="registration_number",
            field=models.CharField(
                blank=True, max_length=30, verbose_name="number in the register of fee payers, if any"
            ),
        ),
    ]
