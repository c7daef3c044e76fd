from django.db import migrations, models


def forget_london(apps, schema_editor):
    """On the way back a day has one rate."""
    apps.get_model("accounts", "LivingWage").objects.filter(region="london").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0028_keys_of_who_asked_are_destroyed"),
    ]

    operations = [
        migrations.AddField(
            model_name="livingwage",
            name="region",
            field=models.CharField(
                choices=[("uk", "the UK"), ("london", "London")],
                db_default="uk",
                default="uk",
                max_length=6,
                verbose_name="region",
            ),
        ),
        migrations.AlterField(
            model_name="livingwage",
            name="payable_by",
            field=models.DateField(
                help_text="The last day on which employers may still pay the rate before.", verbose_name="to be paid by"
            ),
        ),
        migrations.AddConstraint(
            model_name="livingwage",
            constraint=models.UniqueConstraint(
                fields=("region", "payable_by"), name="one_wage_of_a_region_from_a_day_on"
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_london),
    ]
