import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_members_go_on_seeing_prices"),
        ("venues", "0010_drafts_of_price_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SpecialTerms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "percent_off",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="per cent off"
                    ),
                ),
                ("words", models.CharField(max_length=300, verbose_name="what was agreed, and why")),
                ("agreed_by", models.CharField(max_length=120, verbose_name="who agreed it")),
                ("agreed_on", models.DateField(verbose_name="agreed on")),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="special_terms",
                        to="venues.category",
                        verbose_name="pays the price",
                    ),
                ),
                (
                    "hirer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="special_terms", to="accounts.hirer"
                    ),
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
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="special_terms", to="venues.venue"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "special terms",
                "ordering": ["venue_id", "hirer", "since", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Entitlement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("declared_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("proof_asked_at", models.DateTimeField(blank=True, null=True)),
                ("proof_by", models.DateField(blank=True, null=True, verbose_name="proof by")),
                ("shown_words", models.CharField(blank=True, max_length=300, verbose_name="number, or what it says")),
                ("shown_picture", models.BinaryField(blank=True, null=True)),
                ("shown_at", models.DateTimeField(blank=True, null=True)),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("number", "A number in a public register (a charity, a company)"),
                            ("file", "A paper they showed us, kept as a picture"),
                            ("known", "They are known to us"),
                        ],
                        max_length=6,
                        verbose_name="what shows it",
                    ),
                ),
                (
                    "evidence_words",
                    models.CharField(blank=True, max_length=300, verbose_name="number, or how you know"),
                ),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="look again on")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_words", models.CharField(blank=True, max_length=300, verbose_name="why it ended")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entitlements", to="venues.category"
                    ),
                ),
                (
                    "declared_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hirer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entitlements", to="accounts.hirer"
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entitlements", to="venues.operator"
                    ),
                ),
            ],
            options={
                "ordering": ["operator_id", "hirer", "pk"],
                "indexes": [models.Index(fields=["operator", "review_on"], name="entitlements_to_look_at_again")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("hirer", "category"),
                        name="one_open_entitlement_per_hirer_and_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at", None), models.Q(("evidence", ""), _negated=True), _connector="OR"
                        ),
                        name="an_accepted_entitlement_has_evidence",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="specialterms",
            constraint=models.CheckConstraint(
                condition=models.Q(("category__isnull", False), ("percent_off__isnull", False), _connector="OR"),
                name="special_terms_change_a_price",
            ),
        ),
        migrations.AddConstraint(
            model_name="specialterms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("percent_off", None), models.Q(("percent_off__gt", 0), ("percent_off__lte", 100)), _connector="OR"
                ),
                name="special_terms_take_off_at_most_all",
            ),
        ),
        migrations.AddConstraint(
            model_name="specialterms",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="special_terms_end_after_they_begin",
            ),
        ),
    ]
