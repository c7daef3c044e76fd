import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_merged_and_forgotten_hirers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Disposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("enquiries", "Requests that came to nothing"),
                            ("contacts", "Contacts of hirers not seen for long"),
                            ("people", "Accounts not used for long"),
                            ("letters", "Letters sent"),
                            ("invitations", "Invitations not taken up"),
                            ("journal", "Who did what, and who looked"),
                            ("complaints", "Complaints that are closed"),
                            ("browsers", "Browsers signed out"),
                            ("erased", "Taken out because the person asked"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("older_than", models.DateTimeField(null=True)),
                ("rows", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("at_place", models.CharField(blank=True, max_length=60)),
                ("page", models.CharField(max_length=60)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hirer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="looks", to="accounts.hirer"
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["hirer", "-at"], name="looks_at_hirer"),
                    models.Index(fields=["at"], name="looks_by_age"),
                ],
            },
        ),
    ]
