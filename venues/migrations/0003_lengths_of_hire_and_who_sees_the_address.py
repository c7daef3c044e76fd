from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("venues", "0002_who_answers_for_privacy"),
    ]

    operations = [
        migrations.AddField(
            model_name="venue",
            name="address_shown",
            field=models.CharField(
                choices=[
                    ("always", "Everybody"),
                    ("confirmed", "Only groups with a confirmed booking; others see the town"),
                ],
                default="always",
                max_length=9,
                verbose_name="who sees the full address",
            ),
        ),
        migrations.AddField(
            model_name="venue",
            name="longest_minutes",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="minutes a hire lasts at most"),
        ),
        migrations.AddField(
            model_name="venue",
            name="shortest_minutes",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="minutes a hire lasts at least"),
        ),
    ]
