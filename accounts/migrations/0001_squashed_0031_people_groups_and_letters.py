"""All tables of accounts as the migrations up to 0031 left them: an empty database comes here at once."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import accounts.at_once
import accounts.models.touched
import accounts.references


class Migration(accounts.at_once.AtOnce):
    replaces = [
        ("accounts", "0001_people_groups_and_letters"),
        ("accounts", "0002_what_a_member_may_do"),
        ("accounts", "0003_merged_and_forgotten_hirers"),
        ("accounts", "0004_looks_and_disposals"),
        ("accounts", "0005_members_go_on_seeing_prices"),
        ("accounts", "0006_disposals_of_comments_on_prices"),
        ("accounts", "0007_disposals_of_proof"),
        ("accounts", "0008_letters_of_a_place_and_letters_unwanted"),
        ("accounts", "0009_disposals_of_calendar_addresses"),
        ("accounts", "0010_disposals_of_paper_diaries"),
        ("accounts", "0011_postal_address_of_hirers"),
        ("accounts", "0012_what_goes_beside_a_letter_and_whom_it_is_to"),
        ("accounts", "0013_disposals_of_questions"),
        ("accounts", "0014_disposals_of_hires_without_an_account"),
        ("accounts", "0015_keys_that_came_back"),
        ("accounts", "0016_letters_about_a_booking"),
        ("accounts", "0017_disposals_of_who_asked_about_access"),
        ("accounts", "0018_where_postcodes_lie"),
        ("accounts", "0019_disposals_of_wishes"),
        ("accounts", "0020_disposals_of_needs"),
        ("accounts", "0021_disposals_of_faults"),
        ("accounts", "0022_disposals_of_feedback_and_areas_to_look_up"),
        ("accounts", "0023_disposals_of_counts_of_searches"),
        ("accounts", "0024_indices_of_deprivation"),
        ("accounts", "0025_real_living_wage_that_staff_add"),
        ("accounts", "0026_what_funders_were_shown"),
        ("accounts", "0027_what_was_written_is_noted"),
        ("accounts", "0028_keys_of_who_asked_are_destroyed"),
        ("accounts", "0029_the_wage_of_london"),
        ("accounts", "0030_since_when_what_was_written_counts"),
        ("accounts", "0031_reports_made_as_pdf_go"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hirer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=accounts.references.new_reference, editable=False, max_length=10, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name of the group")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("charity", "Registered charity"),
                            ("club", "Club or society"),
                            ("informal", "Informal group"),
                            ("company", "Business or self-employed"),
                            ("public", "Public body, school or council"),
                            ("household", "Family or private person"),
                        ],
                        max_length=12,
                        verbose_name="kind of group",
                    ),
                ),
                ("charity_number", models.CharField(blank=True, max_length=20, verbose_name="charity number")),
                ("contact_email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail for letters")),
                ("contact_phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                (
                    "serves_young",
                    models.BooleanField(default=False, verbose_name="mainly for children or young people"),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "members",
                    models.ManyToManyField(
                        related_name="hirers",
                        through="accounts.Membership",
                        through_fields=("hirer", "user"),
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("forgotten_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="accounts.hirer",
                    ),
                ),
                ("postal_address", models.CharField(blank=True, max_length=200, verbose_name="postal address")),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    accounts.models.touched.Touches(key="id", name="a_hirer_touches_where_it_books", what="hirer")
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "There is already an account with this e-mail address."},
                        max_length=254,
                        unique=True,
                        verbose_name="e-mail address",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                ("is_staff", models.BooleanField(default=False, verbose_name="site staff")),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("date_joined", models.DateTimeField(auto_now_add=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                ("erased_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("organiser", "Organiser: books, cancels, sees money and invites"),
                            ("member", "Member: sees the bookings"),
                        ],
                        max_length=10,
                        verbose_name="part in the group",
                    ),
                ),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "hirer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="accounts.hirer"
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("may_book", models.BooleanField(default=False, verbose_name="may ask for rooms")),
                ("may_cancel", models.BooleanField(default=False, verbose_name="may cancel")),
                ("may_see_money", models.BooleanField(default=False, verbose_name="may see prices and money")),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(help_text="the same event never writes two letters", max_length=120, unique=True),
                ),
                ("kind", models.CharField(max_length=40)),
                ("to", models.EmailField(blank=True, max_length=254)),
                ("reply_to", models.EmailField(blank=True, max_length=254)),
                ("subject", models.CharField(max_length=200)),
                ("body", models.TextField()),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("send_after", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=200)),
                ("place", models.CharField(blank=True, max_length=60)),
                ("about", models.CharField(blank=True, max_length=10)),
                ("calendar", models.TextField(blank=True)),
                (
                    "hirer",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="accounts.hirer",
                    ),
                ),
                ("stop_link", models.TextField(blank=True)),
                (
                    "went",
                    models.CharField(
                        choices=[("mailed", "by e-mail"), ("printed", "on paper"), ("told", "told by the hall itself")],
                        default="mailed",
                        max_length=7,
                    ),
                ),
            ],
            options={
                "ordering": ["send_after", "pk"],
                "indexes": [
                    models.Index(condition=models.Q(("sent_at", None)), fields=["send_after"], name="letters_to_send"),
                    models.Index(
                        condition=models.Q(("sent_at", None)), fields=["place"], name="letters_of_a_place_not_sent"
                    ),
                    models.Index(
                        condition=models.Q(("hirer__isnull", False)), fields=["hirer"], name="letters_to_a_hirer"
                    ),
                    models.Index(
                        condition=models.Q(("about", ""), _negated=True),
                        fields=["about"],
                        name="letters_about_a_booking",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("organiser", "Organiser: books, cancels, sees money and invites"),
                            ("member", "Member: sees the bookings"),
                        ],
                        max_length=10,
                        verbose_name="part in the group",
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "hirer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="accounts.hirer"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ending_asked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ends_on", models.DateField(blank=True, editable=False, null=True)),
                ("may_book", models.BooleanField(default=False, verbose_name="may ask for rooms")),
                ("may_cancel", models.BooleanField(default=False, verbose_name="may cancel")),
                ("may_see_money", models.BooleanField(default=False, verbose_name="may see prices and money")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("hirer", "user"), name="one_membership_per_person_and_group")
                ],
            },
        ),
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("verb", models.CharField(max_length=40)),
                ("subject_kind", models.CharField(max_length=30)),
                ("subject_ref", models.CharField(max_length=80)),
                ("why", models.CharField(blank=True, max_length=500)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "journal entries",
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["subject_kind", "subject_ref", "-at"], name="journal_of_subject")],
            },
        ),
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
                            ("commenters", "Who wrote about proposed prices"),
                            ("comments", "What was written about proposed prices"),
                            ("proofs", "Proof for lower prices that ended"),
                            ("followed", "Addresses of followed calendars that were ended"),
                            ("diaries", "Paper diaries not brought in"),
                            ("threads", "Questions before a booking"),
                            ("guests", "Hires without an account, not asked for in the end"),
                            ("visitors", "Who asked or told about access"),
                            ("wishes", "Wishes that visitors left"),
                            ("faults", "What visitors told of faults"),
                            ("sought", "Counts of what was searched for and not known"),
                            ("askers", "Keys of who asked for hours that others had"),
                            ("needs", "Access needs stated with bookings"),
                            ("feedback", "What groups said of the space, and whom they serve"),
                            ("keys", "Keys that came back"),
                            ("funders", "What funders were shown"),
                            ("report_pdfs", "Reports that officers had made as PDF"),
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
                "constraints": [
                    models.UniqueConstraint(fields=("email", "kind", "about"), name="a_kind_of_letter_unwanted_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Postcode",
            fields=[
                ("code", models.CharField(max_length=8, primary_key=True, serialize=False)),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                ("district", models.CharField(db_index=True, max_length=4)),
                ("area", models.CharField(blank=True, db_index=True, max_length=9)),
            ],
        ),
        migrations.CreateModel(
            name="DeprivationIndex",
            fields=[
                ("code", models.SlugField(primary_key=True, serialize=False)),
                ("nation", models.CharField(max_length=3)),
                ("name", models.CharField(max_length=80)),
                ("version", models.CharField(max_length=20)),
                ("published", models.DateField()),
                ("source", models.URLField(max_length=300)),
            ],
            options={
                "verbose_name_plural": "deprivation indices",
                "ordering": ["nation", "-published"],
            },
        ),
        migrations.CreateModel(
            name="RankedArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=9)),
                ("rank", models.PositiveIntegerField()),
                ("fifth", models.PositiveSmallIntegerField()),
                ("residents", models.PositiveIntegerField(null=True)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                (
                    "index",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="areas",
                        to="accounts.deprivationindex",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["index", "latitude", "longitude"], name="areas_of_an_index_by_place")],
                "constraints": [
                    models.UniqueConstraint(fields=("index", "code"), name="an_area_stands_once_in_an_index")
                ],
            },
        ),
        migrations.CreateModel(
            name="LivingWage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "payable_by",
                    models.DateField(
                        help_text="The last day on which employers may still pay the rate before.",
                        verbose_name="to be paid by",
                    ),
                ),
                (
                    "pence",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="pence an hour"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        help_text="Who announced it, and where that can be read.", max_length=200, verbose_name="source"
                    ),
                ),
                (
                    "region",
                    models.CharField(
                        choices=[("uk", "the UK"), ("london", "London")],
                        db_default="uk",
                        default="uk",
                        max_length=6,
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "verbose_name": "Real Living Wage",
                "verbose_name_plural": "Real Living Wage",
                "ordering": ["-payable_by"],
                "constraints": [
                    accounts.models.touched.Touches(key="id", name="a_wage_touches_everything", what="all"),
                    models.UniqueConstraint(fields=("region", "payable_by"), name="one_wage_of_a_region_from_a_day_on"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Touched",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=8)),
                ("key", models.BigIntegerField()),
                ("since", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["what", "key"], name="touched_by_what_it_belongs_to")],
            },
        ),
    ]
