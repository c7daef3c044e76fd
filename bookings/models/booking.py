"""One agreement: who, what for, which category, which terms; single or repeating."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Hirer, User
from accounts.models.touched import Touches
from accounts.references import new_reference
from bookings.particulars import Particulars
from bookings.series_words import stored_words
from venues.models import Category, Layout, SpecialTerms, Tariff, Venue


class BookingQuerySet(models.QuerySet["Booking"]):
    def of(self, user: User) -> Self:
        """Those of the groups that this person belongs to."""
        return self.filter(hirer__memberships__user=user)

    def waiting(self) -> Self:
        """Asked and not yet answered, oldest first."""
        return self.filter(status=Booking.Status.REQUESTED).order_by("requested_at", "pk")

    def for_the_hall(self) -> Self:
        """Of those the ones that the hall has to answer."""
        return self.waiting().filter(price_told_at=None)

    def for_the_hirer(self) -> Self:
        """Those that were sent a price and have not accepted it."""
        return self.waiting().exclude(price_told_at=None)

    def at(self, venue: Venue) -> Self:
        return self.filter(venue=venue)

    def locked(self, pk: int) -> Booking:
        """The row, held until the transaction ends: two people may press the button at once."""
        return self.held([pk]).get()

    def held(self, pks: Iterable[int]) -> Self:
        """Such rows, in the order of their keys, which everybody takes them in."""
        rows = self.select_for_update(of=("self",), no_key=True)
        rows = rows.select_related("venue__operator", "hirer", "category")
        return rows.filter(pk__in=list(pks)).order_by("pk")


class Booking(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", _("Not sent")
        REQUESTED = "requested", _("Asked")
        CONFIRMED = "confirmed", _("Booked")
        DECLINED = "declined", _("Refused")
        EXPIRED = "expired", _("Refused: no answer")
        WITHDRAWN = "withdrawn", _("Cancelled before an answer")
        CANCELLED = "cancelled", _("Cancelled")

    class Purpose(models.TextChoices):
        HEALTH = "health", _("Health and wellbeing")
        CHILDREN = "children", _("Children and families")
        OLDER = "older", _("Older people")
        ARTS = "arts", _("Arts, music and crafts")
        SPORT = "sport", _("Sport and exercise")
        FAITH = "faith", _("Faith")
        LEARNING = "learning", _("Learning")
        CIVIC = "civic", _("Civic life and advice")
        SOCIAL = "social", _("Social")
        PRIVATE = "private", _("Private party or family event")
        COMMERCIAL = "commercial", _("Commercial")
        POLITICAL = "political", _("Party politics or an election campaign")

    class Open(models.TextChoices):
        NO = "no", _("No, only our own people")
        FREE = "free", _("Yes, free of charge")
        PAY_WHAT_YOU_CAN = "pay-what-you-can", _("Yes, people pay what they can")
        YES = "yes", _("Yes, there may be a charge")

    class Sound(models.TextChoices):
        QUIET = "quiet", _("It needs quiet, for example counselling")
        LOUD = "loud", _("It is loud, for example amplified music")

    COMES_ANYBODY: ClassVar[tuple[str, ...]] = (Open.FREE, Open.PAY_WHAT_YOU_CAN, Open.YES)

    class Entered(models.TextChoices):
        ONLINE = "online", _("requested online")
        DESK = "desk", _("entered by the desk")
        IMPORTED = "imported", _("imported")

    class Reason(models.TextChoices):
        TAKEN = "slot_taken", _("The hours are taken")
        CAPACITY = "capacity", _("Too many people for the room")
        ACCESS = "access", _("The place cannot meet an access need")
        PRICE = "price", _("The price")
        PAPERS = "papers", _("Papers are missing")
        LICENCE = "licence", _("Outside the hall's licence")
        POLICY = "policy", _("Against the hall's rules")
        CLOSED = "closed", _("The hall is shut then")
        NO_ANSWER = "no_answer", _("No answer came in time")
        OTHER = "other", _("Another reason")

    ref = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="bookings")
    hirer = models.ForeignKey(Hirer, models.PROTECT, related_name="bookings")
    title = models.CharField(_("what it is"), max_length=120)
    purpose = models.CharField(_("what it is for"), max_length=10, choices=Purpose)
    category = models.ForeignKey(Category, models.PROTECT, related_name="bookings")
    tariff = models.ForeignKey(Tariff, models.PROTECT, null=True, blank=True, related_name="bookings")
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    people = models.PositiveIntegerField(_("how many people"))
    layout = models.ForeignKey(Layout, models.SET_NULL, null=True, blank=True, related_name="+")
    message = models.TextField(_("anything the hall should know"), blank=True, max_length=2000)
    listed = models.BooleanField(_("show the name in the public calendar"), default=False)
    open_to_anyone = models.CharField(_("open to anyone, just come"), max_length=16, choices=Open, blank=True)
    confidential = models.BooleanField(_("confidential"), default=False)
    sound = models.CharField(_("how loud it is"), max_length=5, choices=Sound, blank=True)
    free_cancel_hours = models.PositiveSmallIntegerField()  # where its price list had no scale
    cancellation = models.JSONField(null=True, blank=True)  # the scale it was made under, as a price list writes it
    asked = models.JSONField(null=True, blank=True)  # what its price depends on: see `bookings.asking.Answers`
    particulars = models.JSONField(null=True, blank=True)  # of a party: see `bookings.particulars`
    category_reason = models.CharField(_("why it was given this price"), max_length=300, blank=True)
    category_given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # by the desk, for this booking alone
    terms = models.ForeignKey(
        SpecialTerms, models.SET_NULL, null=True, blank=True, related_name="bookings"
    )  # what was agreed with the hirer when it was made

    pattern = models.JSONField(null=True, blank=True)  # of a series: see `bookings.recurrence`

    entered = models.CharField(max_length=8, choices=Entered, default=Entered.ONLINE)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    requested_at = models.DateTimeField(null=True, blank=True)
    minutes_to_ask = models.PositiveSmallIntegerField(null=True, blank=True)  # from opening the form to sending it
    answered_at = models.DateTimeField(null=True, blank=True, help_text=_("A person's first answer of substance."))
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at_once = models.BooleanField(default=False, help_text=_("Booked without waiting for a person."))
    changed_by_hall = models.BooleanField(
        null=True, blank=True
    )  # when or where it is, or what it costs, before the hall said yes; None where that was not kept
    reason_code = models.CharField(max_length=10, choices=Reason, blank=True)
    reason_words = models.CharField(max_length=500, blank=True)
    hold_until = models.DateTimeField(null=True, blank=True)
    waits_together = models.BooleanField(default=False)  # with others for the same hours: it keeps them from nobody
    reminded_at = models.DateTimeField(
        null=True, blank=True, help_text=_("The hold lapsed and a second person was told.")
    )
    price_told_at = models.DateTimeField(
        null=True, blank=True
    )  # where the list has it on application: the hall sent it then, and nothing is booked before they accept it
    submission_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    diary = models.ForeignKey(
        "bookings.PaperDiary", models.SET_NULL, null=True, blank=True, related_name="bookings", db_index=False
    )  # that it was brought in with
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)  # what somebody typed was taken out

    opened_by = ""  # the secret in the address of this page, where nobody signed in: see `bookings.keys`

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-pk"]
        indexes = [
            models.Index(fields=["venue", "status", "requested_at"], name="bookings_for_the_desk"),
            models.Index(fields=["hirer", "-requested_at"], name="bookings_of_hirer"),
            models.Index(fields=["diary"], name="bookings_of_a_diary", condition=models.Q(diary__isnull=False)),
        ]
        constraints = [
            Touches(
                what="days",
                key="venue",
                since=("requested_at", "answered_at", "decided_at", "made_at"),
                name="a_booking_touches_its_venue",
            ),
            Touches(what="booking", key="id", name="a_booking_touches_its_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.hirer})"

    def get_absolute_url(self) -> str:
        """As whoever reads it came to it; a letter asks `bookings.keys.link_for`."""
        return reverse("bookings:booking", args=[self.called])

    @property
    def called(self) -> str:
        """What names it in an address: its reference, or the secret by which it was opened."""
        return self.opened_by or self.ref

    @property
    def whose(self) -> str:
        """Its title and its hirer, for those who may know; once where they are the same."""
        title, who = self.title, str(self.hirer)
        return who if title.casefold() == who.casefold() else _("%(title)s, %(who)s") % {"title": title, "who": who}

    @property
    def party(self) -> Particulars:
        """What was answered about a party or an event."""
        return Particulars.from_row(self.particulars)

    @property
    def series(self) -> str:
        """Every Tuesday 6pm to 8pm, in term time …, as it was asked for; nothing of a single date."""
        return stored_words(self.pattern)

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.REQUESTED

    @property
    def price_waits(self) -> bool:
        """Whether its hirer was sent a price and has not accepted it yet."""
        return self.is_waiting and self.price_told_at is not None

    @property
    def is_confirmed(self) -> bool:
        return self.status == self.Status.CONFIRMED

    @property
    def shown_as(self) -> str:
        """Which of the four words people see, for the pages that draw it: asked, booked, refused, cancelled."""
        if self.status in (self.Status.DRAFT, self.Status.REQUESTED):
            return "asked"
        if self.status == self.Status.CONFIRMED:
            return "booked"
        return "refused" if self.status in (self.Status.DECLINED, self.Status.EXPIRED) else "cancelled"

    @property
    def status_word(self) -> str:
        """One of the four words that people see: Asked, Booked, Refused, Cancelled."""
        words = {
            self.Status.DRAFT: _("Not sent"),
            self.Status.REQUESTED: _("Asked"),
            self.Status.CONFIRMED: _("Booked"),
            self.Status.DECLINED: _("Refused"),
            self.Status.EXPIRED: _("Refused"),
            self.Status.WITHDRAWN: _("Cancelled"),
            self.Status.CANCELLED: _("Cancelled"),
        }
        return str(words[self.Status(self.status)])

    @property
    def is_by_hand(self) -> bool:
        """Whether a person at the hall agreed what it costs, whatever the list says."""
        return any(session.is_by_hand for session in self.sessions.all())

    @property
    def may_be_public(self) -> bool:
        """Whether there is anything to choose: of a household or a confidential booking nothing is ever public."""
        return not self.confidential and self.hirer.is_group

    @property
    def is_public(self) -> bool:
        """Whether its name may stand in a public calendar."""
        return self.listed and self.may_be_public

    @property
    def is_for_anybody(self) -> bool:
        """Whether people may just come, and it says so in public."""
        return self.open_to_anyone in self.COMES_ANYBODY and self.may_be_public

    def hold_lapsed(self, at: datetime) -> bool:
        return self.is_waiting and self.hold_until is not None and self.hold_until <= at


class Standing(models.Model):
    """What a venue has agreed with a hirer: book at once, without waiting for the secretary."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="standings")
    hirer = models.ForeignKey(Hirer, models.CASCADE, related_name="standings")
    confirms_at_once = models.BooleanField(default=False)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["venue", "hirer"], name="one_standing_per_venue_and_hirer")]

    def __str__(self) -> str:
        return f"{self.hirer} at {self.venue}"
