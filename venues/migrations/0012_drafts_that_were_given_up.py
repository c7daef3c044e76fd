from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("venues", "0011_entitlements_and_special_terms")]

    operations = [
        migrations.AddField("pricedraft", "given_up_at", models.DateTimeField(blank=True, null=True)),
    ]
