"""Groups: made by whoever needs one, joined by a letter whose link works once."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import Hirer, Invitation, JournalEntry, Letter, Membership
from tests.make import a_user, signed_in

pytestmark = pytest.mark.django_db

NEW = reverse("groups:new")
ORGANISER, MEMBER = Membership.Role.ORGANISER, Membership.Role.MEMBER


def invite(browser: Client, group: Hirer, **typed: str):
    data = {"email": "cleo@hearth.example", "role": MEMBER, **typed}
    return browser.post(reverse("groups:invite", args=[group.ref]), data)


def link() -> str:
    """The link of the letter that was written."""
    letter = Letter.objects.filter(kind="invitation").latest("pk")
    [found] = re.findall(re.escape(site.PUBLIC_URL) + r"(/\S+)", letter.body)
    return found


def test_who_has_no_group_is_told_what_to_do():
    page = signed_in(a_user()).get(reverse("groups:list")).content.decode()
    assert "You are not in a group yet" in page
    assert f'href="{NEW}"' in page


def test_whoever_makes_a_group_is_its_organiser(ben):
    data = {
        "name": "  Stroke   club ",
        "kind": "charity",
        "charity_number": "sc 012345",
        "contact_phone": "01632 960001",
    }
    answer = signed_in(ben).post(NEW, data)
    group = Hirer.objects.get()
    assert answer["Location"] == group.get_absolute_url()
    assert (group.name, group.charity_number) == ("Stroke club", "SC012345")
    assert group.memberships.get().role == ORGANISER
    assert JournalEntry.objects.get(verb="made").by == ben


@pytest.mark.once
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Type the name of the group."),
        ({"name": " \t "}, "Type the name of the group."),
        ({"name": "x" * 121}, "at most 120 fit"),
        ({"name": "bell \x07"}, "There is a character here that cannot be shown."),
        ({"name": "nought \x00"}, "There is a character here that cannot be shown."),
        ({"kind": ""}, "Choose what kind of group it is."),
        ({"kind": "gang"}, "Choose one of those that are offered now."),
        ({"charity_number": "the big one"}, "A charity number is like 1098765"),
        ({"contact_email": "nowhere"}, "An e-mail address is like name@example.org."),
        ({"contact_phone": "0" * 31}, "at most 30 fit"),
    ],
)
def test_a_group_that_cannot_be_is_refused_in_a_sentence(ben, wrong, sentence):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    answer = signed_in(ben).post(NEW, {"name": "Choir", "kind": "informal", **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Hirer.objects.exists()


@pytest.mark.once
@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "http:///evil.example"]
)
def test_making_a_group_leads_back_to_this_site_only(ben, away):
    """The words of a form, whatever the database."""
    browser = signed_in(ben)
    assert away not in browser.get(NEW, {"next": away}).content.decode()
    answer = browser.post(NEW, {"name": "Choir", "kind": "informal", "next": away})
    assert answer["Location"] == Hirer.objects.get().get_absolute_url()


def test_a_stranger_finds_no_group(choir):
    stranger = signed_in(a_user("Cleo"))
    assert stranger.get(choir.get_absolute_url()).status_code == 404
    assert invite(stranger, choir).status_code == 404
    assert not Invitation.objects.exists()


def test_a_member_sees_the_group_and_cannot_invite(choir):
    cleo = a_user("Cleo")
    Membership.objects.create(hirer=choir, user=cleo, role=MEMBER)
    browser = signed_in(cleo)
    page = browser.get(choir.get_absolute_url()).content.decode()
    assert "Ben" in page
    assert "Invite somebody" not in page
    assert invite(browser, choir).status_code == 404


def test_an_invitation_is_a_letter_and_we_keep_only_the_hash_of_its_token(browser, choir, ben):
    assert invite(browser, choir)["Location"] == choir.get_absolute_url()
    invitation, letter = Invitation.objects.get(), Letter.objects.get()
    token = link().rstrip("/").rsplit("/", 1)[1]
    assert letter.to == "cleo@hearth.example"
    assert "Ben invites you to join Alder Vale Choir" in letter.body
    assert token not in str(Invitation.objects.values())
    assert timedelta(days=13) < invitation.expires_at - timezone.now() <= timedelta(days=14)
    assert JournalEntry.objects.get(verb="invited to").by == ben
    assert (
        f"{invitation.get_role_display()}. The link works until"
        in browser.get(choir.get_absolute_url()).content.decode()
    )
    outbox.send_due(timezone.now())
    letter.refresh_from_db()
    assert letter.sent_at
    assert token not in letter.body


def test_the_group_shows_whom_it_waits_for(browser, choir):
    invite(browser, choir)
    assert "cleo@hearth.example" in browser.get(choir.get_absolute_url()).content.decode()


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": ""}, "Type the address that the letter should go to."),
        ({"email": "nowhere"}, "An e-mail address is like name@example.org."),
        ({"email": "a@b.example\nBcc: all@b.example"}, "An e-mail address is like name@example.org."),
        ({"role": "king"}, "Choose one of those that are offered now."),
    ],
)
def test_an_invitation_that_cannot_go_is_refused_in_a_sentence(browser, choir, typed, sentence):
    """The words of a form, whatever the database."""
    answer = invite(browser, choir, **typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Letter.objects.exists()


def test_who_is_in_the_group_is_not_invited_again(browser, choir, ben):
    answer = invite(browser, choir, email=ben.email.upper())
    assert "This person is in the group already." in answer.content.decode()


def test_opening_the_link_joins_nobody_and_the_button_does(browser, choir):
    invite(browser, choir)
    cleo = a_user("Cleo")
    hers = signed_in(cleo)
    assert "Join the group" in hers.get(link()).content.decode()
    assert not choir.memberships.filter(user=cleo).exists()
    assert hers.post(link())["Location"] == choir.get_absolute_url()
    assert choir.memberships.get(user=cleo).role == MEMBER
    assert JournalEntry.objects.get(verb="joined").by == cleo


def test_a_link_works_once(browser, choir):
    invite(browser, choir)
    signed_in(a_user("Cleo")).post(link())
    dora = signed_in(a_user("Dora"))
    for answer in (dora.get(link()), dora.post(link())):
        assert answer.status_code == 410
        assert "This invitation has been used" in answer.content.decode()
    assert choir.memberships.count() == 2


def test_a_link_grows_too_old(browser, choir):
    invite(browser, choir)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    dora = signed_in(a_user("Dora"))
    for answer in (dora.get(link()), dora.post(link())):
        assert answer.status_code == 410
        assert "This invitation is too old" in answer.content.decode()


def test_a_wrong_link_is_not_there(browser):
    url = reverse("groups:accept", args=["nonsense"])
    assert (browser.get(url).status_code, browser.post(url).status_code) == (404, 404)


def test_a_visitor_signs_in_and_comes_back_to_the_invitation(browser, choir):
    invite(browser, choir)
    answer = Client().get(link())
    assert answer["Location"] == f"{reverse('account_login')}?next={quote(link())}"


def test_a_visitor_hears_who_invites_and_that_joining_waits(browser, choir):
    invite(browser, choir)
    page = Client().get(link(), follow=True).content.decode()
    assert "Ben invites you to join Alder Vale Choir." in page
    assert "you then come back to join" in page


def test_who_is_a_member_already_leaves_the_invitation_for_whom_it_was_meant(browser, choir, ben):
    invite(browser, choir)
    assert "You belong to it already" in browser.get(link()).content.decode()
    assert browser.post(link()).status_code == 302
    assert choir.memberships.get(user=ben).role == ORGANISER
    signed_in(a_user("Cleo")).post(link())
    assert choir.memberships.count() == 2


def test_a_member_can_be_made_an_organiser(browser, choir):
    cleo = a_user("Cleo")
    Membership.objects.create(hirer=choir, user=cleo, role=MEMBER)
    EmailAddress.objects.create(user=cleo, email="other@hearth.example", verified=True)
    invite(browser, choir, email="other@hearth.example", role=ORGANISER)
    hers = signed_in(cleo)
    assert "Become an organiser" in hers.get(link()).content.decode()
    hers.post(link())
    assert choir.memberships.get(user=cleo).role == ORGANISER


def test_a_second_invitation_of_the_same_address_ends_the_first(browser, choir):
    invite(browser, choir)
    first = link()
    Invitation.objects.update(created_at=timezone.now() - timedelta(hours=1))
    invite(browser, choir, email="CLEO@hearth.example")
    cleo = signed_in(a_user("Cleo"))
    answer = cleo.get(first)
    assert answer.status_code == 410
    assert "There is a newer letter" in answer.content.decode()
    assert cleo.post(first).status_code == 410
    assert cleo.get(link()).status_code == 200


def test_the_same_button_twice_is_one_letter_and_one_group(ben, browser, choir):
    for _again in range(2):
        assert invite(browser, choir)["Location"] == choir.get_absolute_url()
    assert Invitation.objects.count() == Letter.objects.count() == 1
    typed = {"name": "Band", "kind": "informal"}
    assert len({signed_in(ben).post(NEW, typed)["Location"] for _again in range(2)}) == 1
    assert signed_in(a_user("Cleo")).post(NEW, typed)["Location"]
    assert Hirer.objects.filter(name="Band").count() == 2


@pytest.mark.once
def test_twenty_invitations_an_hour_are_enough(settings, browser, choir):
    """Tries are counted on both kinds of database by operations/test_counters.py."""
    settings.RATELIMIT_ENABLE = True
    cache.clear()
    answers = [invite(browser, choir, email=f"p{number}@hearth.example").status_code for number in range(21)]
    assert answers == [302] * 20 + [429]
    assert Invitation.objects.count() == 20


def test_a_form_without_its_token_is_refused(ben, choir):
    browser = signed_in(ben, enforce_csrf_checks=True)
    assert invite(browser, choir).status_code == 403
    assert browser.post(NEW, {"name": "Choir", "kind": "informal"}).status_code == 403
    assert not Invitation.objects.exists()


def test_to_organise_is_for_the_address_that_the_letter_went_to(browser, choir):
    invite(browser, choir, role=ORGANISER)
    dora = a_user("Dora")
    hers = signed_in(dora)
    page = hers.get(link()).content.decode()
    assert "It was sent to cleo@hearth.example" in page
    assert "Join the group" not in page
    assert hers.post(link()).status_code == 403
    assert not choir.memberships.filter(user=dora).exists()
    EmailAddress.objects.create(user=dora, email="Cleo@hearth.example", verified=True)
    assert "cleo@hearth.example" in hers.get(link()).content.decode()
    assert hers.post(link())["Location"] == choir.get_absolute_url()
    assert choir.memberships.get(user=dora).role == ORGANISER
