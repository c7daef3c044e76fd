from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("venues", "0013_school_terms"),
    ]

    operations = [
        migrations.AddField(
            model_name="venue",
            name="diary_columns",
            field=models.JSONField(blank=True, null=True),
        ),
    ]
