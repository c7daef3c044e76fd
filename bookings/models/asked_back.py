"""What groups are asked once a month: how many came, and whether the space was right for what they did."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Hirer
from accounts.models.touched import Touches
from bookings.counting import USUAL
from bookings.models.booking import Booking
from venues.models import Operator


class MonthRound(models.Model):
    """That the groups of an operator were asked about a month: nobody is asked about it again."""

    operator = models.ForeignKey(Operator, models.CASCADE, related_name="month_rounds")
    month = models.DateField()  # its first day
    at = models.DateTimeField()

    class Meta:
        ordering = ["operator_id", "month"]
        constraints = [models.UniqueConstraint(fields=["operator", "month"], name="groups_are_asked_once_a_month")]

    def __str__(self) -> str:
        return f"{self.operator_id}, {self.month:%Y-%m}"


class MonthAsked(models.Model):
    """One letter to a group about its dates of a month, at whichever halls of an operator; its page by a secret."""

    hirer = models.ForeignKey(Hirer, models.CASCADE, related_name="months_asked")
    operator = models.ForeignKey(Operator, models.CASCADE, related_name="months_asked")
    month = models.DateField()  # its first day
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-month", "operator_id", "hirer_id"]
        constraints = [
            models.UniqueConstraint(fields=["hirer", "operator", "month"], name="a_group_is_asked_once_about_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.hirer_id} about {self.month:%Y-%m}"

    @property
    def closes_on(self) -> date:
        """The day on which groups are asked about the month after: until then an answer can be changed."""
        closes: date = self.month + relativedelta(months=2)
        return closes

    def is_open(self, at: datetime) -> bool:
        return timezone.localdate(at) < self.closes_on


class Verdict(models.Model):
    """One question about a booking, or a term of a series: was the space right? And the answer, if there is one."""

    BEST: ClassVar[int] = 5

    class Quote(models.TextChoices):
        NO = "", _("No")
        NAMED = "named", _("Yes, with our name")
        UNNAMED = "unnamed", _("Yes, as “a group that meets here”")

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="verdicts")
    month = models.DateField()  # with which it ended, or the term did
    asked_at = models.DateTimeField()
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.CharField(max_length=200, blank=True)
    may_quote = models.CharField(max_length=7, choices=Quote, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["booking_id", "month"]
        constraints = [
            Touches(what="verdict", key="booking", since=("month",), name="a_verdict_touches_its_booking"),
            models.UniqueConstraint(fields=["booking", "month"], name="a_verdict_is_asked_once_of_a_term"),
            models.CheckConstraint(
                condition=models.Q(score=None) | models.Q(score__range=(1, 5)), name="a_verdict_is_from_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booking_id}, {self.month:%Y-%m}: {self.score}"

    @property
    def signed(self) -> str:
        """By whose name its words may be quoted; nothing where they may not."""
        names = {self.Quote.NAMED: self.booking.hirer.name, self.Quote.UNNAMED: _("A group that meets here")}
        return str(names.get(self.Quote(self.may_quote), "")) if self.words else ""


class WhomServed(models.Model):
    """Whom a group said, on a day, that it is for: about what it does, never a list of people. The last one holds.

    An empty list, or an empty answer, is a question that was passed over.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")

    hirer = models.ForeignKey(Hirer, models.CASCADE, related_name="served")
    said_on = models.DateField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    skipped = models.BooleanField(default=False)  # they would rather not say
    audience = models.JSONField(default=list)  # codes of `bookings.audiences`
    ages = models.JSONField(default=list)
    mixes = models.BooleanField(default=False)  # the ages are meant to come together
    area = models.CharField(max_length=9, blank=True)  # of most members: a statistical area, or a postal district
    low_income = models.CharField(max_length=3, choices=Answer, blank=True)
    small_income = models.CharField(max_length=3, choices=Answer, blank=True)  # of the group, in a year: less than
    income_asked = models.PositiveIntegerField(default=USUAL.small_income, db_default=USUAL.small_income)  # pounds

    class Meta:
        ordering = ["hirer_id", "said_on", "pk"]
        indexes = [models.Index(fields=["hirer", "said_on"], name="whom_a_group_serves_by_day")]

    def __str__(self) -> str:
        return f"{self.hirer_id}, {self.said_on}"
