"""Two people at once, and the same button twice: what is so already is told, and nothing breaks."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import actions
from accounts.models import JournalEntry, Membership
from tests.make import a_user, signed_in

pytestmark = pytest.mark.django_db

ORGANISER, MEMBER = Membership.Role.ORGANISER, Membership.Role.MEMBER


@pytest.fixture
def mel(choir):
    return Membership.objects.create(hirer=choir, user=a_user("Mel"), role=MEMBER)


def at(name: str, group, *more) -> str:
    return reverse(f"groups:{name}", args=[group.ref, *more])


@pytest.mark.once
@pytest.mark.parametrize("act", ["let_go", "member", "ending"])
def test_a_second_click_about_somebody_gone_leads_back_with_a_sentence(ben, choir, mel, act):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    browser = signed_in(ben)
    browser.post(at("let_go", choir, mel.pk))
    answer = browser.post(at(act, choir, mel.pk), {"role": MEMBER}, follow=True)
    assert answer.redirect_chain == [(choir.get_absolute_url(), 302)]
    assert "This person no longer belongs to the group." in answer.content.decode()
    assert browser.get(at(act, choir, mel.pk)).status_code == 404
    assert JournalEntry.objects.filter(verb="let somebody go from").count() == 1


def test_to_leave_twice_is_to_have_left(choir, mel):
    browser = signed_in(mel.user)
    browser.post(at("leave", choir))
    answer = browser.post(at("leave", choir), follow=True)
    assert answer.redirect_chain == [(reverse("groups:list"), 302)]
    assert "You no longer belong to" in answer.content.decode()
    assert browser.get(at("leave", choir)).status_code == 404
    assert signed_in(a_user("Cleo")).post(at("leave", choir)).status_code == 404
    assert JournalEntry.objects.filter(verb="left").count() == 1


@pytest.mark.parametrize("act", ["let_go", "leave", "member", "hand_over"])
def test_who_goes_between_the_look_and_the_act_breaks_no_page(ben, choir, mel, act, monkeypatch):
    goes = mel.user if act == "leave" else ben
    path = at(act, choir) if act in {"leave", "hand_over"} else at(act, choir, mel.pk)

    def gone_by_now(_membership):
        raise actions.MembershipGone

    for module in ("end_membership", "change_member"):
        monkeypatch.setattr(import_module(f"accounts.actions.{module}"), "locked", gone_by_now)
    answer = signed_in(goes).post(path, {"role": MEMBER, "to": mel.pk, "then": "stay"}, follow=True)
    assert answer.status_code == 200
    assert "no longer belong" in answer.content.decode()


def test_what_is_locked_and_gone_says_so(mel):
    kept = Membership.objects.get(pk=mel.pk)
    mel.delete()
    with pytest.raises(actions.MembershipGone):
        actions.end_membership(kept, by=kept.user, at=timezone.now())


def test_to_promote_twice_is_to_have_promoted(ben, choir, mel):
    browser = signed_in(ben)
    for _again in range(2):
        assert browser.post(at("member", choir, mel.pk), {"role": ORGANISER})["Location"] == choir.get_absolute_url()
    mel.refresh_from_db()
    assert mel.role == ORGANISER
    assert JournalEntry.objects.filter(verb="changed what somebody may do in").count() == 1


def test_who_was_promoted_meanwhile_is_not_made_a_member(ben, choir, mel, monkeypatch):
    organiser = Membership.objects.get(pk=mel.pk)
    organiser.role = ORGANISER
    monkeypatch.setattr(import_module("accounts.actions.change_member"), "locked", lambda _membership: organiser)
    answer = signed_in(ben).post(at("member", choir, mel.pk), {"role": MEMBER})
    assert answer.status_code == 409
    assert "An organiser stays one until" in answer.content.decode()


def test_an_invitation_taken_back_between_the_look_and_the_click_is_gone(ben, choir):
    invitation = actions.invite(choir, email="nina@hearth.example", role=MEMBER, by=ben, at=timezone.now())
    kept = choir.invitations.get()
    actions.take_back(invitation, by=ben)
    with pytest.raises(actions.InvitationGone):
        actions.accept_invitation(kept, by=a_user("Nina"), at=timezone.now())
