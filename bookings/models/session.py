"""One dated use under a booking, with its own price, standard price, status and attendance."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Hirer
from accounts.models.touched import Touches
from bookings.models.booking import Booking
from venues.models import Category, Closure, Layout, Room, SpecialTerms, Tariff, Venue
from venues.money import Money
from venues.periods import Period


class SessionQuerySet(models.QuerySet["Session"]):
    def counted(self) -> Self:
        """Those that are, or will be, use: planned, of a confirmed booking."""
        return self.filter(booking__status=Booking.Status.CONFIRMED, status=Session.Status.PLANNED)

    def blocking(self) -> Self:
        """Those that take their hours: planned, asked or booked."""
        return self.filter(
            booking__status__in=[Booking.Status.CONFIRMED, Booking.Status.REQUESTED], status=Session.Status.PLANNED
        )

    def at(self, venue: Venue) -> Self:
        return self.filter(venue=venue)

    def for_anybody(self) -> Self:
        """Those to which people may just come, as their hirer ticked; never a household's or a confidential one."""
        ticked = self.filter(booking__open_to_anyone__in=Booking.COMES_ANYBODY, booking__confidential=False)
        return ticked.exclude(booking__hirer__kind=Hirer.Kind.HOUSEHOLD)

    def overlapping(self, period: Period) -> Self:
        return self.filter(starts_at__lt=period.end, ends_at__gt=period.start)

    def to_come(self, at: datetime) -> Self:
        return self.filter(ends_at__gt=at)

    def next_of_each_booking(self, at: datetime) -> Self:
        """Of each booking the first to come that nobody gave up, else the first; `left` says how many stand."""
        to_come = Session.objects.filter(booking=models.OuterRef("booking")).to_come(at)
        given_up = models.Case(models.When(status=Session.Status.PLANNED, then=0), default=1)
        first = to_come.order_by(given_up, "starts_at", "pk").values("pk")[:1]
        standing = to_come.filter(status=Session.Status.PLANNED).order_by().values("booking")
        number = standing.annotate(number=models.Count("pk")).values("number")
        return self.filter(pk=models.Subquery(first)).annotate(left=models.Subquery(number))

    def waiting_for_facts(self, at: datetime) -> Self:
        """Those that have begun, and whose price hangs on what is known afterwards."""
        return self.counted().filter(starts_at__lte=at, open_facts__0__isnull=False)

    def for_lists(self) -> Self:
        """All that a list of sessions shows, in two queries."""
        return self.select_related("booking__hirer", "booking__venue", "venue").prefetch_related("rooms")


def first_date_wanted() -> models.Min:
    """Of a booking's dates the first that nobody gave up: there a request ends that was left unanswered."""
    return models.Min("sessions__starts_at", filter=models.Q(sessions__status=Session.Status.PLANNED))


class Session(models.Model):
    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        CANCELLED_IN_TIME = "cancelled_in_time", _("Cancelled in time")
        CANCELLED_LATE = "cancelled_late", _("Cancelled late")
        CANCELLED_BY_VENUE = "cancelled_by_venue", _("Cancelled by the hall")
        NO_SHOW = "no_show", _("Nobody came")

    class TakenOff(models.TextChoices):
        WAIVED = "waived", _("Let off by the hall")
        RELET = "relet", _("Somebody else booked the hours")

    class Unsaid(models.TextChoices):
        """A part of a price that stands as nothing because nobody wrote it down."""

        EXTRAS = "extras", _("what could not be left out")
        TAX = "tax", _("tax")

    CANCELLED: ClassVar[tuple[str, ...]] = (
        Status.CANCELLED_IN_TIME,
        Status.CANCELLED_LATE,
        Status.CANCELLED_BY_VENUE,
    )

    BY_HAND: ClassVar[str] = "by_hand"  # the kind of the line that says: agreed by a person, for this once

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="sessions")
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="sessions")
    rooms = models.ManyToManyField(Room, through="SessionRoom", related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    first_starts_at = models.DateTimeField(help_text=_("The date first agreed; kept when the session moves."))
    status = models.CharField(max_length=18, choices=Status, default=Status.PLANNED)
    status_at = models.DateTimeField(null=True, blank=True)
    cancel_cause = models.CharField(max_length=10, blank=True)
    moved_cause = models.CharField(
        max_length=10, blank=True, default=""
    )  # why the hall gave it another room, if it did
    times_changed = models.PositiveSmallIntegerField(default=0)  # calendar programs go by it: RFC 5545 §3.8.7.4

    layout = models.ForeignKey(
        Layout, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )  # where it is another than the booking's
    expected = models.PositiveIntegerField(null=True, blank=True)
    counted = models.PositiveIntegerField(null=True, blank=True)
    typical = models.PositiveIntegerField(null=True, blank=True)

    # Pence, tax out, and the tax beside them; None where the price was not recorded. Never recomputed.
    hire_pence = models.IntegerField(null=True, blank=True)
    compulsory_pence = models.IntegerField(default=0)
    extras_pence = models.IntegerField(default=0)  # what was asked for beside the room
    vat_pence = models.IntegerField(default=0)
    extras_vat_pence = models.IntegerField(default=0)  # of the tax, that on what was asked for beside the room
    standard_pence = models.IntegerField(null=True, blank=True)  # of the hire and what it could not leave out
    category_gap_pence = models.IntegerField(default=0)
    discount_gap_pence = models.IntegerField(default=0)
    waiver_gap_pence = models.IntegerField(default=0)
    cancellation_pence = models.IntegerField(default=0)
    credit_pence = models.PositiveIntegerField(null=True, blank=True)  # for another hire, since it was given up
    taken_off_pence = models.PositiveIntegerField(null=True, blank=True)  # of what was due when it was given up
    taken_off_for = models.CharField(max_length=6, choices=TakenOff, blank=True, default="")
    price_lines = models.JSONField(default=list, blank=True)
    unsaid = models.JSONField(null=True, blank=True)  # parts of the price that an import did not say: codes of `Unsaid`
    bond_pence = models.PositiveIntegerField(null=True, blank=True)  # held against damage, and given back
    advance_pence = models.PositiveIntegerField(null=True, blank=True)  # of the price, due on booking
    held = models.JSONField(null=True, blank=True)  # the rows that say so: see `bookings.holding`
    open_facts = models.JSONField(null=True, blank=True)  # codes of what is priced when it is known

    payer = models.CharField(max_length=120, blank=True)  # somebody else, who is billed beside the hirer
    payer_pence = models.PositiveIntegerField(null=True, blank=True)  # that is in none of the sums above

    # By what the price was made, so that whatever is worked out later holds to it.
    tariff = models.ForeignKey(
        Tariff, models.PROTECT, null=True, blank=True, related_name="sessions", db_index=False
    )  # where it is another list than the booking's
    terms = models.ForeignKey(
        SpecialTerms, models.SET_NULL, null=True, blank=True, related_name="sessions", db_index=False
    )  # what was agreed with the hirer for its day
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="sessions", db_index=False
    )  # that it pays, where it is another than the booking's
    date_number = models.PositiveSmallIntegerField(null=True, blank=True)  # the first, second … of so many dates
    dates_booked = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            Touches(what="days", key="venue", since=("starts_at",), name="a_session_touches_its_venue"),
            Touches(
                what="asked",
                key="booking",
                of=("booking", "starts_at", "ends_at"),
                name="hours_touch_what_asked_for_them",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_ends_after_it_starts"
            ),
        ]
        indexes = [
            # A day or a year is found by both its ends without reading the venue's whole past.
            models.Index(fields=["venue", "starts_at", "ends_at"], name="sessions_of_venue_by_time"),
            models.Index(fields=["booking", "starts_at"], name="sessions_of_booking"),
            # What may still be taken off, if somebody else books the hours.
            models.Index(
                fields=["starts_at"],
                name="sessions_still_charged",
                condition=models.Q(status="cancelled_late", cancellation_pence__gt=0),
            ),
            # Few dates have any of these: nothing is kept for the others.
            models.Index(fields=["tariff"], name="sessions_by_another_list", condition=models.Q(tariff__isnull=False)),
            models.Index(fields=["terms"], name="sessions_by_special_terms", condition=models.Q(terms__isnull=False)),
            models.Index(
                fields=["category"], name="sessions_at_another_price", condition=models.Q(category__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booking} from {self.starts_at}"

    @property
    def period(self) -> Period:
        return Period(self.starts_at, self.ends_at)

    @property
    def is_cancelled(self) -> bool:
        return self.status in self.CANCELLED

    @property
    def status_word(self) -> str:
        """Asked, Booked, Refused or Cancelled."""
        if self.is_cancelled:
            return str(_("Cancelled"))
        return self.booking.status_word

    @property
    def status_words(self) -> str:
        """The same, with how late or by whom a date was cancelled."""
        return self.get_status_display() if self.is_cancelled else self.status_word

    @property
    def shown_as(self) -> str:
        """asked, booked, refused or cancelled."""
        return "cancelled" if self.is_cancelled else self.booking.shown_as

    @property
    def price(self) -> Money | None:
        """What the hirer pays for this session, tax in; None where it was not recorded."""
        if self.hire_pence is None:
            return None
        pence = self.hire_pence + self.compulsory_pence + self.extras_pence + self.vat_pence
        return Money(pence, self.venue.operator.currency)

    @property
    def pays(self) -> Category:
        """The category by whose price it was worked out."""
        return self.category or self.booking.category

    @property
    def told_cause(self) -> str:
        """Why the hall cancelled it or gave it another room, in words; nothing of any other."""
        cause = self.cancel_cause or self.moved_cause
        return str(Closure.Cause(cause).label) if cause in Closure.Cause.values else ""

    def with_tax(self, pence: int) -> int:
        """A part of its price, or of what came off it, with as much tax as there is on the hire."""
        net, tax = (self.hire_pence or 0) + self.compulsory_pence, self.vat_pence - self.extras_vat_pence
        return pence + (2 * pence * tax + net) // (2 * net) if net else pence

    @property
    def people(self) -> int:
        """How many are expected on this date."""
        return self.booking.people if self.expected is None else self.expected

    @property
    def laid_out(self) -> Layout | None:
        """How the room is to be laid out on this date."""
        return self.laid_out_in({room.pk for room in self.rooms.all()})

    def laid_out_in(self, rooms: Collection[int]) -> Layout | None:
        """The same in these rooms, by key: what was asked for one room says nothing of another."""
        asked = self.booking.layout
        if self.layout is not None or asked is None:
            return self.layout
        return asked if asked.room_id in rooms else None

    @property
    def is_by_hand(self) -> bool:
        """Whether a person at the hall agreed its price, whatever the list says."""
        return any(row["kind"] == self.BY_HAND for row in self.price_lines)


class SessionRoom(models.Model):
    """A room that a session uses, and the stretch of the calendar that carries it there."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="session_rooms")
    room = models.ForeignKey(Room, models.PROTECT, related_name="session_rooms")
    stretch = models.ForeignKey("bookings.Stretch", models.PROTECT, null=True, blank=True, related_name="session_rooms")
    rule_starts_at = models.DateTimeField(null=True, blank=True)  # where its stretch has it; else at the first date

    class Meta:
        constraints = [
            Touches(what="session", key="session", name="a_room_of_a_session_touches_itself"),
            models.UniqueConstraint(fields=["session", "room"], name="a_room_once_per_session"),
        ]

    def __str__(self) -> str:
        return f"{self.room} for {self.session_id}"

    @property
    def stands_at(self) -> datetime:
        """Where its stretch has this date, wherever it was moved to."""
        return self.rule_starts_at or self.session.first_starts_at
