import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("venues", "0009_who_may_have_a_price_and_when_it_holds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PriceDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("valid_from", models.DateField(verbose_name="from")),
                ("document", models.JSONField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("proposed_at", models.DateTimeField(blank=True, null=True)),
                ("comments_until", models.DateField(blank=True, null=True, verbose_name="tell us by")),
                (
                    "proposal_words",
                    models.TextField(blank=True, max_length=2000, verbose_name="why the prices are to change"),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_as",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="drafts",
                        to="venues.tariff",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="price_drafts", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["venue_id", "valid_from", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PriceComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name or group")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("text", models.TextField(max_length=2000, verbose_name="what you think")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="venues.pricedraft"
                    ),
                ),
            ],
            options={
                "ordering": ["draft_id", "made_at", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="pricedraft",
            constraint=models.CheckConstraint(
                condition=models.Q(("proposed_at", None), ("comments_until__isnull", False), _connector="OR"),
                name="proposed_prices_say_by_when",
            ),
        ),
    ]
