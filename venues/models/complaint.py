"""A complaint about how somebody's data were used: to be acknowledged within thirty days."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.references import new_reference
from venues.models.operator import Operator


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def unacknowledged(self) -> Self:
        return self.filter(acknowledged_at=None)

    def open(self) -> Self:
        return self.filter(answered_at=None)


class Complaint(models.Model):
    """Data Protection Act 2018, section 164A (added by the Data (Use and Access) Act 2025): thirty days."""

    ACKNOWLEDGE_WITHIN = timedelta(days=30)

    ref = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    operator = models.ForeignKey(Operator, models.CASCADE, related_name="complaints")
    name = models.CharField(_("your name"), max_length=120)
    email = models.EmailField(_("your e-mail address"))
    words = models.TextField(_("what is wrong"))
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    acknowledged_at = models.DateTimeField(null=True, blank=True, editable=False)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["operator", "answered_at"], name="complaints_of_operator")]

    def __str__(self) -> str:
        return self.ref

    @property
    def acknowledge_by(self) -> datetime:
        return self.made_at + self.ACKNOWLEDGE_WITHIN
