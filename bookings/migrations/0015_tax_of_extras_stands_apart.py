"""What is asked for beside the room is kept with its tax taken out, as all else, and its tax by itself."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bookings", "0014_dates_keep_the_list_and_terms_they_were_priced_by")]

    operations = [migrations.AddField("session", "extras_vat_pence", models.IntegerField(default=0))]
