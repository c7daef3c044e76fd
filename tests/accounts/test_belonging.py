"""Leaving a group, being let go, and an invitation taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, JournalEntry, Membership
from tests.make import a_group, a_user, signed_in

pytestmark = pytest.mark.django_db

ORGANISER, MEMBER = Membership.Role.ORGANISER, Membership.Role.MEMBER


def joins(name: str, group, role: str = MEMBER) -> Membership:
    return Membership.objects.create(hirer=group, user=a_user(name), role=role)


def let_go(membership: Membership) -> str:
    return reverse("groups:let_go", args=[membership.hirer.ref, membership.pk])


def leave(group) -> str:
    return reverse("groups:leave", args=[group.ref])


def test_a_member_leaves_after_a_page_that_says_what_it_means(choir):
    cleo = joins("Cleo", choir).user
    browser = signed_in(cleo)
    assert leave(choir) in browser.get(choir.get_absolute_url()).content.decode()
    assert "You then no longer see its bookings." in browser.get(leave(choir)).content.decode()
    assert choir.memberships.filter(user=cleo).exists()
    assert browser.post(leave(choir))["Location"] == reverse("groups:list")
    assert not choir.memberships.filter(user=cleo).exists()
    assert browser.get(choir.get_absolute_url()).status_code == 404
    assert JournalEntry.objects.get(verb="left").by == cleo


def test_an_organiser_lets_a_member_go(ben, choir):
    cleo = joins("Cleo", choir)
    browser = signed_in(ben)
    assert let_go(cleo) in browser.get(choir.get_absolute_url()).content.decode()
    answer = browser.post(let_go(cleo), follow=True)
    assert "Cleo no longer belongs to Alder Vale Choir." in answer.content.decode()
    assert not Membership.objects.filter(pk=cleo.pk).exists()
    entry = JournalEntry.objects.get(verb="let somebody go from")
    assert (entry.by, entry.why) == (ben, "Cleo")


def test_a_group_keeps_an_organiser(ben, choir):
    joins("Cleo", choir)
    browser = signed_in(ben)
    page = browser.get(leave(choir)).content.decode()
    assert "Nobody else organises this group" in page
    assert '<form method="post" action="' + leave(choir) not in page
    assert browser.post(leave(choir)).status_code == 409
    assert choir.memberships.filter(user=ben).exists()
    joins("Dot", choir, ORGANISER)
    assert browser.post(leave(choir)).status_code == 302
    assert [found.role for found in choir.memberships.order_by("pk")] == [MEMBER, ORGANISER]


def test_a_member_lets_nobody_go(ben, choir):
    browser = signed_in(joins("Cleo", choir).user)
    dot = joins("Dot", choir)
    assert let_go(dot) not in browser.get(choir.get_absolute_url()).content.decode()
    assert browser.post(let_go(dot)).status_code == 404
    assert Membership.objects.filter(pk=dot.pk).exists()


def test_an_organiser_lets_nobody_go_from_another_group(ben, choir):
    elsewhere = joins("Dot", a_group("Ramblers"))
    answer = signed_in(ben).post(reverse("groups:let_go", args=[choir.ref, elsewhere.pk]))
    assert answer.status_code == 404
    assert Membership.objects.filter(pk=elsewhere.pk).exists()


def test_an_invitation_is_taken_back_and_its_link_leads_nowhere(ben, choir):
    browser = signed_in(ben)
    browser.post(reverse("groups:invite", args=[choir.ref]), {"email": "cleo@hearth.example", "role": MEMBER})
    back = reverse("groups:take_back", args=[choir.ref, Invitation.objects.get().pk])
    assert back in browser.get(choir.get_absolute_url()).content.decode()
    assert "Take back the invitation of cleo@hearth.example?" in browser.get(back).content.decode()
    answer = browser.post(back, follow=True)
    assert "cleo@hearth.example is no longer invited." in answer.content.decode()
    assert not Invitation.objects.exists()
    assert JournalEntry.objects.get(verb="took back an invitation to").by == ben
    assert browser.post(back).status_code == 404


def test_an_invitation_that_was_used_cannot_be_taken_back(ben, choir):
    now = timezone.now()
    used = Invitation.objects.create(
        hirer=choir, email="cleo@hearth.example", role=MEMBER, token_hash="x", invited_by=ben, accepted_at=now,
        expires_at=now + timedelta(days=7),
    )  # fmt: skip
    assert signed_in(ben).post(reverse("groups:take_back", args=[choir.ref, used.pk])).status_code == 404
    assert Invitation.objects.filter(pk=used.pk).exists()
