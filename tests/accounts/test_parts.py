"""What each may do in a group: ticks for members, organisers whom nobody shuts out alone, handing over."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings as site
from django.urls import reverse
from django.utils import timezone

from accounts.actions import end_what_is_due
from accounts.models import Letter, Membership
from accounts.rights import ALL_THERE_IS, roles_in
from tests.make import a_user, signed_in

pytestmark = pytest.mark.django_db

ORGANISER, MEMBER = Membership.Role.ORGANISER, Membership.Role.MEMBER
FORTNIGHT = timedelta(days=14)


def a_part(group, name: str, role=MEMBER, **may) -> Membership:
    found = Membership.objects.create(hirer=group, user=a_user(name), role=role, **may)
    Membership.objects.filter(pk=found.pk).update(since=timezone.now() - timedelta(days=400))
    return found


def at(name: str, group, *more) -> str:
    return reverse(f"groups:{name}", args=[group.ref, *more])


def people(group) -> set[str]:
    return {membership.user.name for membership in group.memberships.select_related("user")}


def letters(kind: str) -> set[str]:
    return set(Letter.objects.filter(kind=kind).values_list("to", flat=True))


def test_an_invitation_carries_what_the_member_may_do(browser, choir):
    typed = {"email": "cleo@hearth.example", "role": MEMBER, "may_book": "on", "may_see_money": "on"}
    browser.post(at("invite", choir), typed)
    [link] = re.findall(re.escape(site.PUBLIC_URL) + r"(/\S+)", Letter.objects.get(kind="invitation").body)
    cleo = a_user("Cleo")
    page = signed_in(cleo).get(link).content.decode()
    assert "You may ask for rooms." in page
    assert "You may cancel." not in page
    signed_in(cleo).post(link)
    assert roles_in(cleo, choir) == {MEMBER, "books", "sees money"}


def test_an_organiser_has_it_all(ben, choir):
    assert roles_in(ben, choir) == ALL_THERE_IS


def test_an_organiser_changes_what_a_member_may_do(browser, choir):
    mel = a_part(choir, "Mel", may_cancel=True)
    page = at("member", choir, mel.pk)
    assert page in browser.get(choir.get_absolute_url()).content.decode()
    answer = browser.post(page, {"role": MEMBER, "may_see_money": "on"})
    assert answer["Location"] == choir.get_absolute_url()
    assert roles_in(mel.user, choir) == {MEMBER, "sees money"}
    assert "may see prices and money" in browser.get(choir.get_absolute_url()).content.decode()
    browser.post(page, {"role": ORGANISER})
    assert roles_in(mel.user, choir) == ALL_THERE_IS


def test_nobody_makes_another_organiser_a_member(browser, choir):
    eve = a_part(choir, "Eve", ORGANISER)
    answer = browser.post(at("member", choir, eve.pk), {"role": MEMBER})
    assert "Nobody can take that from them alone" in answer.content.decode()
    assert roles_in(eve.user, choir) == ALL_THERE_IS


def test_what_is_no_part_is_refused(browser, choir):
    mel = a_part(choir, "Mel")
    assert browser.post(at("member", choir, mel.pk), {"role": "king"}).status_code == 422
    assert roles_in(mel.user, choir) == {MEMBER}


# Organisers who are to go.


def test_an_organiser_is_only_asked_to_go_and_can_stay(browser, choir, ben):
    eve = a_part(choir, "Eve", ORGANISER)
    assert "Ask that they go in 14 days" in browser.get(at("let_go", choir, eve.pk)).content.decode()
    browser.post(at("let_go", choir, eve.pk))
    eve.refresh_from_db()
    assert (eve.ends_on, eve.ending_asked_by) == (timezone.localdate() + FORTNIGHT, ben)
    assert letters("organiser_ending") == {ben.email, eve.user.email}
    assert roles_in(eve.user, choir) == ALL_THERE_IS

    hers = signed_in(eve.user)
    assert "Stay an organiser" in hers.get(at("ending", choir, eve.pk)).content.decode()
    hers.post(at("ending", choir, eve.pk), {"answer": "keep"})
    eve.refresh_from_db()
    assert (eve.ends_on, eve.ending_asked_by) == (None, None)
    assert letters("organiser_stays") == {ben.email}


def test_a_second_organiser_can_agree_but_not_one_just_let_in(browser, choir):
    eve, max_, new = a_part(choir, "Eve", ORGANISER), a_part(choir, "Max", ORGANISER), a_part(choir, "New", ORGANISER)
    Membership.objects.filter(pk=new.pk).update(since=timezone.now() - timedelta(days=13))
    browser.post(at("let_go", choir, eve.pk))
    page = at("ending", choir, eve.pk)
    for somebody in (browser, signed_in(eve.user), signed_in(new.user)):
        assert somebody.post(page, {"answer": "let-go"}).status_code == 409
    assert "Eve" in people(choir)
    signed_in(max_.user).post(page, {"answer": "let-go"})
    assert people(choir) == {"Ben", "Max", "New"}
    assert letters("let_go") == {eve.user.email}


def test_after_the_fortnight_they_are_gone(browser, choir):
    eve = a_part(choir, "Eve", ORGANISER)
    browser.post(at("let_go", choir, eve.pk))
    assert end_what_is_due(timezone.now() + FORTNIGHT) == 0
    assert end_what_is_due(timezone.now() + FORTNIGHT + timedelta(days=1)) == 1
    assert people(choir) == {"Ben"}


def test_rights_end_with_the_last_day_even_if_the_clock_of_the_house_stands_still(choir):
    eve = a_part(choir, "Eve", ORGANISER, ends_on=timezone.localdate() - timedelta(days=1))
    assert roles_in(eve.user, choir) == frozenset()


def test_two_who_let_each_other_go_do_not_leave_the_group_alone(browser, choir, ben):
    eve = a_part(choir, "Eve", ORGANISER)
    browser.post(at("let_go", choir, eve.pk))
    assert signed_in(eve.user).post(at("let_go", choir, choir.memberships.get(user=ben).pk)).status_code == 409
    assert browser.post(at("leave", choir)).status_code == 409  # Eve is about to go
    assert people(choir) == {"Ben", "Eve"}


def test_to_look_lets_nobody_go(browser, choir):
    eve = a_part(choir, "Eve", ORGANISER)
    for page in (at("let_go", choir, eve.pk), at("ending", choir, eve.pk), at("member", choir, eve.pk)):
        assert browser.get(page).status_code == 200
    eve.refresh_from_db()
    assert eve.ends_on is None


# Handing over.


def test_a_group_is_handed_over_to_somebody_in_it(browser, choir, ben):
    mel = a_part(choir, "Mel")
    browser.post(at("hand_over", choir), {"to": str(mel.pk), "then": "stay"})
    assert roles_in(mel.user, choir) == ALL_THERE_IS
    assert roles_in(ben, choir) == {MEMBER, "books", "cancels", "sees money"}
    assert letters("handed_over") == {mel.user.email}


def test_who_hands_over_can_leave_the_same_moment(browser, choir):
    mel = a_part(choir, "Mel")
    assert browser.post(at("hand_over", choir), {"to": str(mel.pk), "then": "leave"})["Location"] == "/groups/"
    assert people(choir) == {"Mel"}


def test_nobody_else_in_the_group_nobody_to_hand_it_to(browser, choir):
    page = browser.get(at("hand_over", choir)).content.decode()
    assert "Nobody else is in the group yet" in page
    assert browser.post(at("hand_over", choir), {"to": "1", "then": "stay"}).status_code == 422


def test_who_is_asked_to_go_does_not_hand_over(browser, choir):
    eve, mel = a_part(choir, "Eve", ORGANISER), a_part(choir, "Mel")
    browser.post(at("let_go", choir, eve.pk))
    answer = signed_in(eve.user).post(at("hand_over", choir), {"to": str(mel.pk), "then": "stay"})
    assert answer.status_code == 422
    assert roles_in(mel.user, choir) == {MEMBER}
