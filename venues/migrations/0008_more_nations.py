from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("venues", "0007_larger_pictures")]

    operations = [
        migrations.AlterField(
            "venue",
            "nation",
            models.CharField(
                choices=[
                    ("ENG", "England"),
                    ("WLS", "Wales"),
                    ("SCT", "Scotland"),
                    ("NIR", "Northern Ireland"),
                    ("AU", "Australia"),
                    ("CA", "Canada"),
                    ("FR", "France"),
                    ("DE", "Germany"),
                    ("HK", "Hong Kong"),
                    ("IE", "Ireland"),
                    ("NL", "Netherlands"),
                    ("NZ", "New Zealand"),
                    ("US", "United States"),
                ],
                default="ENG",
                max_length=3,
                verbose_name="nation, for bank holidays",
            ),
        ),
    ]
