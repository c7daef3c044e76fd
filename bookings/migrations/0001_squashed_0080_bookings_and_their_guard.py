"""All tables of bookings as the migrations up to 0080 left them: an empty database comes here at once."""

import datetime
import uuid

import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import accounts.at_once
import accounts.models.touched
import accounts.references
import bookings.guard
import bookings.migrations._ranges
import bookings.models.desk_act
import venues.models.unchanging


class Migration(accounts.at_once.AtOnce):
    replaces = [
        ("bookings", "0001_ranges_in_postgresql"),
        ("bookings", "0002_bookings_sessions_and_the_guard"),
        ("bookings", "0003_merged_groups"),
        ("bookings", "0004_dates_refused_for_their_length"),
        ("bookings", "0005_bookings_whose_words_are_gone"),
        ("bookings", "0006_requests_refused_for_a_closure"),
        ("bookings", "0007_sessions_of_a_venue_by_both_ends"),
        ("bookings", "0008_calendar_names_bookings_by_number"),
        ("bookings", "0009_what_a_price_depends_on"),
        ("bookings", "0010_what_is_held_beside_the_price"),
        ("bookings", "0011_extras_and_the_guard_of_equipment"),
        ("bookings", "0012_things_that_were_too_few"),
        ("bookings", "0013_which_list_and_terms_priced_a_date"),
        ("bookings", "0014_dates_keep_the_list_and_terms_they_were_priced_by"),
        ("bookings", "0015_tax_of_extras_stands_apart"),
        ("bookings", "0016_pattern_of_a_series"),
        ("bookings", "0017_how_often_a_date_was_changed"),
        ("bookings", "0018_calendars_to_follow"),
        ("bookings", "0019_paper_diaries"),
        ("bookings", "0020_dates_refused_for_another_reason"),
        ("bookings", "0021_who_else_pays_for_a_date"),
        ("bookings", "0022_paper_diaries_not_yet_brought_in"),
        ("bookings", "0023_how_loud_a_booking_is"),
        ("bookings", "0024_hours_pencilled_in"),
        ("bookings", "0025_taken_by_a_date_or_pencilled_in"),
        ("bookings", "0026_dates_refused_out_of_fairness"),
        ("bookings", "0027_conditions_accepted_with_a_booking"),
        ("bookings", "0028_questions_and_answers"),
        ("bookings", "0029_who_waits_for_what"),
        ("bookings", "0030_answers_of_the_desk_that_can_be_taken_back"),
        ("bookings", "0031_dates_that_the_hall_moved"),
        ("bookings", "0032_dates_of_their_own_layout"),
        ("bookings", "0033_hire_without_an_account"),
        ("bookings", "0034_refusals_for_another_reason_and_hours_kept_meanwhile"),
        ("bookings", "0035_what_came_off_a_charge"),
        ("bookings", "0036_what_was_answered_about_a_party"),
        ("bookings", "0037_changes_that_hirers_ask_for"),
        ("bookings", "0038_hours_of_next_year"),
        ("bookings", "0039_requests_that_keep_their_hours_from_nobody"),
        ("bookings", "0040_closings_that_can_be_taken_back"),
        ("bookings", "0041_who_waits_said_about_a_party"),
        ("bookings", "0042_a_series_ended_by_the_desk"),
        ("bookings", "0043_next_year_in_several_rooms"),
        ("bookings", "0044_a_booking_that_the_desk_made_can_be_taken_back"),
        ("bookings", "0045_a_price_that_waits_for_an_answer"),
        ("bookings", "0046_things_kept_where_a_date_was"),
        ("bookings", "0047_newer_conditions_accepted"),
        ("bookings", "0048_who_waits_without_an_account"),
        ("bookings", "0049_a_price_sent_for_a_change"),
        ("bookings", "0050_one_place_by_several_links"),
        ("bookings", "0051_given_up_for_next_year_can_be_undone"),
        ("bookings", "0052_let_go_and_ended_for_five_minutes"),
        ("bookings", "0053_searches_that_found_nothing"),
        ("bookings", "0054_wishes_left_for_halls"),
        ("bookings", "0055_needs_stated_and_what_is_done"),
        ("bookings", "0056_booked_for_party_politics"),
        ("bookings", "0057_a_tick_counts_for_when_it_was_due"),
        ("bookings", "0058_what_an_answer_about_access_leans_on"),
        ("bookings", "0059_how_many_came_and_whom_groups_serve"),
        ("bookings", "0060_reports_as_they_were_issued"),
        ("bookings", "0061_calls_and_searches_by_the_day"),
        ("bookings", "0062_how_long_it_took_to_ask"),
        ("bookings", "0063_groups_that_were_told_apart"),
        ("bookings", "0064_issued_as_a_spreadsheet_too"),
        ("bookings", "0065_links_for_funders"),
        ("bookings", "0066_kept_figures"),
        ("bookings", "0067_what_an_import_did_not_say_of_a_price"),
        ("bookings", "0068_asks_that_were_refused"),
        ("bookings", "0069_what_was_refused_so_far"),
        ("bookings", "0070_how_a_hall_counts"),
        ("bookings", "0071_what_is_booked_is_noted_with_its_day"),
        ("bookings", "0072_halls_that_tell_together"),
        ("bookings", "0073_issued_reports_touch_their_venue"),
        ("bookings", "0074_a_report_as_a_pdf_while_nobody_waits"),
        ("bookings", "0075_the_words_of_an_issued_report"),
        ("bookings", "0076_reports_off_the_public_page"),
        ("bookings", "0077_what_links_show_as_a_pdf"),
        ("bookings", "0078_what_the_hall_changed_before_it_said_yes"),
        ("bookings", "0079_nothing_takes_the_place_of_an_issued_report"),
        ("bookings", "0080_times_that_the_guard_compares_are_written_alike"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0030_since_when_what_was_written_counts"),
        ("schedule", "0015_rename_indexes"),
        ("venues", "0043_closures_are_noted_with_their_day"),
    ]

    operations = [
        bookings.migrations._ranges.RangesInPostgreSQL(),
        migrations.CreateModel(
            name="Booking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=accounts.references.new_reference, editable=False, max_length=10, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="what it is")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("health", "Health and wellbeing"),
                            ("children", "Children and families"),
                            ("older", "Older people"),
                            ("arts", "Arts, music and crafts"),
                            ("sport", "Sport and exercise"),
                            ("faith", "Faith"),
                            ("learning", "Learning"),
                            ("civic", "Civic life and advice"),
                            ("social", "Social"),
                            ("private", "Private party or family event"),
                            ("commercial", "Commercial"),
                            ("political", "Party politics or an election campaign"),
                        ],
                        max_length=10,
                        verbose_name="what it is for",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Not sent"),
                            ("requested", "Asked"),
                            ("confirmed", "Booked"),
                            ("declined", "Refused"),
                            ("expired", "Refused: no answer"),
                            ("withdrawn", "Cancelled before an answer"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("people", models.PositiveIntegerField(verbose_name="how many people")),
                (
                    "message",
                    models.TextField(blank=True, max_length=2000, verbose_name="anything the hall should know"),
                ),
                ("listed", models.BooleanField(default=False, verbose_name="show the name in the public calendar")),
                (
                    "open_to_anyone",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no", "No, only our own people"),
                            ("free", "Yes, free of charge"),
                            ("pay-what-you-can", "Yes, people pay what they can"),
                            ("yes", "Yes, there may be a charge"),
                        ],
                        max_length=16,
                        verbose_name="open to anyone, just come",
                    ),
                ),
                ("confidential", models.BooleanField(default=False, verbose_name="confidential")),
                ("free_cancel_hours", models.PositiveSmallIntegerField()),
                (
                    "entered",
                    models.CharField(
                        choices=[
                            ("online", "requested online"),
                            ("desk", "entered by the desk"),
                            ("imported", "imported"),
                        ],
                        default="online",
                        max_length=8,
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("requested_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, help_text="A person's first answer of substance.", null=True),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("at_once", models.BooleanField(default=False, help_text="Booked without waiting for a person.")),
                (
                    "reason_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("slot_taken", "The hours are taken"),
                            ("capacity", "Too many people for the room"),
                            ("access", "The place cannot meet an access need"),
                            ("price", "The price"),
                            ("papers", "Papers are missing"),
                            ("licence", "Outside the hall's licence"),
                            ("policy", "Against the hall's rules"),
                            ("closed", "The hall is shut then"),
                            ("no_answer", "No answer came in time"),
                            ("other", "Another reason"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason_words", models.CharField(blank=True, max_length=500)),
                ("hold_until", models.DateTimeField(blank=True, null=True)),
                (
                    "reminded_at",
                    models.DateTimeField(
                        blank=True, help_text="The hold lapsed and a second person was told.", null=True
                    ),
                ),
                ("submission_key", models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bookings", to="venues.category"
                    ),
                ),
                (
                    "decided_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="bookings", to="accounts.hirer"
                    ),
                ),
                (
                    "layout",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="venues.layout",
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
                    "tariff",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="venues.tariff",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bookings", to="venues.venue"
                    ),
                ),
                ("forgotten_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("asked", models.JSONField(blank=True, null=True)),
                ("cancellation", models.JSONField(blank=True, null=True)),
                (
                    "category_given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "category_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why it was given this price"),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bookings",
                        to="venues.specialterms",
                    ),
                ),
                ("pattern", models.JSONField(blank=True, null=True)),
                (
                    "diary",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bookings",
                        to="bookings.paperdiary",
                    ),
                ),
                (
                    "sound",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("quiet", "It needs quiet, for example counselling"),
                            ("loud", "It is loud, for example amplified music"),
                        ],
                        max_length=5,
                        verbose_name="how loud it is",
                    ),
                ),
                ("particulars", models.JSONField(blank=True, null=True)),
                ("waits_together", models.BooleanField(default=False)),
                ("price_told_at", models.DateTimeField(blank=True, null=True)),
                ("minutes_to_ask", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("changed_by_hall", models.BooleanField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-requested_at", "-pk"],
                "indexes": [
                    models.Index(fields=["venue", "status", "requested_at"], name="bookings_for_the_desk"),
                    models.Index(fields=["hirer", "-requested_at"], name="bookings_of_hirer"),
                    models.Index(
                        condition=models.Q(("diary__isnull", False)), fields=["diary"], name="bookings_of_a_diary"
                    ),
                ],
                "constraints": [
                    accounts.models.touched.Touches(
                        key="venue",
                        name="a_booking_touches_its_venue",
                        since=("requested_at", "answered_at", "decided_at", "made_at"),
                        what="days",
                    ),
                    accounts.models.touched.Touches(key="id", name="a_booking_touches_its_dates", what="booking"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RefusedDate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("from_time", models.TimeField()),
                ("to_time", models.TimeField()),
                ("minutes", models.PositiveIntegerField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("taken", "Somebody else has the room"),
                            ("things_taken", "Too few of a thing are free"),
                            ("closed", "The hall is shut"),
                            ("outside_hours", "Outside opening hours"),
                            ("no_such_time", "That time does not exist: the clocks go forward"),
                            ("too_soon", "Too soon, or already past"),
                            ("too_far", "Too far ahead to book yet"),
                            ("too_short", "Shorter than the hall lets its rooms for"),
                            ("too_long", "Longer than the hall lets its rooms for"),
                            ("over_cap", "More of the busiest hours than one group may have"),
                            ("kept", "Kept for others until nearer the date"),
                            ("no_price", "There is no price for that time"),
                            ("refused", "Refused by the hall"),
                            ("left_out", "Left out by whoever asked"),
                        ],
                        max_length=13,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="refused_dates", to="bookings.booking"
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
            ],
            options={
                "ordering": ["on", "from_time", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RoomCalendar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "calendar",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schedule.calendar"
                    ),
                ),
                (
                    "room",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="room_calendar", to="venues.room"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "first_starts_at",
                    models.DateTimeField(help_text="The date first agreed; kept when the session moves."),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("cancelled_in_time", "Cancelled in time"),
                            ("cancelled_late", "Cancelled late"),
                            ("cancelled_by_venue", "Cancelled by the hall"),
                            ("no_show", "Nobody came"),
                        ],
                        default="planned",
                        max_length=18,
                    ),
                ),
                ("status_at", models.DateTimeField(blank=True, null=True)),
                ("cancel_cause", models.CharField(blank=True, max_length=10)),
                ("expected", models.PositiveIntegerField(blank=True, null=True)),
                ("counted", models.PositiveIntegerField(blank=True, null=True)),
                ("typical", models.PositiveIntegerField(blank=True, null=True)),
                ("hire_pence", models.IntegerField(blank=True, null=True)),
                ("compulsory_pence", models.IntegerField(default=0)),
                ("vat_pence", models.IntegerField(default=0)),
                ("standard_pence", models.IntegerField(blank=True, null=True)),
                ("category_gap_pence", models.IntegerField(default=0)),
                ("discount_gap_pence", models.IntegerField(default=0)),
                ("waiver_gap_pence", models.IntegerField(default=0)),
                ("cancellation_pence", models.IntegerField(default=0)),
                ("price_lines", models.JSONField(blank=True, default=list)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to="bookings.booking"
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="venues.venue"
                    ),
                ),
                (
                    "rooms",
                    models.ManyToManyField(related_name="sessions", through="bookings.SessionRoom", to="venues.room"),
                ),
                ("advance_pence", models.PositiveIntegerField(blank=True, null=True)),
                ("bond_pence", models.PositiveIntegerField(blank=True, null=True)),
                ("held", models.JSONField(blank=True, null=True)),
                ("open_facts", models.JSONField(blank=True, null=True)),
                ("extras_pence", models.IntegerField(default=0)),
                (
                    "tariff",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="venues.tariff",
                    ),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sessions",
                        to="venues.specialterms",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="venues.category",
                    ),
                ),
                ("date_number", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("dates_booked", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("extras_vat_pence", models.IntegerField(default=0)),
                ("times_changed", models.PositiveSmallIntegerField(default=0)),
                ("payer", models.CharField(blank=True, max_length=120)),
                ("payer_pence", models.PositiveIntegerField(blank=True, null=True)),
                ("moved_cause", models.CharField(blank=True, default="", max_length=10)),
                (
                    "layout",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="venues.layout",
                    ),
                ),
                ("credit_pence", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "taken_off_for",
                    models.CharField(
                        blank=True,
                        choices=[("waived", "Let off by the hall"), ("relet", "Somebody else booked the hours")],
                        default="",
                        max_length=6,
                    ),
                ),
                ("taken_off_pence", models.PositiveIntegerField(blank=True, null=True)),
                ("unsaid", models.JSONField(blank=True, null=True)),
            ],
            options={
                "ordering": ["starts_at", "pk"],
                "indexes": [
                    models.Index(fields=["booking", "starts_at"], name="sessions_of_booking"),
                    models.Index(fields=["venue", "starts_at", "ends_at"], name="sessions_of_venue_by_time"),
                    models.Index(
                        condition=models.Q(("tariff__isnull", False)),
                        fields=["tariff"],
                        name="sessions_by_another_list",
                    ),
                    models.Index(
                        condition=models.Q(("terms__isnull", False)), fields=["terms"], name="sessions_by_special_terms"
                    ),
                    models.Index(
                        condition=models.Q(("category__isnull", False)),
                        fields=["category"],
                        name="sessions_at_another_price",
                    ),
                    models.Index(
                        condition=models.Q(("cancellation_pence__gt", 0), ("status", "cancelled_late")),
                        fields=["starts_at"],
                        name="sessions_still_charged",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="session_ends_after_it_starts"
                    ),
                    accounts.models.touched.Touches(
                        key="venue", name="a_session_touches_its_venue", since=("starts_at",), what="days"
                    ),
                    accounts.models.touched.Touches(
                        key="booking",
                        name="hours_touch_what_asked_for_them",
                        of=("booking", "starts_at", "ends_at"),
                        what="asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Occupancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("session", "Booked"),
                            ("undecided", "Asked, not yet answered"),
                            ("pencilled", "Pencilled in"),
                            ("offered", "Offered to somebody who waits"),
                            ("change", "Kept for a change that was asked for"),
                            ("next_year", "Kept for whoever has it this year"),
                        ],
                        default="session",
                        max_length=9,
                    ),
                ),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                (
                    "cell",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="occupancies", to="venues.cell"
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="occupancies", to="venues.venue"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occupancies",
                        to="bookings.session",
                    ),
                ),
                (
                    "hold",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occupancies",
                        to="bookings.hold",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "occupancies",
                "indexes": [
                    models.Index(fields=["cell", "starts_at"], name="occupancy_of_cell"),
                    models.Index(
                        condition=models.Q(("expires_at__isnull", False)), fields=["expires_at"], name="holds_to_lapse"
                    ),
                    models.Index(
                        condition=models.Q(("hold__isnull", False)), fields=["hold"], name="occupancy_of_hold"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="occupancy_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ends_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("starts_at"), "+", models.Value(datetime.timedelta(days=1))
                                ),
                            )
                        ),
                        name="occupancy_at_most_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hold", None), ("session__isnull", False)),
                            models.Q(("hold__isnull", False), ("session", None)),
                            _connector="OR",
                        ),
                        name="occupancy_is_of_a_session_or_a_hold",
                    ),
                    bookings.guard.NoOverlap(
                        end="ends_at",
                        key="cell",
                        name="one_session_per_cell_at_a_time",
                        start="starts_at",
                        written_alike=True,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionRoom",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="session_rooms", to="venues.room"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="session_rooms", to="bookings.session"
                    ),
                ),
                (
                    "stretch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_rooms",
                        to="bookings.stretch",
                    ),
                ),
                ("rule_starts_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "room"), name="a_room_once_per_session"),
                    accounts.models.touched.Touches(
                        key="session", name="a_room_of_a_session_touches_itself", what="session"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("confirms_at_once", models.BooleanField(default=False)),
                ("agreed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "agreed_by",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="standings", to="accounts.hirer"
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="standings", to="venues.venue"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "hirer"), name="one_standing_per_venue_and_hirer")
                ],
            },
        ),
        migrations.CreateModel(
            name="Stretch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stretches", to="bookings.booking"
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schedule.event"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stretches", to="venues.room"
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schedule.rule",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "stretches",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("moved", models.JSONField(default=dict)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
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
                    "given_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges_given_up", to="accounts.hirer"
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges_kept", to="accounts.hirer"
                    ),
                ),
                (
                    "undone_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("given_up")), _negated=True), name="a_merge_joins_two"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Equipment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="equipment", to="venues.venue"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "equipment",
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "code"), name="one_kind_of_equipment_per_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="EquipmentUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_unit", models.PositiveIntegerField()),
                ("last_unit", models.PositiveIntegerField()),
                ("stock", models.PositiveIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                (
                    "equipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="bookings.equipment"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="equipment_uses",
                        to="bookings.session",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="equipment_uses", to="venues.venue"
                    ),
                ),
                (
                    "hold",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="equipment_uses",
                        to="bookings.hold",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["equipment", "ends_at"], name="uses_of_equipment"),
                    models.Index(
                        condition=models.Q(("expires_at__isnull", False)),
                        fields=["expires_at"],
                        name="equipment_to_lapse",
                    ),
                    models.Index(
                        condition=models.Q(("hold__isnull", False)), fields=["hold"], name="equipment_of_a_hold"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="equipment_use_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ends_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("starts_at"), "+", models.Value(datetime.timedelta(days=1))
                                ),
                            )
                        ),
                        name="equipment_use_at_most_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_unit__gte", 1),
                            ("last_unit__gte", models.F("first_unit")),
                            ("last_unit__lte", models.F("stock")),
                        ),
                        name="equipment_use_within_the_stock",
                    ),
                    bookings.guard.NoOverlap(
                        end="ends_at",
                        key="equipment",
                        name="one_use_of_a_thing_at_a_time",
                        start="starts_at",
                        units=("first_unit", "last_unit"),
                        written_alike=True,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionExtra",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60)),
                ("name", models.CharField(max_length=120)),
                ("quantity", models.PositiveIntegerField(default=1)),
                ("minutes", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="extras", to="bookings.session"
                    ),
                ),
            ],
            options={
                "ordering": ["session", "pk"],
                "constraints": [models.UniqueConstraint(fields=("session", "code"), name="an_extra_once_per_session")],
            },
        ),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hirer", None), ("kind", "room"), ("room__isnull", False), ("venue", None)),
                            models.Q(("hirer", None), ("kind", "venue"), ("room", None), ("venue__isnull", False)),
                            models.Q(("hirer__isnull", False), ("kind", "hirer"), ("room", None), ("venue", None)),
                            models.Q(("hirer", None), ("kind", "person"), ("room", None), ("venue", None)),
                            _connector="OR",
                        ),
                        name="a_feed_link_is_of_one_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperDiary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200)),
                ("columns", models.JSONField(blank=True, default=dict)),
                ("rows", models.PositiveIntegerField()),
                ("hirers_made", models.JSONField(blank=True, default=list)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
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
                    "undone_by",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="paper_diaries", to="venues.venue"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "paper diaries",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PaperDiaryDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200)),
                ("sheets", models.JSONField()),
                ("said", models.JSONField(blank=True, default=dict)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "became",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="bookings.paperdiary",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paper_diary_drafts",
                        to="venues.venue",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="for whom, or for what")),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
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
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="venues.room"
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="holds", to="venues.venue"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pencilled", "Pencilled in"),
                            ("offered", "Offered to somebody who waits"),
                            ("kept", "Refused a moment ago"),
                            ("change", "Kept for a change that was asked for"),
                            ("next_year", "Kept for whoever has it this year"),
                        ],
                        default="pencilled",
                        max_length=9,
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holds",
                        to="bookings.askedchange",
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holds",
                        to="bookings.slot",
                    ),
                ),
                ("let_go_at", models.DateTimeField(blank=True, null=True)),
                (
                    "let_go_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("stood_until", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["starts_at", "pk"],
                "indexes": [
                    models.Index(fields=["venue", "starts_at"], name="holds_of_venue"),
                    models.Index(fields=["expires_at"], name="holds_to_end"),
                    models.Index(
                        condition=models.Q(("change__isnull", False)), fields=["change"], name="holds_of_a_change"
                    ),
                    models.Index(
                        condition=models.Q(("slot__isnull", False)), fields=["slot"], name="holds_of_next_year"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="hold_ends_after_it_starts"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("was_told", models.BooleanField(default=False)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="acceptances", to="bookings.booking"
                    ),
                ),
                (
                    "by",
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
                    "conditions",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acceptances", to="venues.conditions"
                    ),
                ),
            ],
            options={
                "ordering": ["booking_id", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("booking", "conditions"), name="conditions_accepted_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Thread",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("booking", "About a booking"),
                            ("question", "A question"),
                            ("viewing", "To look round"),
                        ],
                        max_length=8,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="your name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="your e-mail address")),
                ("token_hash", models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="what it would be")),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("people", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "when_asked",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("free", "free"),
                            ("taken", "taken"),
                            ("closed", "shut"),
                            ("outside_hours", "outside opening hours"),
                        ],
                        max_length=13,
                    ),
                ),
                ("look_at", models.DateTimeField(blank=True, null=True)),
                ("look_agreed", models.BooleanField(default=False)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("last_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("last_from_desk", models.BooleanField(default=False)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("forgotten_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "became",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="began_as",
                        to="bookings.booking",
                    ),
                ),
                (
                    "booking",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="thread",
                        to="bookings.booking",
                    ),
                ),
                (
                    "hirer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="threads",
                        to="accounts.hirer",
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="threads",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="threads", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["-last_at", "-pk"],
                "indexes": [
                    models.Index(fields=["venue", "closed_at", "last_at"], name="threads_of_the_desk"),
                    models.Index(
                        condition=models.Q(("look_agreed", True)), fields=["venue", "look_at"], name="looks_round"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("booking__isnull", False), ("kind", "booking")),
                            models.Q(models.Q(("kind", "booking"), _negated=True), ("booking", None)),
                            _connector="OR",
                        ),
                        name="a_thread_about_a_booking_has_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_at", None), ("starts_at", None)),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="a_time_asked_about_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("from_desk", models.BooleanField()),
                ("text", models.TextField(blank=True, max_length=4000)),
                (
                    "look",
                    models.CharField(
                        blank=True,
                        choices=[("offered", "offered"), ("agreed", "agreed"), ("off", "called off")],
                        max_length=7,
                    ),
                ),
                ("look_at", models.DateTimeField(blank=True, null=True)),
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
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="bookings.thread"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("look", ""), ("look_at", None)),
                            models.Q(models.Q(("look", ""), _negated=True), ("look_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_look_round_has_its_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Wait",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=accounts.references.new_reference, editable=False, max_length=10, unique=True
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("offered", "Offered"),
                            ("taken", "Taken"),
                            ("passed", "The offer ran out"),
                            ("withdrawn", "Given up"),
                            ("over", "It did not become free"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("health", "Health and wellbeing"),
                            ("children", "Children and families"),
                            ("older", "Older people"),
                            ("arts", "Arts, music and crafts"),
                            ("sport", "Sport and exercise"),
                            ("faith", "Faith"),
                            ("learning", "Learning"),
                            ("civic", "Civic life and advice"),
                            ("social", "Social"),
                            ("private", "Private party or family event"),
                            ("commercial", "Commercial"),
                            ("political", "Party politics or an election campaign"),
                        ],
                        max_length=10,
                    ),
                ),
                ("people", models.PositiveIntegerField()),
                ("message", models.TextField(blank=True, max_length=2000)),
                ("listed", models.BooleanField(default=False)),
                (
                    "open_to_anyone",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no", "No, only our own people"),
                            ("free", "Yes, free of charge"),
                            ("pay-what-you-can", "Yes, people pay what they can"),
                            ("yes", "Yes, there may be a charge"),
                        ],
                        max_length=16,
                    ),
                ),
                ("confidential", models.BooleanField(default=False)),
                (
                    "sound",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("quiet", "It needs quiet, for example counselling"),
                            ("loud", "It is loud, for example amplified music"),
                        ],
                        max_length=5,
                    ),
                ),
                ("asked", models.JSONField(blank=True, null=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("offered_at", models.DateTimeField(blank=True, null=True)),
                ("offer_until", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("submission_key", models.CharField(blank=True, editable=False, max_length=80, null=True, unique=True)),
                (
                    "became",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="waited",
                        to="bookings.booking",
                    ),
                ),
                (
                    "beside",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="waits",
                        to="bookings.booking",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="waits", to="venues.category"
                    ),
                ),
                (
                    "hirer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="waits", to="accounts.hirer"
                    ),
                ),
                (
                    "hold",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="wait",
                        to="bookings.hold",
                    ),
                ),
                (
                    "layout",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="venues.layout",
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
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="waits", to="venues.room"
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="waits", to="venues.venue"
                    ),
                ),
                ("particulars", models.JSONField(blank=True, null=True)),
                (
                    "entered",
                    models.CharField(
                        choices=[
                            ("online", "requested online"),
                            ("desk", "entered by the desk"),
                            ("imported", "imported"),
                        ],
                        default="online",
                        max_length=8,
                    ),
                ),
                ("stood_until", models.DateTimeField(blank=True, null=True)),
                ("token_hash", models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
            ],
            options={
                "ordering": ["starts_at", "made_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "offered"])),
                        fields=["venue", "starts_at"],
                        name="waits_of_venue",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="wait_ends_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "offered"), _negated=True),
                            ("offer_until__isnull", False),
                            _connector="OR",
                        ),
                        name="an_offer_has_its_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("confirmed", "Booked"),
                            ("made", "Booked for somebody"),
                            ("partly", "Some dates booked, others refused"),
                            ("declined", "Refused"),
                            ("cancelled", "Cancelled by the hall"),
                            ("ended", "Ended earlier"),
                            ("waived", "Let off a charge"),
                            ("changed", "Changed"),
                            ("priced", "Price sent"),
                            ("gave_up", "Given up for next year"),
                        ],
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("before", models.JSONField(default=dict, encoder=bookings.models.desk_act.ToTheMicrosecond)),
                ("letters", models.JSONField(default=list)),
                ("entry", models.PositiveBigIntegerField(default=0)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="desk_acts", to="bookings.booking"
                    ),
                ),
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
                    "undone_by",
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
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(condition=models.Q(("closed_at", None)), fields=["until"], name="desk_acts_to_close")
                ],
            },
        ),
        migrations.CreateModel(
            name="BookingKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(default=1)),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="key", to="bookings.booking"
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="GuestAsk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254)),
                ("typed", models.TextField()),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("expires_at", models.DateTimeField()),
                (
                    "booking",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guest_ask",
                        to="bookings.booking",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="guest_asks", to="venues.room"
                    ),
                ),
                ("to_wait", models.BooleanField(default=False)),
                (
                    "wait",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guest_asks",
                        to="bookings.wait",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "indexes": [models.Index(fields=["made_at"], name="guest_asks_by_age")],
            },
        ),
        migrations.CreateModel(
            name="AskedChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for an answer"),
                            ("agreed", "Agreed"),
                            ("refused", "Refused"),
                            ("withdrawn", "Taken back"),
                            ("over", "Its dates have come, or were given up"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("wish", models.JSONField()),
                ("told", models.JSONField()),
                ("shown_dates", models.CharField(max_length=64)),
                ("shown_prices", models.CharField(max_length=64)),
                ("why", models.CharField(max_length=300)),
                ("lacks_a_price", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("hold_until", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="why not")),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="asked_changes", to="bookings.booking"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("price_pence", models.PositiveIntegerField(blank=True, null=True)),
                ("price_told_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["asked_at"], name="changes_that_wait"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("booking",),
                        name="one_change_of_a_booking_waits",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Renewal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                ("answer_by", models.DateField(verbose_name="answers until")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="renewals", to="venues.venue"
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
                ("ends_early_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="renewal_ends_after_it_starts"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)), fields=("venue",), name="one_open_renewal_per_venue"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=accounts.references.new_reference, editable=False, max_length=10, unique=True
                    ),
                ),
                ("document", models.JSONField()),
                ("dates", models.PositiveSmallIntegerField()),
                ("clashes", models.PositiveSmallIntegerField(default=0)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("keep", "Kept"), ("change", "Changed"), ("give_up", "Given up")],
                        max_length=7,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "became",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="renews",
                        to="bookings.booking",
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="bookings.booking"
                    ),
                ),
                (
                    "renewal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="bookings.renewal"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="venues.room"),
                ),
                ("beside", models.ManyToManyField(blank=True, related_name="+", to="venues.room")),
            ],
            options={
                "ordering": ["renewal", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("renewal", "booking"), name="a_series_once_per_renewal")
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosingAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("before", models.JSONField(default=dict, encoder=bookings.models.desk_act.ToTheMicrosecond)),
                ("entries", models.JSONField(default=dict)),
                ("holds", models.JSONField(default=list, encoder=bookings.models.desk_act.ToTheMicrosecond)),
                ("letters", models.JSONField(default=list)),
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
                    "closure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="act", to="venues.closure"
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["until"], name="closings_to_forget")],
            },
        ),
        migrations.CreateModel(
            name="UnmetSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "lack",
                    models.CharField(
                        choices=[
                            ("price", "No price, or above what they can pay"),
                            ("taken", "No room free"),
                            ("hours", "Not open or not bookable then"),
                            ("other", "Something else that they wanted"),
                            ("unknown", "Not known whether it has what they need"),
                            ("need", "No room with what they need"),
                            ("size", "No room large enough"),
                            ("distance", "A little too far away"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[("day", "weekday daytime"), ("evening", "weekday evening"), ("weekend", "weekend")],
                        max_length=7,
                    ),
                ),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="unmet_searches", to="venues.venue"
                    ),
                ),
                ("on", models.DateField()),
            ],
            options={
                "ordering": ["venue_id", "on", "lack", "part"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("venue", "on", "lack", "part"), name="one_count_of_a_lack_on_a_day_and_part"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LeftWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=accounts.references.new_reference, editable=False, max_length=10, unique=True
                    ),
                ),
                ("when", models.CharField(max_length=300)),
                ("last_on", models.DateField()),
                ("people", models.PositiveIntegerField()),
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
                        max_length=20,
                    ),
                ),
                ("near", models.CharField(blank=True, max_length=80)),
                ("latitude", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                ("longitude", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                ("within", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("needs", models.JSONField(blank=True, default=list)),
                ("words", models.CharField(max_length=500, verbose_name="in your own words")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="your e-mail address")),
                ("token_hash", models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                ("submission_key", models.CharField(editable=False, max_length=80, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("confirmed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("put_aside_by", models.ManyToManyField(blank=True, related_name="+", to="venues.venue")),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="left_wishes",
                        to="venues.venue",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "indexes": [models.Index(fields=["made_at"], name="left_wishes_by_age")],
            },
        ),
        migrations.CreateModel(
            name="WishAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=500)),
                ("shows_words", models.BooleanField(default=False)),
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
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wish_answers", to="venues.venue"
                    ),
                ),
                (
                    "wish",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="bookings.leftwish"
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("wish", "venue"), name="one_answer_of_a_venue_to_a_wish")
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedNeeds",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("needs", models.JSONField(default=list)),
                ("said", models.JSONField(default=dict)),
                ("words", models.CharField(blank=True, max_length=500)),
                ("saved_at", models.DateTimeField()),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_needs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatedNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("need", models.CharField(blank=True, max_length=40)),
                ("said", models.PositiveIntegerField(blank=True, null=True)),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="in your own words")),
                ("stated_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("as_it_is", "It is there as it is"),
                            ("arranged", "We see to it"),
                            ("cannot", "We cannot"),
                        ],
                        max_length=8,
                    ),
                ),
                ("told", models.CharField(blank=True, max_length=300)),
                ("instead", models.CharField(blank=True, max_length=300)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stated_needs", to="bookings.booking"
                    ),
                ),
                ("leans_on", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "ordering": ["booking_id", "pk"],
                "constraints": [models.UniqueConstraint(fields=("booking", "need"), name="a_need_is_stated_once")],
            },
        ),
        migrations.CreateModel(
            name="Adjustment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=200)),
                ("where", models.CharField(blank=True, max_length=120)),
                ("minutes_before", models.PositiveSmallIntegerField()),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "stated",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="adjustments",
                        to="bookings.statedneed",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="TaskTick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("told_late_at", models.DateTimeField(blank=True, null=True)),
                (
                    "adjustment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ticks", to="bookings.adjustment"
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="task_ticks", to="bookings.session"
                    ),
                ),
                ("due_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("adjustment", "session", "due_at"), name="a_task_is_ticked_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("met", "Met"),
                            ("in_part", "Met in part"),
                            ("not_met", "Not met"),
                            ("unknown", "Not known"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("answered", "The hirer said so"),
                            ("no_answer", "Nobody said"),
                            ("declined", "Declined for want of access"),
                            ("given_up", "Given up once the hall could not"),
                        ],
                        max_length=9,
                    ),
                ),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="access_outcomes", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["venue_id", "month", "outcome", "reason"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("venue", "month", "outcome", "reason"), name="one_count_of_an_outcome_in_a_month"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DidItWork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("met", "Yes"), ("in_part", "In part"), ("not_met", "No")], max_length=7
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("counted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked_whether_it_worked",
                        to="bookings.booking",
                    ),
                ),
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="bookings.session"
                    ),
                ),
            ],
            options={
                "ordering": ["booking_id", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("session",), name="it_is_asked_once_whether_it_worked")
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthAsked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("token_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                (
                    "hirer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="months_asked", to="accounts.hirer"
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="months_asked", to="venues.operator"
                    ),
                ),
            ],
            options={
                "ordering": ["-month", "operator_id", "hirer_id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hirer", "operator", "month"), name="a_group_is_asked_once_about_a_month"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="month_rounds", to="venues.operator"
                    ),
                ),
            ],
            options={
                "ordering": ["operator_id", "month"],
                "constraints": [
                    models.UniqueConstraint(fields=("operator", "month"), name="groups_are_asked_once_a_month")
                ],
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("score", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("words", models.CharField(blank=True, max_length=200)),
                (
                    "may_quote",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "No"),
                            ("named", "Yes, with our name"),
                            ("unnamed", "Yes, as “a group that meets here”"),
                        ],
                        default="",
                        max_length=7,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="verdicts", to="bookings.booking"
                    ),
                ),
            ],
            options={
                "ordering": ["booking_id", "month"],
                "constraints": [
                    models.UniqueConstraint(fields=("booking", "month"), name="a_verdict_is_asked_once_of_a_term"),
                    models.CheckConstraint(
                        condition=models.Q(("score", None), ("score__range", (1, 5)), _connector="OR"),
                        name="a_verdict_is_from_1_to_5",
                    ),
                    accounts.models.touched.Touches(
                        key="booking", name="a_verdict_touches_its_booking", since=("month",), what="verdict"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WhomServed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said_on", models.DateField()),
                ("skipped", models.BooleanField(default=False)),
                ("audience", models.JSONField(default=list)),
                ("ages", models.JSONField(default=list)),
                ("mixes", models.BooleanField(default=False)),
                ("area", models.CharField(blank=True, max_length=9)),
                ("low_income", models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3)),
                ("small_income", models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3)),
                (
                    "hirer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="served", to="accounts.hirer"
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("income_asked", models.PositiveIntegerField(db_default=10000, default=10000)),
            ],
            options={
                "ordering": ["hirer_id", "said_on", "pk"],
                "indexes": [models.Index(fields=["hirer", "said_on"], name="whom_a_group_serves_by_day")],
            },
        ),
        migrations.CreateModel(
            name="IssuedReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("first", models.DateField()),
                ("until", models.DateField()),
                ("as_at", models.DateTimeField()),
                ("edition", models.CharField(max_length=10)),
                ("pack", models.CharField(max_length=10)),
                ("window", models.JSONField(blank=True, null=True)),
                ("figures", models.JSONField()),
                ("parameters", models.JSONField()),
                ("rules", models.CharField(max_length=20)),
                ("software", models.CharField(max_length=40)),
                ("issued_at", models.DateTimeField()),
                ("key", models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                (
                    "issued_by",
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
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="issued_reports", to="venues.venue"
                    ),
                ),
                ("taken_back_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["venue_id", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("venue", "number"), name="each_issued_report_has_a_number_of_its_own"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("first"))),
                        name="an_issued_report_ends_after_it_begins",
                    ),
                    venues.models.unchanging.NeverChanges(
                        fields=(
                            "venue",
                            "number",
                            "first",
                            "until",
                            "as_at",
                            "edition",
                            "pack",
                            "window",
                            "figures",
                            "parameters",
                            "rules",
                            "software",
                            "issued_at",
                            "key",
                        ),
                        name="an_issued_report_never_changes",
                    ),
                    venues.models.unchanging.GoesWith(name="an_issued_report_goes_with_its_venue", owner="venue"),
                    accounts.models.touched.Touches(
                        key="venue", name="an_issued_report_touches_its_venue", what="venue"
                    ),
                    venues.models.unchanging.NeverReplaced(name="an_issued_report_is_never_replaced"),
                ],
            },
        ),
        migrations.CreateModel(
            name="IssuedDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("paper", "The document"),
                            ("pdf", "As a document (PDF)"),
                            ("csv", "For a spreadsheet (CSV)"),
                            ("ods", "As a spreadsheet (ODS)"),
                            ("text", "In plain text"),
                            ("words", "The note and the quotes"),
                        ],
                        max_length=5,
                    ),
                ),
                ("content", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("blotted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="documents",
                        to="bookings.issuedreport",
                    ),
                ),
            ],
            options={
                "ordering": ["report_id", "kind"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "kind"), name="an_issued_report_has_each_document_once"),
                    venues.models.unchanging.NeverChanges(
                        fields=("report", "kind", "content", "made_at"),
                        name="an_issued_document_never_changes",
                        unless="blotted_at",
                    ),
                    venues.models.unchanging.GoesWith(name="an_issued_document_goes_with_its_report", owner="report"),
                    venues.models.unchanging.NeverReplaced(name="an_issued_document_is_never_replaced"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhonedFull",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("minutes", models.PositiveIntegerField()),
                (
                    "part",
                    models.CharField(
                        choices=[("day", "weekday daytime"), ("evening", "weekday evening"), ("weekend", "weekend")],
                        max_length=7,
                    ),
                ),
                ("mark", models.CharField(max_length=40)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="phoned_full", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["venue_id", "on", "pk"],
                "indexes": [models.Index(fields=["venue", "on"], name="calls_by_day")],
                "constraints": [models.UniqueConstraint(fields=("venue", "mark"), name="each_call_counts_once")],
            },
        ),
        migrations.CreateModel(
            name="ToldApart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.hirer"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.hirer"
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="venues.venue"),
                ),
            ],
            options={
                "ordering": ["one_id", "other_id"],
                "constraints": [
                    models.UniqueConstraint(fields=("one", "other", "venue"), name="two_groups_are_told_apart_once"),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))),
                        name="of_two_told_apart_the_smaller_key_is_first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("funder", models.CharField(max_length=120)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("figures", models.JSONField()),
                ("until", models.DateField()),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField(editable=False)),
                ("opened_on", models.DateField(blank=True, editable=False, null=True)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
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
                ("projects", models.ManyToManyField(blank=True, related_name="links", to="venues.project")),
                ("reports", models.ManyToManyField(related_name="links", to="bookings.issuedreport")),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="report_links", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["venue_id", "-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="FiguresAsked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.DateField()),
                ("until", models.DateField()),
                ("code", models.CharField(max_length=6)),
                ("asked_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "first", "until"), name="figures_are_asked_for_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptFigures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.DateField()),
                ("until", models.DateField()),
                ("turn", models.PositiveIntegerField(default=0)),
                ("figures", models.JSONField(blank=True, null=True)),
                ("made_by", models.CharField(blank=True, max_length=40)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="kept_figures", to="venues.venue"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "kept figures",
                "ordering": ["venue_id", "first", "until"],
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "first", "until"), name="figures_are_kept_once_a_span")
                ],
            },
        ),
        migrations.CreateModel(
            name="AskerKey",
            fields=[
                ("month", models.DateField(primary_key=True, serialize=False)),
                ("secret", models.CharField(editable=False, max_length=64)),
            ],
            options={
                "ordering": ["month"],
            },
        ),
        migrations.CreateModel(
            name="RefusedAsk",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("on", models.DateField()),
                ("start", models.PositiveSmallIntegerField()),
                ("minutes", models.PositiveIntegerField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("declined", "Declined"),
                            ("expired", "Unanswered until its first date"),
                            ("withdrawn", "Withdrawn after our reply"),
                            ("date", "A date of a series"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("slot_taken", "The hours are taken"),
                            ("capacity", "Too many people for the room"),
                            ("access", "The place cannot meet an access need"),
                            ("price", "The price"),
                            ("papers", "Papers are missing"),
                            ("licence", "Outside the hall's licence"),
                            ("policy", "Against the hall's rules"),
                            ("closed", "The hall is shut then"),
                            ("no_answer", "No answer came in time"),
                            ("other", "Another reason"),
                        ],
                        max_length=10,
                    ),
                ),
                ("decided_on", models.DateField()),
                ("asker", models.CharField(editable=False, max_length=64)),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="refused_asks", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["on", "start", "pk"],
                "indexes": [models.Index(fields=["venue", "decided_on"], name="refused_asks_by_decision")],
                "constraints": [
                    accounts.models.touched.Touches(
                        key="venue", name="a_refused_ask_touches_its_venue", since=("decided_on",), what="days"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HowWeCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("evening_since", models.PositiveSmallIntegerField(default=1020)),
                ("evening_until", models.PositiveSmallIntegerField(default=1320)),
                ("weekday_peak_since", models.PositiveSmallIntegerField(default=1020)),
                ("weekday_peak_until", models.PositiveSmallIntegerField(default=1320)),
                ("weekend_peak_since", models.PositiveSmallIntegerField(default=540)),
                ("weekend_peak_until", models.PositiveSmallIntegerField(default=1020)),
                ("pay_percent", models.PositiveSmallIntegerField(default=100)),
                ("a_head", models.PositiveIntegerField(default=200)),
                (
                    "region",
                    models.CharField(choices=[("uk", "the UK"), ("london", "London")], default="uk", max_length=6),
                ),
                ("small_income", models.PositiveIntegerField(default=10000)),
                ("fewest_persons", models.PositiveSmallIntegerField(default=5)),
                ("areas", models.JSONField(blank=True, default=list)),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="how_we_count", to="venues.venue"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evening_since__gte", 0),
                            ("evening_until__gt", models.F("evening_since")),
                            ("evening_until__lte", 1440),
                            ("weekday_peak_since__gte", 0),
                            ("weekday_peak_until__gt", models.F("weekday_peak_since")),
                            ("weekday_peak_until__lte", 1440),
                            ("weekend_peak_since__gte", 0),
                            ("weekend_peak_until__gt", models.F("weekend_peak_since")),
                            ("weekend_peak_until__lte", 1440),
                        ),
                        name="hours_that_a_report_counts_by_are_of_one_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("a_head__range", (10, 2000)),
                            ("fewest_persons__range", (5, 10)),
                            ("pay_percent__range", (50, 200)),
                            ("small_income__range", (1000, 1000000)),
                        ),
                        name="what_a_report_counts_by_keeps_its_bounds",
                    ),
                    accounts.models.touched.Touches(key="venue", name="how_a_venue_counts_touches_it", what="venue"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PooledHall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.DateField()),
                ("until", models.DateField()),
                ("pool", models.BigIntegerField()),
                ("halls", models.PositiveSmallIntegerField()),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pooled", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["first", "until", "pool", "venue_id"],
                "constraints": [
                    models.UniqueConstraint(fields=("venue", "first", "until"), name="a_hall_is_in_one_pool_of_a_span")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportPdf",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("query", models.CharField(max_length=300)),
                ("asked_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("content", models.BinaryField(blank=True, default=bytes)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="report_pdfs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="report_pdfs", to="venues.venue"
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "venue", "query"), name="a_pdf_is_asked_for_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkedPdf",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("shows", models.CharField(blank=True, max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("content", models.BinaryField(blank=True, default=bytes)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pdfs", to="bookings.reportlink"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="bookings.issuedreport"
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("link", "report"), name="a_link_has_one_pdf_of_each_report")
                ],
            },
        ),
    ]
