"""A tick is for the moment by which something was due: those there are, for where their date is now."""

from datetime import timedelta

from django.db import migrations, models


def keep_when_it_was_due(apps, schema_editor):
    for tick in apps.get_model("bookings", "TaskTick").objects.select_related("adjustment", "session"):
        tick.due_at = tick.session.starts_at - timedelta(minutes=tick.adjustment.minutes_before)
        tick.save(update_fields=["due_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("bookings", "0056_booked_for_party_politics"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="tasktick", name="a_task_is_ticked_once"),
        migrations.AddField(model_name="tasktick", name="due_at", field=models.DateTimeField(null=True)),
        migrations.RunPython(keep_when_it_was_due, migrations.RunPython.noop),
        migrations.AlterField(model_name="tasktick", name="due_at", field=models.DateTimeField()),
        migrations.AddConstraint(
            model_name="tasktick",
            constraint=models.UniqueConstraint(
                fields=["adjustment", "session", "due_at"], name="a_task_is_ticked_once"
            ),
        ),
    ]
