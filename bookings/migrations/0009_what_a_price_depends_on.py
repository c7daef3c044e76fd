import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0008_calendar_names_bookings_by_number"),
        ("venues", "0011_entitlements_and_special_terms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="asked",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="booking",
            name="cancellation",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="booking",
            name="category_given_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="booking",
            name="category_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="why it was given this price"),
        ),
        migrations.AddField(
            model_name="booking",
            name="terms",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="bookings",
                to="venues.specialterms",
            ),
        ),
    ]
