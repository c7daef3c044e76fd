"""One building or site, and the posts that people hold in it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.areas import Point
from accounts.models.touched import Touches
from venues.models.operator import Operator


class VenueQuerySet(models.QuerySet["Venue"]):
    def public(self) -> Self:
        return self.filter(published=True)


class Venue(models.Model):
    class Kind(models.TextChoices):
        VILLAGE_HALL = "village_hall", _("Village hall")
        COMMUNITY_CENTRE = "community_centre", _("Community centre")
        CHURCH_HALL = "church_hall", _("Church hall")
        LIBRARY = "library", _("Library")
        SCHOOL = "school", _("School after hours")
        SCOUT_HUT = "scout_hut", _("Scout or guide hut")
        ARTS_CENTRE = "arts_centre", _("Arts centre")

    class Nation(models.TextChoices):
        ENGLAND = "ENG", _("England")
        WALES = "WLS", _("Wales")
        SCOTLAND = "SCT", _("Scotland")
        NORTHERN_IRELAND = "NIR", _("Northern Ireland")
        AUSTRALIA = "AU", _("Australia")
        CANADA = "CA", _("Canada")
        FRANCE = "FR", _("France")
        GERMANY = "DE", _("Germany")
        HONG_KONG = "HK", _("Hong Kong")
        IRELAND = "IE", _("Ireland")
        NETHERLANDS = "NL", _("Netherlands")
        NEW_ZEALAND = "NZ", _("New Zealand")
        UNITED_STATES = "US", _("United States")

    class AddressShown(models.TextChoices):
        ALWAYS = "always", _("Everybody")
        CONFIRMED = "confirmed", _("Only groups with a confirmed booking; others see the town")

    class PricesOf(models.TextChoices):
        EVENT = "event", _("The prices of the day of the hire")
        BOOKING = "booking", _("The prices of the day of booking")

    class Digest(models.TextChoices):
        NEVER = "never", _("Never")
        WAITING = "waiting", _("Every morning on which something waits")
        MONDAYS = "mondays", _("On Monday mornings")

    class Alcohol(models.TextChoices):
        NOT_ASKED = "", _("Do not ask")
        NO = "no", _("It is not allowed")
        DRUNK = "drunk", _("It may be drunk, not sold")
        SOLD = "sold", _("It may be drunk, and sold with a notice or at our bar")

    class Asked(models.TextChoices):
        NOT_ASKED = "", _("Do not ask")
        YES = "yes", _("Ask; it is allowed")
        NO = "no", _("It is not allowed")

    operator = models.ForeignKey(Operator, models.PROTECT, related_name="venues")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind of place"), max_length=20, choices=Kind)
    summary = models.TextField(_("in a few sentences"), blank=True)
    street = models.CharField(_("street"), max_length=120)
    town = models.CharField(_("town or village"), max_length=80)
    postcode = models.CharField(_("postcode"), max_length=10)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=40, default="Europe/London")
    nation = models.CharField(_("nation, for bank holidays"), max_length=3, choices=Nation, default=Nation.ENGLAND)
    email = models.EmailField(_("public e-mail"))
    phone = models.CharField(_("public phone"), max_length=30, blank=True)
    text_number = models.CharField(_("number for text messages"), max_length=30, blank=True)

    turnaround_minutes = models.PositiveSmallIntegerField(_("minutes between two hires"), default=0)
    hold_days = models.PositiveSmallIntegerField(_("days a request holds its hours"), default=7)
    offer_hours = models.PositiveSmallIntegerField(_("hours that who waits has to take freed hours"), default=24)
    free_cancel_hours = models.PositiveSmallIntegerField(_("hours before, until which cancelling is free"), default=48)
    notice_hours = models.PositiveSmallIntegerField(_("hours of notice a booking needs"), default=2)
    furthest_days = models.PositiveSmallIntegerField(_("days ahead that can be booked"), default=550)
    shortest_minutes = models.PositiveSmallIntegerField(_("minutes a hire lasts at least"), default=0)
    longest_minutes = models.PositiveIntegerField(_("minutes a hire lasts at most"), null=True, blank=True)
    address_shown = models.CharField(
        _("who sees the full address"), max_length=9, choices=AddressShown, default=AddressShown.ALWAYS
    )
    prices_of = models.CharField(_("which price list holds"), max_length=7, choices=PricesOf, default=PricesOf.EVENT)
    answer_days = models.PositiveSmallIntegerField(
        _("working days to answer a question about access"), default=2, db_default=2
    )
    proof_after = models.PositiveSmallIntegerField(_("dates a group may use a price before proof is asked"), default=6)
    proof_days = models.PositiveSmallIntegerField(_("days to show the proof, once it is asked"), default=28)
    asks_afterwards = models.BooleanField(_("asks groups once a month how many came"), default=True, db_default=True)
    published = models.BooleanField(_("shown to the public"), default=False)
    hirers_known_from = models.DateField(_("records of hirers complete from"), null=True, blank=True)
    term_calendar = models.ForeignKey(
        "venues.TermCalendar", models.SET_NULL, null=True, blank=True, related_name="venues"
    )
    fair_use = models.JSONField(null=True, blank=True)  # as `venues.fair_use` reads it; none where nothing is set
    has_first_calls = models.BooleanField(default=False, editable=False)  # whether any was ever agreed here
    has_conditions = models.BooleanField(default=False, editable=False)  # of hire; once there were any
    diary_columns = models.JSONField(null=True, blank=True)  # what the columns of its paper diary were last taken for
    use_known_from = models.DateField(_("records of use complete from"), null=True, blank=True)
    faults_from = models.DateField(default=timezone.localdate, null=True, editable=False)  # when its page was there

    quiet_from = models.TimeField(_("letters to the desk wait from"), null=True, blank=True)
    quiet_until = models.TimeField(_("letters to the desk wait until"), null=True, blank=True)
    quiet_days = models.JSONField(_("days on which letters to the desk wait"), default=list, blank=True)  # 0 is Monday
    digest = models.CharField(_("summary of what waits"), max_length=7, choices=Digest, default=Digest.NEVER)
    emergency_phone = models.CharField(
        _("number for emergencies"), max_length=30, blank=True
    )  # see `bookings.on_the_day`

    who_is_there = models.CharField(_("who is there, and when nobody is"), max_length=300, blank=True)

    alcohol = models.CharField(_("alcohol at parties"), max_length=5, choices=Alcohol, blank=True)
    alcohol_days = models.PositiveSmallIntegerField(_("days of notice for selling alcohol"), default=28)
    has_bar = models.BooleanField(_("a bar of its own that may sell"), default=False)
    music = models.CharField(_("music at parties"), max_length=3, choices=Asked, blank=True)
    bouncy_castle = models.CharField(_("bouncy castles"), max_length=3, choices=Asked, blank=True)
    candles = models.CharField(_("candles and naked flames"), max_length=3, choices=Asked, blank=True)
    asks_food = models.BooleanField(_("asks what there is to eat"), default=False)
    asks_ages = models.BooleanField(_("asks how many are under 18"), default=False)
    bond_days = models.PositiveSmallIntegerField(_("days after which a deposit is given back"), default=14)
    leaving = models.TextField(_("what is to be done before leaving"), blank=True)
    election_on = models.DateField(_("day of the next election"), null=True, blank=True)
    election_days = models.PositiveSmallIntegerField(_("days before it"), default=42)
    election_rule = models.TextField(_("rule for party politics before it"), blank=True)

    objects = VenueQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [Touches(what="venue", key="id", name="a_venue_touches_itself")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("venues:venue", args=[self.slug])

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def point(self) -> Point | None:
        """Where the hall itself says that it is, if it does."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(float(self.latitude), float(self.longitude))

    @property
    def address(self) -> str:
        """As everybody may know it: where the venue keeps its address back, the town and half the postcode."""
        if self.keeps_address_back:
            return _joined(self.town, self.postcode.partition(" ")[0] if " " in self.postcode else "")
        return self.full_address

    @property
    def full_address(self) -> str:
        """For those who may know it: see `address_for` in the rights of bookings."""
        return _joined(self.street, self.town, self.postcode)

    @property
    def keeps_address_back(self) -> bool:
        return self.address_shown == self.AddressShown.CONFIRMED


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


class PostQuerySet(models.QuerySet["Post"]):
    def held_on(self, day: date) -> Self:
        return self.filter(since__lte=day).filter(models.Q(until=None) | models.Q(until__gte=day))


class Post(models.Model):
    """A part someone plays in a venue: it gives rights while it lasts."""

    class Kind(models.TextChoices):
        MANAGER = "manager", _("Manager")
        SECRETARY = "secretary", _("Booking secretary")
        TREASURER = "treasurer", _("Treasurer")
        CARETAKER = "caretaker", _("Caretaker")
        TRUSTEE = "trustee", _("Trustee")
        FUNDER = "funder", _("Funder")

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="posts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="posts")
    kind = models.CharField(_("post"), max_length=10, choices=Kind)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    away_until = models.DateField(_("away until"), null=True, blank=True)  # requests go to somebody else as well
    ending_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )  # another manager asked that this manager's post end on its last day; until then it can be kept

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["venue_id", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "user", "kind", "since"], name="one_post_per_person_kind_and_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_kind_display()} of {self.venue}"


class PostInvitationQuerySet(models.QuerySet["PostInvitation"]):
    def open(self, at: datetime) -> Self:
        """Not used, not too old, and to a post that is not over before it begins."""
        lasts = models.Q(until=None) | models.Q(until__gte=timezone.localdate(at))
        return self.filter(lasts, accepted_at=None, expires_at__gt=at)


class PostInvitation(models.Model):
    """A letter that asks someone to take up a post; its link holds the token, we keep only its hash."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="post_invitations")
    email = models.EmailField(_("e-mail address"))
    kind = models.CharField(_("post"), max_length=10, choices=Post.Kind)
    until = models.DateField(_("until"), null=True, blank=True)  # of the post, if it is to end by itself
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )  # nobody: the house itself, when it starts an operator
    hands_over = models.ForeignKey(
        Post, models.CASCADE, null=True, blank=True, related_name="handed_over_by", editable=False
    )  # the post of whoever invites: it ends the moment the other accepts
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = PostInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["venue_id", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.venue}"

    def is_open(self, at: datetime) -> bool:
        lasts = self.until is None or self.until >= timezone.localdate(at)
        return lasts and self.accepted_at is None and self.expires_at > at

    @property
    def is_renewed(self) -> bool:
        """A newer letter about this post went to the same address, whose link works instead of this one's."""
        same = PostInvitation.objects.filter(venue=self.venue_id, kind=self.kind, email__iexact=self.email)
        return self.accepted_at is None and same.filter(created_at__gt=self.created_at).exists()
