import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0046_things_kept_where_a_date_was"),
        ("venues", "0026_how_a_fact_was_found_its_picture_and_source"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="acceptance",
            options={"ordering": ["booking_id", "pk"]},
        ),
        migrations.AlterField(
            model_name="acceptance",
            name="booking",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="acceptances", to="bookings.booking"
            ),
        ),
        migrations.AddConstraint(
            model_name="acceptance",
            constraint=models.UniqueConstraint(fields=("booking", "conditions"), name="conditions_accepted_once"),
        ),
    ]
