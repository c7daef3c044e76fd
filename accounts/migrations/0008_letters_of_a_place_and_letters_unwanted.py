import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_disposals_of_proof"),
    ]

    operations = [
        migrations.CreateModel(
            name="Unwanted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254)),
                ("kind", models.CharField(max_length=40)),
                ("about", models.CharField(max_length=60)),
                ("since", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "verbose_name_plural": "unwanted letters",
                "ordering": ["email", "kind", "pk"],
            },
        ),
        migrations.AddField(
            model_name="letter",
            name="place",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("sent_at", None)), fields=["place"], name="letters_of_a_place_not_sent"
            ),
        ),
        migrations.AddConstraint(
            model_name="unwanted",
            constraint=models.UniqueConstraint(
                fields=("email", "kind", "about"), name="a_kind_of_letter_unwanted_once"
            ),
        ),
    ]
