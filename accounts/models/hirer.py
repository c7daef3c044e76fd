"""Who books: a group with its members, or a household."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.touched import Touches
from accounts.models.user import User
from accounts.references import new_reference


class HirerQuerySet(models.QuerySet["Hirer"]):
    def of(self, user: User) -> Self:
        """The hirers that this person belongs to."""
        return self.filter(memberships__user=user)

    def standing(self) -> Self:
        """Those that have not been merged into another."""
        return self.filter(merged_into=None)


class Hirer(models.Model):
    class Kind(models.TextChoices):
        CHARITY = "charity", _("Registered charity")
        CLUB = "club", _("Club or society")
        INFORMAL = "informal", _("Informal group")
        COMPANY = "company", _("Business or self-employed")
        PUBLIC = "public", _("Public body, school or council")
        HOUSEHOLD = "household", _("Family or private person")

    ref = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    name = models.CharField(_("name of the group"), max_length=120)
    kind = models.CharField(_("kind of group"), max_length=12, choices=Kind)
    charity_number = models.CharField(_("charity number"), max_length=20, blank=True)
    contact_email = models.EmailField(_("e-mail for letters"), blank=True)
    contact_phone = models.CharField(_("phone"), max_length=30, blank=True)
    postal_address = models.CharField(_("postal address"), max_length=200, blank=True)  # for letters on paper
    serves_young = models.BooleanField(_("mainly for children or young people"), default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    members = models.ManyToManyField(
        User, through="Membership", through_fields=("hirer", "user"), related_name="hirers"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )  # the same group was kept twice; its bookings and people are with the other now
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)  # name and contact were taken out

    objects = HirerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [Touches(what="hirer", key="id", name="a_hirer_touches_where_it_books")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groups:group", args=[self.ref])

    @property
    def is_household(self) -> bool:
        return self.kind == self.Kind.HOUSEHOLD

    @property
    def is_group(self) -> bool:
        return not self.is_household


class MembershipQuerySet(models.QuerySet["Membership"]):
    def lasting_organisers(self, hirer: int) -> Self:
        """Who organises this group and is not about to go."""
        return self.filter(hirer=hirer, role=Membership.Role.ORGANISER, ends_on=None)


class Membership(models.Model):
    class Role(models.TextChoices):
        ORGANISER = "organiser", _("Organiser: books, cancels, sees money and invites")
        MEMBER = "member", _("Member: sees the bookings")

    hirer = models.ForeignKey(Hirer, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(_("part in the group"), max_length=10, choices=Role)
    may_book = models.BooleanField(_("may ask for rooms"), default=False)
    may_cancel = models.BooleanField(_("may cancel"), default=False)
    may_see_money = models.BooleanField(_("may see prices and money"), default=False)
    since = models.DateTimeField(default=timezone.now, editable=False)
    ends_on = models.DateField(null=True, blank=True, editable=False)  # another organiser asked that they go
    ending_asked_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["hirer", "user"], name="one_membership_per_person_and_group")]

    def __str__(self) -> str:
        return f"{self.user} in {self.hirer}"

    @property
    def is_last_organiser(self) -> bool:
        """Nobody else in the group may do all that there is to do, for good."""
        if self.role != self.Role.ORGANISER:
            return False
        return not Membership.objects.lasting_organisers(self.hirer_id).exclude(pk=self.pk).exists()

    @property
    def is_organiser(self) -> bool:
        return self.role == self.Role.ORGANISER

    @property
    def is_asked_to_go(self) -> bool:
        return self.ending_asked_by_id is not None

    @property
    def ticks(self) -> list[str]:
        """What a member may do besides seeing the bookings, in words."""
        words = ((_("may ask for rooms"), self.may_book), (_("may cancel"), self.may_cancel))
        return [str(word) for word, has in (*words, (_("may see prices and money"), self.may_see_money)) if has]


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A letter that asks someone to join a group; its link holds the token, we keep only its hash."""

    hirer = models.ForeignKey(Hirer, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("part in the group"), max_length=10, choices=Membership.Role)
    may_book = models.BooleanField(_("may ask for rooms"), default=False)
    may_cancel = models.BooleanField(_("may cancel"), default=False)
    may_see_money = models.BooleanField(_("may see prices and money"), default=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.email} to {self.hirer}"

    def is_open(self, at: datetime) -> bool:
        return self.accepted_at is None and self.expires_at > at

    @property
    def is_renewed(self) -> bool:
        """A newer letter went to the same address, whose link works instead of this one's."""
        same = Invitation.objects.filter(hirer=self.hirer_id, email__iexact=self.email, created_at__gt=self.created_at)
        return self.accepted_at is None and same.exists()
