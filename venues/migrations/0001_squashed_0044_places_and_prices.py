"""All tables of venues as the migrations up to 0044 left them: an empty database comes here at once."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import accounts.at_once
import accounts.models.touched
import accounts.references
import venues.models.unchanging


class Migration(accounts.at_once.AtOnce):
    replaces = [
        ("venues", "0001_venues_rooms_and_prices"),
        ("venues", "0002_who_answers_for_privacy"),
        ("venues", "0003_lengths_of_hire_and_who_sees_the_address"),
        ("venues", "0004_invitations_to_posts"),
        ("venues", "0005_complaints"),
        ("venues", "0006_posts_handed_over"),
        ("venues", "0007_larger_pictures"),
        ("venues", "0008_more_nations"),
        ("venues", "0009_who_may_have_a_price_and_when_it_holds"),
        ("venues", "0010_drafts_of_price_lists"),
        ("venues", "0011_entitlements_and_special_terms"),
        ("venues", "0012_drafts_that_were_given_up"),
        ("venues", "0013_school_terms"),
        ("venues", "0014_columns_of_a_paper_diary"),
        ("venues", "0015_fair_use_and_first_call"),
        ("venues", "0016_conditions_of_hire"),
        ("venues", "0017_how_long_an_offer_stands"),
        ("venues", "0018_quiet_hours_summaries_and_a_number_for_emergencies"),
        ("venues", "0019_spaces_that_rooms_share"),
        ("venues", "0020_what_is_asked_of_parties"),
        ("venues", "0021_until_when_somebody_is_away"),
        ("venues", "0022_who_has_which_key_and_notes"),
        ("venues", "0023_how_one_gets_in"),
        ("venues", "0024_requests_that_wait_together"),
        ("venues", "0025_whether_there_are_conditions"),
        ("venues", "0026_how_a_fact_was_found_its_picture_and_source"),
        ("venues", "0027_what_is_out_of_order"),
        ("venues", "0028_questions_about_access"),
        ("venues", "0029_what_visitors_found_different"),
        ("venues", "0030_an_answer_sent_twice_is_one"),
        ("venues", "0031_searches_for_what_is_not_known"),
        ("venues", "0032_a_claim_is_never_changed"),
        ("venues", "0033_rule_before_an_election"),
        ("venues", "0034_what_is_broken"),
        ("venues", "0035_halls_that_ask_once_a_month"),
        ("venues", "0036_what_is_typed_for_the_report"),
        ("venues", "0037_who_is_there"),
        ("venues", "0038_what_a_hall_built_or_improved"),
        ("venues", "0039_photos_and_receipts_for_funders"),
        ("venues", "0040_what_is_written_of_a_venue_is_noted"),
        ("venues", "0041_how_many_of_the_hall_s_own_are_there"),
        ("venues", "0042_prices_in_the_shops"),
        ("venues", "0043_closures_are_noted_with_their_day"),
        ("venues", "0044_nothing_takes_the_place_of_a_claim"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0030_since_when_what_was_written_counts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Cell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60)),
                ("name", models.CharField(max_length=80)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("in_service_from", models.DateField(blank=True, null=True)),
                ("retired_on", models.DateField(blank=True, null=True)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cells", to="venues.venue"
                    ),
                ),
                ("shared", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["venue_id", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "code"), name="one_cell_per_code"),
                    accounts.models.touched.Touches(key="venue", name="a_cell_touches_its_venue", what="venue"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Operator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("currency", models.CharField(default="GBP", max_length=3, verbose_name="currency")),
                (
                    "own_hirer",
                    models.OneToOneField(
                        blank=True,
                        help_text="Books the operator's own use: committee meetings, its own programme.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="operator_itself",
                        to="accounts.hirer",
                    ),
                ),
                (
                    "legal_name",
                    models.CharField(blank=True, max_length=160, verbose_name="name in law, if it is another"),
                ),
                (
                    "privacy_address",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="postal address for questions of privacy"
                    ),
                ),
                (
                    "privacy_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail for questions of privacy"),
                ),
                ("privacy_note", models.TextField(blank=True, verbose_name="anything else people should know")),
                (
                    "privacy_phone",
                    models.CharField(blank=True, max_length=30, verbose_name="phone for questions of privacy"),
                ),
                (
                    "registration_number",
                    models.CharField(
                        blank=True, max_length=30, verbose_name="number in the register of fee payers, if any"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    accounts.models.touched.Touches(key="id", name="an_operator_touches_its_venues", what="operator")
                ],
            },
        ),
        migrations.CreateModel(
            name="Venue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("village_hall", "Village hall"),
                            ("community_centre", "Community centre"),
                            ("church_hall", "Church hall"),
                            ("library", "Library"),
                            ("school", "School after hours"),
                            ("scout_hut", "Scout or guide hut"),
                            ("arts_centre", "Arts centre"),
                        ],
                        max_length=20,
                        verbose_name="kind of place",
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="in a few sentences")),
                ("street", models.CharField(max_length=120, verbose_name="street")),
                ("town", models.CharField(max_length=80, verbose_name="town or village")),
                ("postcode", models.CharField(max_length=10, verbose_name="postcode")),
                ("latitude", models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                ("longitude", models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                ("zone", models.CharField(default="Europe/London", max_length=40, verbose_name="time zone")),
                (
                    "nation",
                    models.CharField(
                        choices=[
                            ("ENG", "England"),
                            ("WLS", "Wales"),
                            ("SCT", "Scotland"),
                            ("NIR", "Northern Ireland"),
                            ("AU", "Australia"),
                            ("CA", "Canada"),
                            ("FR", "France"),
                            ("DE", "Germany"),
                            ("HK", "Hong Kong"),
                            ("IE", "Ireland"),
                            ("NL", "Netherlands"),
                            ("NZ", "New Zealand"),
                            ("US", "United States"),
                        ],
                        default="ENG",
                        max_length=3,
                        verbose_name="nation, for bank holidays",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="public e-mail")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="public phone")),
                ("text_number", models.CharField(blank=True, max_length=30, verbose_name="number for text messages")),
                (
                    "turnaround_minutes",
                    models.PositiveSmallIntegerField(default=0, verbose_name="minutes between two hires"),
                ),
                (
                    "hold_days",
                    models.PositiveSmallIntegerField(default=7, verbose_name="days a request holds its hours"),
                ),
                (
                    "free_cancel_hours",
                    models.PositiveSmallIntegerField(
                        default=48, verbose_name="hours before, until which cancelling is free"
                    ),
                ),
                (
                    "notice_hours",
                    models.PositiveSmallIntegerField(default=2, verbose_name="hours of notice a booking needs"),
                ),
                (
                    "furthest_days",
                    models.PositiveSmallIntegerField(default=550, verbose_name="days ahead that can be booked"),
                ),
                ("published", models.BooleanField(default=False, verbose_name="shown to the public")),
                (
                    "hirers_known_from",
                    models.DateField(blank=True, null=True, verbose_name="records of hirers complete from"),
                ),
                (
                    "use_known_from",
                    models.DateField(blank=True, null=True, verbose_name="records of use complete from"),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="venues", to="venues.operator"
                    ),
                ),
                (
                    "address_shown",
                    models.CharField(
                        choices=[
                            ("always", "Everybody"),
                            ("confirmed", "Only groups with a confirmed booking; others see the town"),
                        ],
                        default="always",
                        max_length=9,
                        verbose_name="who sees the full address",
                    ),
                ),
                (
                    "longest_minutes",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="minutes a hire lasts at most"),
                ),
                (
                    "shortest_minutes",
                    models.PositiveSmallIntegerField(default=0, verbose_name="minutes a hire lasts at least"),
                ),
                (
                    "prices_of",
                    models.CharField(
                        choices=[
                            ("event", "The prices of the day of the hire"),
                            ("booking", "The prices of the day of booking"),
                        ],
                        default="event",
                        max_length=7,
                        verbose_name="which price list holds",
                    ),
                ),
                (
                    "proof_after",
                    models.PositiveSmallIntegerField(
                        default=6, verbose_name="dates a group may use a price before proof is asked"
                    ),
                ),
                (
                    "proof_days",
                    models.PositiveSmallIntegerField(
                        default=28, verbose_name="days to show the proof, once it is asked"
                    ),
                ),
                (
                    "term_calendar",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="venues",
                        to="venues.termcalendar",
                    ),
                ),
                ("diary_columns", models.JSONField(blank=True, null=True)),
                ("fair_use", models.JSONField(blank=True, null=True)),
                ("has_first_calls", models.BooleanField(default=False, editable=False)),
                (
                    "offer_hours",
                    models.PositiveSmallIntegerField(
                        default=24, verbose_name="hours that who waits has to take freed hours"
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        choices=[
                            ("never", "Never"),
                            ("waiting", "Every morning on which something waits"),
                            ("mondays", "On Monday mornings"),
                        ],
                        default="never",
                        max_length=7,
                        verbose_name="summary of what waits",
                    ),
                ),
                ("emergency_phone", models.CharField(blank=True, max_length=30, verbose_name="number for emergencies")),
                (
                    "quiet_days",
                    models.JSONField(blank=True, default=list, verbose_name="days on which letters to the desk wait"),
                ),
                ("quiet_from", models.TimeField(blank=True, null=True, verbose_name="letters to the desk wait from")),
                ("quiet_until", models.TimeField(blank=True, null=True, verbose_name="letters to the desk wait until")),
                (
                    "alcohol",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Do not ask"),
                            ("no", "It is not allowed"),
                            ("drunk", "It may be drunk, not sold"),
                            ("sold", "It may be drunk, and sold with a notice or at our bar"),
                        ],
                        max_length=5,
                        verbose_name="alcohol at parties",
                    ),
                ),
                (
                    "alcohol_days",
                    models.PositiveSmallIntegerField(default=28, verbose_name="days of notice for selling alcohol"),
                ),
                ("asks_ages", models.BooleanField(default=False, verbose_name="asks how many are under 18")),
                ("asks_food", models.BooleanField(default=False, verbose_name="asks what there is to eat")),
                (
                    "bond_days",
                    models.PositiveSmallIntegerField(
                        default=14, verbose_name="days after which a deposit is given back"
                    ),
                ),
                (
                    "bouncy_castle",
                    models.CharField(
                        blank=True,
                        choices=[("", "Do not ask"), ("yes", "Ask; it is allowed"), ("no", "It is not allowed")],
                        max_length=3,
                        verbose_name="bouncy castles",
                    ),
                ),
                (
                    "candles",
                    models.CharField(
                        blank=True,
                        choices=[("", "Do not ask"), ("yes", "Ask; it is allowed"), ("no", "It is not allowed")],
                        max_length=3,
                        verbose_name="candles and naked flames",
                    ),
                ),
                ("has_bar", models.BooleanField(default=False, verbose_name="a bar of its own that may sell")),
                ("leaving", models.TextField(blank=True, verbose_name="what is to be done before leaving")),
                (
                    "music",
                    models.CharField(
                        blank=True,
                        choices=[("", "Do not ask"), ("yes", "Ask; it is allowed"), ("no", "It is not allowed")],
                        max_length=3,
                        verbose_name="music at parties",
                    ),
                ),
                ("has_conditions", models.BooleanField(default=False, editable=False)),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        db_default=2, default=2, verbose_name="working days to answer a question about access"
                    ),
                ),
                ("election_days", models.PositiveSmallIntegerField(default=42, verbose_name="days before it")),
                ("election_on", models.DateField(blank=True, null=True, verbose_name="day of the next election")),
                ("election_rule", models.TextField(blank=True, verbose_name="rule for party politics before it")),
                ("faults_from", models.DateField(default=django.utils.timezone.localdate, editable=False, null=True)),
                (
                    "asks_afterwards",
                    models.BooleanField(
                        db_default=True, default=True, verbose_name="asks groups once a month how many came"
                    ),
                ),
                (
                    "who_is_there",
                    models.CharField(blank=True, max_length=300, verbose_name="who is there, and when nobody is"),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [accounts.models.touched.Touches(key="id", name="a_venue_touches_itself", what="venue")],
            },
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("summary", models.TextField(blank=True, verbose_name="what it is like")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("turnaround_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "turnaround",
                    models.CharField(
                        choices=[
                            ("apart", "Kept apart: each hire has its own"),
                            ("shared", "Shared with the neighbour's"),
                        ],
                        default="shared",
                        max_length=6,
                    ),
                ),
                (
                    "confirms_at_once",
                    models.BooleanField(default=False, verbose_name="booked at once, without the secretary"),
                ),
                ("retired_on", models.DateField(blank=True, null=True)),
                ("cells", models.ManyToManyField(related_name="rooms", to="venues.cell")),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rooms", to="venues.venue"
                    ),
                ),
                (
                    "requests_wait_together",
                    models.BooleanField(
                        default=False, verbose_name="requests for the same hours wait together until we choose"
                    ),
                ),
            ],
            options={
                "ordering": ["venue_id", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "code"), name="one_room_per_code"),
                    accounts.models.touched.Touches(key="venue", name="a_room_touches_its_venue", what="venue"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("manager", "Manager"),
                            ("secretary", "Booking secretary"),
                            ("treasurer", "Treasurer"),
                            ("caretaker", "Caretaker"),
                            ("trustee", "Trustee"),
                            ("funder", "Funder"),
                        ],
                        max_length=10,
                        verbose_name="post",
                    ),
                ),
                ("since", models.DateField(verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="posts", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="posts", to="venues.venue"
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
                ("away_until", models.DateField(blank=True, null=True, verbose_name="away until")),
            ],
            options={
                "ordering": ["venue_id", "kind", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("venue", "user", "kind", "since"), name="one_post_per_person_kind_and_start"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("image", models.FileField(upload_to="pictures/")),
                ("small", models.FileField(upload_to="pictures/")),
                ("alt", models.CharField(max_length=250, verbose_name="what the picture shows")),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="venues.room",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pictures", to="venues.venue"
                    ),
                ),
                ("large", models.FileField(blank=True, upload_to="pictures/")),
                ("large_width", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "ordering": ["venue_id", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("alt", ""), _negated=True), name="every_picture_has_words"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OpeningHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("weekday", models.PositiveSmallIntegerField(help_text="0 is Monday.")),
                ("opens_minute", models.PositiveSmallIntegerField()),
                ("closes_minute", models.PositiveSmallIntegerField()),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "cells",
                    models.ManyToManyField(
                        blank=True, help_text="None: the whole venue.", related_name="opening_hours", to="venues.cell"
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="opening_hours", to="venues.venue"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "opening hours",
                "ordering": ["venue_id", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("weekday__lte", 6)), name="weekday_is_of_the_week"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes_minute__gt", models.F("opens_minute")),
                            ("closes_minute__lte", 2880),
                            ("opens_minute__lt", 1440),
                        ),
                        name="closes_after_it_opens",
                    ),
                    accounts.models.touched.Touches(key="venue", name="hours_touch_their_venue", what="venue"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entrance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60)),
                ("name", models.CharField(max_length=80)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entrances", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["venue_id", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "code"), name="one_entrance_per_code"),
                    accounts.models.touched.Touches(key="venue", name="an_entrance_touches_its_venue", what="venue"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("works", "Repairs or works"),
                            ("holiday", "Holiday"),
                            ("poll", "Polling day"),
                            ("event", "The hall's own event"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "cells",
                    models.ManyToManyField(
                        blank=True, help_text="None: the whole venue.", related_name="closures", to="venues.cell"
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="closures", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["venue_id", "starts_at", "pk"],
                "indexes": [models.Index(fields=["venue", "ends_at"], name="closures_of_venue")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="closure_ends_after_it_starts"
                    ),
                    accounts.models.touched.Touches(
                        key="venue", name="a_closure_touches_its_venue", since=("starts_at",), what="days"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fact", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[("known", "Known"), ("unknown", "Not known"), ("not_applicable", "Does not apply")],
                        max_length=14,
                    ),
                ),
                ("value", models.CharField(blank=True, max_length=40)),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("measured", "measured"),
                            ("surveyed", "surveyed by an access auditor"),
                            ("photographed", "photographed"),
                            ("stated", "stated by the venue"),
                            ("reported", "reported by a hirer"),
                            ("imported", "imported"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("checked_on", models.DateField(blank=True, null=True)),
                (
                    "checked_by_post",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("manager", "Manager"),
                            ("secretary", "Booking secretary"),
                            ("treasurer", "Treasurer"),
                            ("caretaker", "Caretaker"),
                            ("trustee", "Trustee"),
                            ("funder", "Funder"),
                        ],
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="venues.accessclaim",
                    ),
                ),
                (
                    "entrance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="access_claims",
                        to="venues.entrance",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="access_claims",
                        to="venues.room",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="access_claims", to="venues.venue"
                    ),
                ),
                ("method", models.CharField(blank=True, db_default="", default="", max_length=120)),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="venues.picture",
                    ),
                ),
                ("source_url", models.URLField(blank=True, db_default="", default="", max_length=300)),
                ("submission_key", models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
            ],
            options={
                "ordering": ["venue_id", "pk"],
                "constraints": [
                    venues.models.unchanging.NeverChanges(
                        fields=(
                            "venue",
                            "entrance",
                            "room",
                            "fact",
                            "state",
                            "value",
                            "evidence",
                            "method",
                            "note",
                            "source_url",
                            "checked_on",
                            "checked_by_post",
                            "made_at",
                        ),
                        name="a_claim_is_never_changed",
                    ),
                    accounts.models.touched.Touches(key="venue", name="a_claim_touches_its_venue", what="venue"),
                    venues.models.unchanging.NeverReplaced(name="a_claim_is_never_replaced"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("is_standard", models.BooleanField(default=False, verbose_name="the standard price")),
                ("kinds", models.JSONField(blank=True, default=list, verbose_name="kinds of hirer it is meant for")),
                ("proof", models.CharField(blank=True, max_length=300, verbose_name="what proof is asked")),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="categories", to="venues.operator"
                    ),
                ),
                ("who", models.CharField(blank=True, max_length=300, verbose_name="who may have it")),
            ],
            options={
                "verbose_name_plural": "categories",
                "ordering": ["operator_id", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("operator", "code"), name="one_category_per_code"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_standard", True)),
                        fields=("operator",),
                        name="one_standard_category_per_operator",
                    ),
                    accounts.models.touched.Touches(
                        key="operator", name="a_category_touches_its_venues", what="operator"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Layout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="layout")),
                ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="safe capacity")),
                ("assessed_by", models.CharField(blank=True, max_length=80, verbose_name="assessed by")),
                ("assessed_on", models.DateField(blank=True, null=True, verbose_name="assessed on")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="layouts", to="venues.room"
                    ),
                ),
            ],
            options={
                "ordering": ["room_id", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("room", "name"), name="one_layout_per_name"),
                    accounts.models.touched.Touches(key="room", name="a_layout_touches_its_room", what="room"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tariff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("document", models.JSONField()),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tariffs", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["venue_id", "valid_from", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "valid_from"), name="one_tariff_per_venue_and_first_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="tariff_ends_after_it_begins",
                    ),
                    accounts.models.touched.Touches(key="venue", name="a_price_list_touches_its_venue", what="venue"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostInvitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("manager", "Manager"),
                            ("secretary", "Booking secretary"),
                            ("treasurer", "Treasurer"),
                            ("caretaker", "Caretaker"),
                            ("trustee", "Trustee"),
                            ("funder", "Funder"),
                        ],
                        max_length=10,
                        verbose_name="post",
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="post_invitations", to="venues.venue"
                    ),
                ),
                (
                    "hands_over",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handed_over_by",
                        to="venues.post",
                    ),
                ),
            ],
            options={
                "ordering": ["venue_id", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=accounts.references.new_reference, editable=False, max_length=10, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="your name")),
                ("email", models.EmailField(max_length=254, verbose_name="your e-mail address")),
                ("words", models.TextField(verbose_name="what is wrong")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("acknowledged_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("answered_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="complaints", to="venues.operator"
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "indexes": [models.Index(fields=["operator", "answered_at"], name="complaints_of_operator")],
            },
        ),
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
                ("given_up_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["venue_id", "valid_from", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("proposed_at", None), ("comments_until__isnull", False), _connector="OR"),
                        name="proposed_prices_say_by_when",
                    )
                ],
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
                ("first_call", models.JSONField(blank=True, null=True)),
            ],
            options={
                "verbose_name_plural": "special terms",
                "ordering": ["venue_id", "hirer", "since", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("percent_off", None),
                            models.Q(("percent_off__gt", 0), ("percent_off__lte", 100)),
                            _connector="OR",
                        ),
                        name="special_terms_take_off_at_most_all",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="special_terms_end_after_they_begin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("category__isnull", False),
                            ("percent_off__isnull", False),
                            ("first_call__isnull", False),
                            _connector="OR",
                        ),
                        name="special_terms_say_what_is_special",
                    ),
                ],
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
        migrations.CreateModel(
            name="TermCalendar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="where the dates were published")),
                ("read_on", models.DateField(blank=True, null=True, verbose_name="when they were read there")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="term_calendars", to="venues.operator"
                    ),
                ),
            ],
            options={
                "ordering": ["operator_id", "name", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("operator", "code"), name="one_term_calendar_per_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="name")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="terms", to="venues.termcalendar"
                    ),
                ),
            ],
            options={
                "ordering": ["calendar_id", "starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="a_term_ends_after_it_starts"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Conditions",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="conditions", to="venues.venue"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "conditions",
                "ordering": ["venue", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "number"), name="conditions_of_a_venue_by_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="VenueNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="what it is about")),
                ("text", models.TextField(max_length=4000, verbose_name="what to know")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["venue_id", "title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HallKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, verbose_name="number")),
                ("holder", models.CharField(max_length=120, verbose_name="who has it")),
                ("deposit_pence", models.PositiveIntegerField(blank=True, null=True)),
                ("given_on", models.DateField(verbose_name="given on")),
                ("returned_on", models.DateField(blank=True, null=True)),
                ("lost_on", models.DateField(blank=True, null=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["venue_id", "number", "-given_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("returned_on", None)),
                        fields=("venue", "number"),
                        name="a_key_has_one_holder_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("returned_on", None), ("returned_on__gte", models.F("given_on")), _connector="OR"
                        ),
                        name="a_key_comes_back_after_it_was_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lost_on", None), ("lost_on__gte", models.F("given_on")), _connector="OR"),
                        name="a_key_is_lost_after_it_was_given",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WayIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=500)),
                ("valid_from", models.DateField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ways_in", to="venues.venue"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "ways in",
                "ordering": ["venue", "valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "valid_from"), name="one_way_in_from_a_day_on")
                ],
            },
        ),
        migrations.CreateModel(
            name="Outage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fact", models.CharField(max_length=40)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("expected_on", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("updated_at", models.DateTimeField()),
                (
                    "entrance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="venues.entrance",
                    ),
                ),
                ("rooms", models.ManyToManyField(blank=True, related_name="+", to="venues.room")),
                (
                    "updated_by",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="outages", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["venue_id", "starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="an_outage_ends_after_it_began",
                        violation_error_message="It cannot have been mended before it broke.",
                    ),
                    accounts.models.touched.Touches(key="venue", name="an_outage_touches_its_venue", what="venue"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="your e-mail address")),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="in your own words")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("settled_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("forgotten_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("facts", models.JSONField()),
                ("needs", models.JSONField(blank=True, default=list)),
                ("due_on", models.DateField()),
                ("told_late_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="access_questions", to="venues.room"
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="access_questions", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "indexes": [models.Index(fields=["venue", "settled_at", "due_on"], name="questions_about_access")],
            },
        ),
        migrations.CreateModel(
            name="AccessReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="your e-mail address")),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="in your own words")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("settled_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("forgotten_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("fact", models.CharField(max_length=40)),
                ("by_hirer", models.BooleanField(default=False)),
                ("made_on", models.DateField()),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="settled",
                        to="venues.accessclaim",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="venues.accessclaim"
                    ),
                ),
                (
                    "entrance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="venues.entrance",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="venues.room",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="access_reports", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "indexes": [
                    models.Index(condition=models.Q(("settled_at", None)), fields=["venue"], name="open_access_reports")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", None), ("answered_on", None), ("settled_at", None)),
                            models.Q(
                                ("answer__isnull", False), ("answered_on__isnull", False), ("settled_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="a_report_is_settled_by_a_claim_on_a_day",
                    ),
                    accounts.models.touched.Touches(
                        key="venue", name="an_access_report_touches_its_venue", what="venue"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SoughtNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("need", models.CharField(max_length=40)),
                ("month", models.DateField()),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sought_needs", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["venue_id", "month", "need"],
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "need", "month"), name="one_count_of_a_need_in_a_month")
                ],
            },
        ),
        migrations.CreateModel(
            name="Fault",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("light", "A light"),
                            ("heating", "The heating"),
                            ("hot_water", "Hot water"),
                            ("water", "A tap, a drain or a leak"),
                            ("toilet", "A toilet"),
                            ("door", "A door, a lock or a window"),
                            ("lift", "The lift"),
                            ("loop", "The hearing loop or a microphone"),
                            ("kitchen", "Something in the kitchen"),
                            ("furniture", "A table or a chair"),
                            ("floor", "A floor, the stairs or a path"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                ("picture", models.BinaryField(blank=True, null=True)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("made_on", models.DateField(editable=False)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("public_words", models.CharField(blank=True, max_length=80)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("mended", "Mended"), ("none", "Not a fault"), ("same", "Told before")],
                        max_length=6,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=200)),
                ("mended_on", models.DateField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "closure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="faults",
                        to="venues.closure",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "outage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="faults",
                        to="venues.outage",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="venues.room",
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="again",
                        to="venues.fault",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="faults", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "indexes": [models.Index(condition=models.Q(("ended_at", None)), fields=["venue"], name="open_faults")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("outcome", "")),
                            models.Q(models.Q(("outcome", ""), _negated=True), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_fault_is_open_or_has_an_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mended_on__gte", models.F("made_on")), ("outcome", "mended")),
                            models.Q(models.Q(("outcome", "mended"), _negated=True), ("mended_on", None)),
                            _connector="OR",
                        ),
                        name="a_fault_is_mended_after_it_was_told",
                        violation_error_message="It cannot have been mended before it was told.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(blank=True, max_length=600)),
                ("quote_1", models.CharField(blank=True, max_length=250)),
                ("said_by_1", models.CharField(blank=True, max_length=80)),
                ("allowed_by_1", models.CharField(blank=True, max_length=120)),
                ("quote_2", models.CharField(blank=True, max_length=250)),
                ("said_by_2", models.CharField(blank=True, max_length=80)),
                ("allowed_by_2", models.CharField(blank=True, max_length=120)),
                ("updated_at", models.DateTimeField()),
                (
                    "updated_by",
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="report_words", to="venues.venue"
                    ),
                ),
                ("facilities", models.CharField(blank=True, max_length=600)),
            ],
        ),
        migrations.CreateModel(
            name="ReportFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("cost", "Running cost of a year"),
                            ("volunteers", "Volunteers’ hours of a month"),
                            ("shop_prices", "Index of prices in the shops in a month"),
                            ("fire_risk", "Fire risk assessment"),
                            ("electrical", "Electrical safety report"),
                            ("gas", "Gas safety record"),
                            ("insurance", "Insurance"),
                            ("premises", "Premises licence"),
                            ("music", "Music licence"),
                            ("safeguarding", "Safeguarding policy"),
                            ("own_people", "How many of your own are there as well"),
                        ],
                        max_length=12,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("applies", models.BooleanField(default=True)),
                ("amount", models.PositiveBigIntegerField(blank=True, null=True)),
                ("updated_at", models.DateTimeField()),
                (
                    "updated_by",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="report_facts", to="venues.venue"
                    ),
                ),
                ("source", models.CharField(blank=True, db_default="", default="", max_length=200)),
            ],
            options={
                "ordering": ["venue_id", "what", "starts_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("venue", "what", "starts_on"), name="one_report_fact_from_a_day_on"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="a_report_fact_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WhatChanged",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=30)),
                ("on", models.DateField()),
                ("words", models.CharField(max_length=600)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes_told", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
                "constraints": [models.UniqueConstraint(fields=("venue", "source"), name="each_change_is_told_once")],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("made_at", models.DateTimeField()),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="projects", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["venue_id", "-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "name"), name="one_project_of_a_name_at_a_venue")
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("photo", "Photo"), ("receipt", "Receipt")], max_length=7)),
                ("words", models.CharField(max_length=250)),
                ("on", models.DateField(blank=True, null=True)),
                ("pence", models.PositiveBigIntegerField(blank=True, null=True)),
                ("paid_to", models.CharField(blank=True, max_length=120)),
                ("picture", models.BinaryField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="venues.project"
                    ),
                ),
            ],
            options={
                "ordering": ["project_id", "kind", "on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("picture__isnull", False),
                            models.Q(
                                ("kind", "receipt"),
                                ("on__isnull", False),
                                ("pence__isnull", False),
                                models.Q(("paid_to", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_is_a_picture_or_a_receipt_that_was_typed",
                    )
                ],
            },
        ),
    ]
