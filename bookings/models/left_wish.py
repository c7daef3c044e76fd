"""What somebody looked for and did not find, left for the halls near by; and what a hall answers in public."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Hirer
from accounts.references import new_reference
from venues.models import Room, Venue


class LeftWishQuerySet(models.QuerySet["LeftWish"]):
    def standing(self) -> Self:
        """Those that nobody has to confirm any more."""
        return self.filter(Q(email="") | Q(confirmed_at__isnull=False))

    def public(self, on: date) -> Self:
        """Those that were answered, first; then those whose last day is not over."""
        answered = models.Exists(WishAnswer.objects.filter(wish=models.OuterRef("pk")))
        found = self.standing().annotate(is_answered=answered).filter(Q(is_answered=True) | Q(last_on__gte=on))
        return found.order_by("-is_answered", "-made_at", "-pk")

    def open_for(self, venue: Venue, on: date) -> Self:
        """Those to come that it has neither answered nor put aside, the newest first; near or far."""
        found = self.standing().filter(last_on__gte=on).filter(Q(venue=None) | Q(venue=venue))
        return found.exclude(answers__venue=venue).exclude(put_aside_by=venue).order_by("-made_at", "-pk")

    def over(self, cutoff: datetime, at: datetime) -> Self:
        """Those left before the cutoff, and those that were not confirmed in time."""
        return self.filter(
            Q(made_at__lt=cutoff) | Q(confirmed_at=None, made_at__lt=at - LeftWish.TO_CONFIRM) & ~Q(email="")
        )


class LeftWish(models.Model):
    """The facts of a search in our words; the person's own words are read by halls, and by all only once shown."""

    TO_CONFIRM = timedelta(hours=24)
    KEPT_MONTHS = 6

    ref = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    when = models.CharField(max_length=300)
    last_on = models.DateField()  # the last date that it is about
    people = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Hirer.Kind)
    venue = models.ForeignKey(Venue, models.CASCADE, null=True, blank=True, related_name="left_wishes")  # only there
    near = models.CharField(max_length=80, blank=True)  # a town or a district of postcodes, never a whole postcode
    latitude = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)  # to about half a mile
    longitude = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    within = models.PositiveSmallIntegerField(null=True, blank=True)  # miles
    needs = models.JSONField(default=list, blank=True)  # only where it was said that halls may read them
    words = models.CharField(_("in your own words"), max_length=500)
    email = models.EmailField(_("your e-mail address"), blank=True)
    token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    submission_key = models.CharField(max_length=80, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    put_aside_by = models.ManyToManyField(Venue, blank=True, related_name="+")

    objects = LeftWishQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["made_at"], name="left_wishes_by_age")]

    def __str__(self) -> str:
        return f"{self.when}, {self.people} people"

    @property
    def facts(self) -> str:
        """What stands for it in public, in our words: how many, what kind of group, and where."""
        people = ngettext("%(count)d person", "%(count)d people", self.people) % {"count": self.people}
        said = [people, self.get_kind_display().lower()]
        if self.venue:
            said.append(str(_("only at %(venue)s")) % {"venue": self.venue.name})
        elif self.near:
            said.append(str(_("near %(place)s")) % {"place": self.near})
        return ", ".join(said)

    @property
    def shown_words(self) -> str:
        """Its own words, where a hall shows them; of a list the answers are fetched beforehand."""
        return self.words if any(answer.shows_words for answer in self.answers.all()) else ""

    @property
    def since(self) -> datetime:
        """From when on halls read it."""
        return self.confirmed_at or self.made_at

    @property
    def is_standing(self) -> bool:
        return not self.email or self.confirmed_at is not None


class WishAnswer(models.Model):
    """One of a hall, for everybody to read."""

    wish = models.ForeignKey(LeftWish, models.CASCADE, related_name="answers")
    venue = models.ForeignKey(Venue, models.CASCADE, related_name="wish_answers")
    room = models.ForeignKey(Room, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=500)
    shows_words = models.BooleanField(default=False)  # the wish's own words stand beside it
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["wish", "venue"], name="one_answer_of_a_venue_to_a_wish")]

    def __str__(self) -> str:
        return f"{self.venue_id} to {self.wish_id}"
