"""What a hall types once for its report: costs, volunteers' hours and its own documents, words, and what it changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from venues.models.venue import Venue


class ReportFact(models.Model):
    """One fact with its days: a year's running cost in pence, a month of volunteers' minutes, a document, and how many
    of the hall's own are there beside those who hire it. The index of prices in the shops of a month is in tenths.
    """

    class What(models.TextChoices):
        COST = "cost", _("Running cost of a year")
        VOLUNTEERS = "volunteers", _("Volunteers’ hours of a month")
        SHOP_PRICES = "shop_prices", _("Index of prices in the shops in a month")
        FIRE_RISK = "fire_risk", _("Fire risk assessment")
        ELECTRICAL = "electrical", _("Electrical safety report")
        GAS = "gas", _("Gas safety record")
        INSURANCE = "insurance", _("Insurance")
        PREMISES = "premises", _("Premises licence")
        MUSIC = "music", _("Music licence")
        SAFEGUARDING = "safeguarding", _("Safeguarding policy")
        OWN_PEOPLE = "own_people", _("How many of your own are there as well")

    DOCUMENTS = (
        What.FIRE_RISK,
        What.ELECTRICAL,
        What.GAS,
        What.INSURANCE,
        What.PREMISES,
        What.MUSIC,
        What.SAFEGUARDING,
    )

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="report_facts")
    what = models.CharField(max_length=12, choices=What)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # of a document None: until it is replaced
    applies = models.BooleanField(default=True)  # of a document: whether the hall needs one at all
    amount = models.PositiveBigIntegerField(null=True, blank=True)  # pence, minutes, people, or tenths
    source = models.CharField(max_length=200, blank=True, default="", db_default="")  # of the index
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["venue_id", "what", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["venue", "what", "starts_on"], name="one_report_fact_from_a_day_on"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="a_report_fact_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.venue_id} from {self.starts_on}"


class ReportWords(models.Model):
    """A note by the hall, what two people said, and what was built; who allowed a quote is kept and never printed."""

    venue = models.OneToOneField(Venue, models.CASCADE, related_name="report_words")
    note = models.CharField(max_length=600, blank=True)
    quote_1 = models.CharField(max_length=250, blank=True)
    said_by_1 = models.CharField(max_length=80, blank=True)
    allowed_by_1 = models.CharField(max_length=120, blank=True)
    quote_2 = models.CharField(max_length=250, blank=True)
    said_by_2 = models.CharField(max_length=80, blank=True)
    allowed_by_2 = models.CharField(max_length=120, blank=True)
    facilities = models.CharField(max_length=600, blank=True)  # made or made better, for the forms of funders
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"words for the report of {self.venue_id}"


class WhatChanged(models.Model):
    """An answer to a wish or a fault that was mended, as the hall chose it for its report; it names nobody."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="changes_told")
    source = models.CharField(max_length=30)  # which answer or fault it was: that one may be gone
    on = models.DateField()
    words = models.CharField(max_length=600)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["venue", "source"], name="each_change_is_told_once")]

    def __str__(self) -> str:
        return f"{self.venue_id}, {self.on}"
