import datetime

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import bookings.guard


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0010_what_is_held_beside_the_price"),
        ("venues", "0011_entitlements_and_special_terms"),
    ]

    operations = [
        migrations.CreateModel(
            name="Equipment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60)),
            ],
            options={
                "verbose_name_plural": "equipment",
            },
        ),
        migrations.CreateModel(
            name="EquipmentUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_unit", models.PositiveIntegerField()),
                ("last_unit", models.PositiveIntegerField()),
                ("stock", models.PositiveIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SessionExtra",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60)),
                ("name", models.CharField(max_length=120)),
                ("quantity", models.PositiveIntegerField(default=1)),
                ("minutes", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "ordering": ["session", "pk"],
            },
        ),
        migrations.AddField(
            model_name="equipment",
            name="venue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="equipment", to="venues.venue"
            ),
        ),
        migrations.AddField(
            model_name="equipmentuse",
            name="equipment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="bookings.equipment"
            ),
        ),
        migrations.AddField(
            model_name="equipmentuse",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="equipment_uses", to="bookings.session"
            ),
        ),
        migrations.AddField(
            model_name="equipmentuse",
            name="venue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="equipment_uses", to="venues.venue"
            ),
        ),
        migrations.AddField(
            model_name="sessionextra",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="extras", to="bookings.session"
            ),
        ),
        migrations.AddConstraint(
            model_name="equipment",
            constraint=models.UniqueConstraint(fields=("venue", "code"), name="one_kind_of_equipment_per_code"),
        ),
        migrations.AddIndex(
            model_name="equipmentuse",
            index=models.Index(fields=["equipment", "ends_at"], name="uses_of_equipment"),
        ),
        migrations.AddIndex(
            model_name="equipmentuse",
            index=models.Index(
                condition=models.Q(("expires_at__isnull", False)), fields=["expires_at"], name="equipment_to_lapse"
            ),
        ),
        migrations.AddConstraint(
            model_name="equipmentuse",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="equipment_use_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="equipmentuse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ends_at__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("starts_at"), "+", models.Value(datetime.timedelta(days=1))
                        ),
                    )
                ),
                name="equipment_use_at_most_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="equipmentuse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_unit__gte", 1),
                    ("last_unit__gte", models.F("first_unit")),
                    ("last_unit__lte", models.F("stock")),
                ),
                name="equipment_use_within_the_stock",
            ),
        ),
        migrations.AddConstraint(
            model_name="equipmentuse",
            constraint=bookings.guard.NoOverlap(
                end="ends_at",
                key="equipment",
                name="one_use_of_a_thing_at_a_time",
                start="starts_at",
                units=("first_unit", "last_unit"),
            ),
        ),
        migrations.AddConstraint(
            model_name="sessionextra",
            constraint=models.UniqueConstraint(fields=("session", "code"), name="an_extra_once_per_session"),
        ),
    ]
