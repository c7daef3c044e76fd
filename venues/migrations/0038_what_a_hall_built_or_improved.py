from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("venues", "0037_who_is_there")]

    operations = [
        migrations.AddField("reportwords", "facilities", models.CharField(blank=True, max_length=600)),
    ]
