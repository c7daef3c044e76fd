import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("venues", "0012_drafts_that_were_given_up"),
    ]

    operations = [
        migrations.CreateModel(
            name="TermCalendar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="where the dates were published")),
                ("read_on", models.DateField(blank=True, null=True, verbose_name="when they were read there")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="term_calendars", to="venues.operator"
                    ),
                ),
            ],
            options={
                "ordering": ["operator_id", "name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="name")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="terms", to="venues.termcalendar"
                    ),
                ),
            ],
            options={
                "ordering": ["calendar_id", "starts_on", "pk"],
            },
        ),
        migrations.AddField(
            model_name="venue",
            name="term_calendar",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="venues",
                to="venues.termcalendar",
            ),
        ),
        migrations.AddConstraint(
            model_name="termcalendar",
            constraint=models.UniqueConstraint(fields=("operator", "code"), name="one_term_calendar_per_code"),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="a_term_ends_after_it_starts"
            ),
        ),
    ]
