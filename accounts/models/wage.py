"""The Real Living Wage as site staff keep it up to date: public knowledge, about no person."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.touched import Touches


class LivingWage(models.Model):
    """A rate announced after this version was made, or one that is put right: each autumn there are new ones."""

    class Region(models.TextChoices):
        UK = "uk", _("the UK")
        LONDON = "london", _("London")

    region = models.CharField(_("region"), max_length=6, choices=Region, default=Region.UK, db_default=Region.UK)
    payable_by = models.DateField(
        _("to be paid by"), help_text=_("The last day on which employers may still pay the rate before.")
    )
    pence = models.PositiveIntegerField(_("pence an hour"), validators=[MinValueValidator(1)])
    source = models.CharField(_("source"), max_length=200, help_text=_("Who announced it, and where that can be read."))

    class Meta:
        ordering = ["-payable_by"]
        verbose_name = _("Real Living Wage")
        verbose_name_plural = _("Real Living Wage")
        constraints = [
            models.UniqueConstraint(fields=["region", "payable_by"], name="one_wage_of_a_region_from_a_day_on"),
            Touches(what="all", key="id", name="a_wage_touches_everything"),
        ]

    def __str__(self) -> str:
        return f"{self.pence}p an hour in {self.get_region_display()}, to be paid by {self.payable_by}"
