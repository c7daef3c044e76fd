"""Columns that may be empty, and what is found by them where they are not: quick on a million dates."""

import django.db.models.deletion
from django.db import migrations, models


def key(to, on_delete):
    return models.ForeignKey(
        blank=True, db_index=False, null=True, on_delete=on_delete, related_name="sessions", to=f"venues.{to}"
    )


def index_of_few(field, name):
    there = models.Q((f"{field}__isnull", False))
    return migrations.AddIndex(
        model_name="session", index=models.Index(condition=there, fields=[field], name=f"sessions_{name}")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0012_things_that_were_too_few"),
        ("venues", "0012_drafts_that_were_given_up"),
    ]

    operations = [
        migrations.AddField("session", "tariff", key("tariff", django.db.models.deletion.PROTECT)),
        migrations.AddField("session", "terms", key("specialterms", django.db.models.deletion.SET_NULL)),
        migrations.AddField("session", "category", key("category", django.db.models.deletion.PROTECT)),
        migrations.AddField("session", "date_number", models.PositiveSmallIntegerField(blank=True, null=True)),
        migrations.AddField("session", "dates_booked", models.PositiveSmallIntegerField(blank=True, null=True)),
        index_of_few("tariff", "by_another_list"),
        index_of_few("terms", "by_special_terms"),
        index_of_few("category", "at_another_price"),
    ]
