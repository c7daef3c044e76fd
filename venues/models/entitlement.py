"""Which hirer may have which price: declared by the hirer, proved by the date asked, accepted by a manager."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Hirer
from venues.models.operator import Category, Operator
from venues.models.venue import Venue


class EntitlementQuerySet(models.QuerySet["Entitlement"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)

    def accepted(self) -> Self:
        return self.open().filter(accepted_at__isnull=False)

    def due_for_review(self, day: date) -> Self:
        """Accepted some time ago, and to be looked at again by this day."""
        return self.accepted().filter(review_on__lte=day)

    def waiting_for_proof(self) -> Self:
        """Proof was asked for, and nobody has accepted any."""
        return self.open().filter(accepted_at=None, proof_by__isnull=False)

    def shown(self) -> Self:
        """Something was shown, and nobody has said yes or no to it."""
        return self.open().filter(accepted_at=None, shown_at__isnull=False)

    def late(self, day: date) -> Self:
        """Proof was asked for by a day that is past, and nothing was shown."""
        return self.waiting_for_proof().filter(proof_by__lt=day, shown_at=None)

    def without_pictures(self) -> Self:
        """The papers themselves are large; a list only says whether there is one."""
        there = models.ExpressionWrapper(models.Q(shown_picture__isnull=False), models.BooleanField())
        return self.defer("shown_picture").annotate(has_picture=there)


class Entitlement(models.Model):
    """A hirer's claim to a category, at every venue of one operator.

    It begins when the hirer first books by that price. `proof_by` is set once proof is asked for;
    the fields of acceptance once a manager has accepted it. It ends when it is refused, or no longer true.
    """

    class Evidence(models.TextChoices):
        NUMBER = "number", _("A number in a public register (a charity, a company)")
        FILE = "file", _("A paper they showed us, kept as a picture")
        KNOWN = "known", _("They are known to us")

    operator = models.ForeignKey(Operator, models.CASCADE, related_name="entitlements")
    hirer = models.ForeignKey(Hirer, models.CASCADE, related_name="entitlements")
    category = models.ForeignKey(Category, models.CASCADE, related_name="entitlements")
    declared_at = models.DateTimeField(default=timezone.now, editable=False)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    proof_asked_at = models.DateTimeField(null=True, blank=True)
    proof_by = models.DateField(_("proof by"), null=True, blank=True)
    shown_words = models.CharField(_("number, or what it says"), max_length=300, blank=True)  # by the hirer
    shown_picture = models.BinaryField(null=True, blank=True)  # a JPEG, made anew from what was sent
    shown_at = models.DateTimeField(null=True, blank=True)
    evidence = models.CharField(_("what shows it"), max_length=6, choices=Evidence, blank=True)
    evidence_words = models.CharField(_("number, or how you know"), max_length=300, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    review_on = models.DateField(_("look again on"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    ended_words = models.CharField(_("why it ended"), max_length=300, blank=True)

    has_picture: bool  # told by `without_pictures`

    objects = EntitlementQuerySet.as_manager()

    class Meta:
        ordering = ["operator_id", "hirer", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hirer", "category"],
                condition=models.Q(ended_at=None),
                name="one_open_entitlement_per_hirer_and_category",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | ~models.Q(evidence=""),
                name="an_accepted_entitlement_has_evidence",
            ),
        ]
        indexes = [models.Index(fields=["operator", "review_on"], name="entitlements_to_look_at_again")]

    def __str__(self) -> str:
        return f"{self.hirer}: {self.category}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def is_accepted(self) -> bool:
        return self.is_open and self.accepted_at is not None

    @property
    def is_shown(self) -> bool:
        """Something was shown, and nobody has said yes or no to it."""
        return self.is_open and self.accepted_at is None and self.shown_at is not None

    def is_late(self, day: date) -> bool:
        """Proof was asked for by a day that is past, and nothing was shown."""
        waits = self.is_open and self.accepted_at is None and self.shown_at is None
        return waits and self.proof_by is not None and self.proof_by < day


class SpecialTermsQuerySet(models.QuerySet["SpecialTerms"]):
    def on(self, day: date) -> Self:
        """Those that hold for a hire on this day."""
        return self.filter(since__lte=day).filter(models.Q(until=None) | models.Q(until__gte=day))

    def of_price(self) -> Self:
        """Those that change what is paid (`is_of_price`); others give first call alone."""
        return self.filter(models.Q(category__isnull=False) | models.Q(percent_off__isnull=False))


class SpecialTerms(models.Model):
    """What a venue has agreed with one hirer: another category's price, so many per cent off, hours of first call."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="special_terms")
    hirer = models.ForeignKey(Hirer, models.CASCADE, related_name="special_terms")
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="special_terms", verbose_name=_("pays the price")
    )
    percent_off = models.DecimalField(_("per cent off"), max_digits=5, decimal_places=2, null=True, blank=True)
    first_call = models.JSONField(null=True, blank=True)  # hours that are theirs before others may ask for them
    words = models.CharField(_("what was agreed, and why"), max_length=300)
    agreed_by = models.CharField(_("who agreed it"), max_length=120)  # a committee as well as a person
    agreed_on = models.DateField(_("agreed on"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SpecialTermsQuerySet.as_manager()

    class Meta:
        ordering = ["venue_id", "hirer", "since", "pk"]
        verbose_name_plural = "special terms"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(category__isnull=False)
                | models.Q(percent_off__isnull=False)
                | models.Q(first_call__isnull=False),
                name="special_terms_say_what_is_special",
            ),
            models.CheckConstraint(
                condition=models.Q(percent_off=None) | models.Q(percent_off__gt=0, percent_off__lte=100),
                name="special_terms_take_off_at_most_all",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="special_terms_end_after_they_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hirer} at {self.venue}"

    @property
    def is_of_price(self) -> bool:
        return self.category_id is not None or self.percent_off is not None
