from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bookings", "0077_what_links_show_as_a_pdf")]

    operations = [
        migrations.AddField("booking", "changed_by_hall", models.BooleanField(blank=True, null=True)),
    ]
