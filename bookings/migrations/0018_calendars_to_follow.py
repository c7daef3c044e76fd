import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_disposals_of_proof"),
        ("bookings", "0017_how_often_a_date_was_changed"),
        ("venues", "0014_columns_of_a_paper_diary"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FeedLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("room", "A room"),
                            ("venue", "A whole place"),
                            ("hirer", "A group"),
                            ("person", "All my groups"),
                        ],
                        max_length=6,
                    ),
                ),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("read_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "hirer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feed_links",
                        to="accounts.hirer",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feed_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feed_links",
                        to="venues.room",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feed_links",
                        to="venues.venue",
                    ),
                ),
            ],
            options={
                "ordering": ["owner", "-made_at", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="feedlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hirer", None), ("kind", "room"), ("room__isnull", False), ("venue", None)),
                    models.Q(("hirer", None), ("kind", "venue"), ("room", None), ("venue__isnull", False)),
                    models.Q(("hirer__isnull", False), ("kind", "hirer"), ("room", None), ("venue", None)),
                    models.Q(("hirer", None), ("kind", "person"), ("room", None), ("venue", None)),
                    _connector="OR",
                ),
                name="a_feed_link_is_of_one_thing",
            ),
        ),
    ]
