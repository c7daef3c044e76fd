"""What a visitor without an account writes to a venue about its access, and when nobody knows any more who it was."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FromVisitor(models.Model):
    """The address and the words go; what it was about stays, and names nobody."""

    KEPT_AFTER = timedelta(days=30)  # it was settled; else half a year after it was written

    email = models.EmailField(_("your e-mail address"), blank=True)
    words = models.CharField(_("in your own words"), max_length=500, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
