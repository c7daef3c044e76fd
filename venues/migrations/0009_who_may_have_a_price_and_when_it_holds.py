from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("venues", "0008_more_nations"),
    ]

    operations = [
        migrations.AddField(
            model_name="category",
            name="who",
            field=models.CharField(blank=True, max_length=300, verbose_name="who may have it"),
        ),
        migrations.AddField(
            model_name="venue",
            name="prices_of",
            field=models.CharField(
                choices=[
                    ("event", "The prices of the day of the hire"),
                    ("booking", "The prices of the day of booking"),
                ],
                default="event",
                max_length=7,
                verbose_name="which price list holds",
            ),
        ),
        migrations.AddField(
            model_name="venue",
            name="proof_after",
            field=models.PositiveSmallIntegerField(
                default=6, verbose_name="dates a group may use a price before proof is asked"
            ),
        ),
        migrations.AddField(
            model_name="venue",
            name="proof_days",
            field=models.PositiveSmallIntegerField(default=28, verbose_name="days to show the proof, once it is asked"),
        ),
    ]
