"""The trust, parish, church or council that runs venues, and the categories of its tariffs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Hirer
from accounts.models.touched import Touches


class Operator(models.Model):
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    currency = models.CharField(_("currency"), max_length=3, default="GBP")
    own_hirer = models.OneToOneField(
        Hirer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="operator_itself",
        help_text=_("Books the operator's own use: committee meetings, its own programme."),
    )
    legal_name = models.CharField(_("name in law, if it is another"), max_length=160, blank=True)
    privacy_address = models.CharField(_("postal address for questions of privacy"), max_length=300, blank=True)
    privacy_email = models.EmailField(_("e-mail for questions of privacy"), blank=True)
    privacy_phone = models.CharField(_("phone for questions of privacy"), max_length=30, blank=True)
    registration_number = models.CharField(_("number in the register of fee payers, if any"), max_length=30, blank=True)
    privacy_note = models.TextField(_("anything else people should know"), blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [Touches(what="operator", key="id", name="an_operator_touches_its_venues")]

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """A band of the tariff: standard, community, commercial …"""

    operator = models.ForeignKey(Operator, models.CASCADE, related_name="categories")
    code = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    is_standard = models.BooleanField(_("the standard price"), default=False)
    kinds = models.JSONField(_("kinds of hirer it is meant for"), default=list, blank=True)
    who = models.CharField(_("who may have it"), max_length=300, blank=True)
    proof = models.CharField(_("what proof is asked"), max_length=300, blank=True)

    class Meta:
        ordering = ["operator_id", "position", "pk"]
        verbose_name_plural = "categories"
        constraints = [
            Touches(what="operator", key="operator", name="a_category_touches_its_venues"),
            models.UniqueConstraint(fields=["operator", "code"], name="one_category_per_code"),
            models.UniqueConstraint(
                fields=["operator"], condition=models.Q(is_standard=True), name="one_standard_category_per_operator"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_given_by_the_venue(self) -> bool:
        """Nobody may choose it for themselves; the venue knows who has it."""
        return not self.is_standard and not self.kinds

    def is_meant_for(self, kind: str) -> bool:
        """The standard price is for anyone; the others for the kinds they name."""
        return self.is_standard or kind in self.kinds
