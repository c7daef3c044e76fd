"""Who holds which post: asked by letter, given up, handed over; and no manager shuts another out alone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings as site
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.models import JournalEntry, Letter
from tests.make import a_post, a_user, a_venue, signed_in
from tests.shared import shared
from venues.actions import agree_to_end, invite_to_post
from venues.models import Post, PostInvitation

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # what it asks of a database, others ask of both kinds

TODAY = timezone.localdate
FORTNIGHT = timedelta(days=14)


@shared
def hall():
    return a_venue()


@shared
def ada(hall):
    return a_post(hall, "manager", a_user("Ada"))


@pytest.fixture
def eve(hall):
    return a_post(hall, "manager", a_user("Eve"))


@shared
def browser(ada):
    return signed_in(ada.user)


def at(name: str, hall, *more) -> str:
    return reverse(f"place:{name}", args=[hall.slug, *more])


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("<wbr>", ""))


def letters(kind: str) -> set[str]:
    return set(Letter.objects.filter(kind=kind).values_list("to", flat=True))


def held(hall, kind: str = "manager") -> set[str]:
    return {post.user.name for post in hall.posts.filter(kind=kind).held_on(TODAY())}


# Who sees what.


def test_a_manager_sees_who_holds_which_post_and_how_to_reach_them(hall, ada, browser):
    len_ = a_post(hall, "caretaker", a_user("Len"))
    page = text(browser.get(at("people", hall)))
    assert "1 January 2020" in page
    assert len_.user.email in page
    assert at("people_end", hall, len_.pk) in page
    assert at("people_end", hall, ada.pk) not in page


def test_the_caretaker_sees_names_but_no_addresses_and_changes_nobody(hall, ada):
    page = text(signed_in(a_post(hall, "caretaker", a_user("Len")).user).get(at("people", hall)))
    assert "Ada" in page
    assert ada.user.email not in page
    assert "End this post" not in page
    assert "Hand it over" in page


def test_a_funder_sees_only_their_own_post(hall, ada):
    a_post(hall, "funder", a_user("Olga"))
    browser = signed_in(a_post(hall, "funder", a_user("Owen")).user)
    page = text(browser.get(at("people", hall)))
    assert "Owen" in page
    assert "Ada" not in page
    assert "Olga" not in page
    assert reverse("desk:diary", args=[hall.slug]) not in page


def test_the_list_asks_as_much_for_many_as_for_few(hall, browser, django_assert_max_num_queries):
    for number in range(2):
        a_post(hall, "trustee", a_user(f"T{number}"))
        invite_to_post(hall, email=f"n{number}@hearth.example", kind="trustee", by=None, at=timezone.now())
    with django_assert_max_num_queries(20) as few:
        browser.get(at("people", hall))
    for number in range(2, 12):
        a_post(hall, "trustee", a_user(f"T{number}"))
        invite_to_post(hall, email=f"n{number}@hearth.example", kind="trustee", by=None, at=timezone.now())
    with django_assert_max_num_queries(len(few)):
        assert "n11@hearth.example" in text(browser.get(at("people", hall)))


# Inviting.


def test_a_manager_asks_somebody_by_letter_and_takes_it_back(hall, browser, ada):
    answer = browser.post(at("people_invite", hall), {"email": "Sam@hearth.example", "kind": "secretary"})
    assert (answer.status_code, answer["Location"]) == (303, at("people", hall))
    invitation = PostInvitation.objects.get()
    assert (invitation.email, invitation.kind, invitation.invited_by) == ("sam@hearth.example", "secretary", ada.user)
    assert letters("invitation") == {"sam@hearth.example"}
    assert "sam@hearth.example" in text(browser.get(at("people", hall)))
    assert "Last changed by Ada" in text(browser.get(at("people", hall)))

    back = at("people_take_back", hall, invitation.pk)
    assert browser.get(back).status_code == 200
    assert PostInvitation.objects.exists()
    browser.post(back)
    assert not PostInvitation.objects.exists()
    assert browser.post(back).status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": ""}, "Type the address"),
        ({"email": "nobody"}, "like name@example.org"),
        ({"kind": ""}, "Choose the post."),
        ({"kind": "funder"}, "Say on which day the funder’s post ends."),
        ({"kind": "funder", "until": "1 March 2020"}, "This day is past."),
        ({"kind": "manager", "until": "1 March 2099"}, "A manager’s post has no last day."),
        ({"until": "soon"}, "could not read that date"),
    ],
)
def test_what_is_wrong_with_an_invitation_is_said(hall, browser, typed, sentence):
    answer = browser.post(at("people_invite", hall), {"email": "sam@hearth.example", "kind": "trustee", **typed})
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not PostInvitation.objects.exists()


def test_nobody_is_asked_to_the_post_they_hold(hall, browser, eve):
    answer = browser.post(at("people_invite", hall), {"email": eve.user.email.upper(), "kind": "manager"})
    assert "holds this post already" in text(answer)


def test_the_other_managers_hear_of_a_new_one(hall, ada, eve, browser):
    browser.post(at("people_invite", hall), {"email": "sam@hearth.example", "kind": "manager"})
    assert letters("colleague_invited") == {eve.user.email}
    browser.post(at("people_invite", hall), {"email": "len@hearth.example", "kind": "caretaker"})
    assert letters("colleague_invited") == {eve.user.email}


def test_twenty_invitations_an_hour_are_enough(settings, hall, browser):
    settings.RATELIMIT_ENABLE = True
    cache.clear()
    typed = [{"email": f"p{number}@hearth.example", "kind": "trustee"} for number in range(21)]
    answers = [browser.post(at("people_invite", hall), one).status_code for one in typed]
    assert answers == [303] * 20 + [429]


# Giving up and handing over.


def test_the_last_manager_cannot_go_and_is_told_what_to_do(hall, ada, browser):
    leave = at("people_leave", hall)
    page = text(browser.get(leave))
    assert "Nobody else manages this place for good" in page
    assert at("people_hand_over", hall) in page
    answer = browser.post(leave)
    assert answer.status_code == 409
    assert held(hall) == {"Ada"}


def test_a_manager_who_is_to_go_does_not_count_as_another(hall, ada, eve, browser):
    Post.objects.filter(pk=eve.pk).update(until=TODAY() + FORTNIGHT)
    assert browser.post(at("people_leave", hall)).status_code == 409
    assert held(hall) == {"Ada", "Eve"}


def test_who_gives_a_post_up_is_gone_at_once_and_the_managers_hear_of_it(hall, ada, eve):
    browser = signed_in(eve.user)
    assert browser.post(at("people_leave", hall))["Location"] == reverse("home")
    assert held(hall) == {"Ada"}
    assert letters("post_left") == {ada.user.email}
    assert browser.get(at("people", hall)).status_code == 404
    assert JournalEntry.objects.filter(why="Manager: left", by=eve.user).exists()


def test_who_holds_two_posts_says_which(hall, ada, eve):
    a_post(hall, "treasurer", eve.user)
    browser = signed_in(eve.user)
    assert browser.post(at("people_leave", hall)).status_code == 422
    assert browser.post(at("people_leave", hall), {"post": str(ada.pk)}).status_code == 422
    assert browser.post(at("people_leave", hall), {"post": str(eve.pk)})["Location"] == at("people", hall)
    assert held(hall) == {"Ada"}
    assert held(hall, "treasurer") == {"Eve"}


def test_a_post_changes_hands_the_moment_the_other_accepts(hall, ada, browser):
    sam = a_user("Sam")
    browser.post(at("people_hand_over", hall), {"email": sam.email})
    assert held(hall) == {"Ada"}
    [link] = re.findall(re.escape(site.PUBLIC_URL) + r"(/posts/\S+)", Letter.objects.get(to=sam.email).body)
    signed_in(sam).post(link)
    assert held(hall) == {"Sam"}
    assert browser.get(at("people", hall)).status_code == 404


def test_the_managers_hear_when_another_post_changes_hands(hall, ada):
    sec = signed_in(a_post(hall, "secretary", a_user("Sue")).user)
    sec.post(at("people_hand_over", hall), {"email": "sam@hearth.example"})
    assert letters("colleague_invited") == {ada.user.email}
    assert PostInvitation.objects.get().kind == "secretary"


def test_nobody_hands_over_what_they_no_longer_hold(hall, ada, browser):
    sue = a_post(hall, "secretary", a_user("Sue"))
    signed_in(sue.user).post(at("people_hand_over", hall), {"email": "sam@hearth.example"})
    browser.post(at("people_end", hall, sue.pk))
    assert not PostInvitation.objects.exists()


def test_one_s_own_address_is_no_other_person(hall, ada, browser):
    answer = browser.post(at("people_hand_over", hall), {"email": ada.user.email.upper()})
    assert (answer.status_code, "your own address" in text(answer)) == (422, True)


# Ending another's post.


def test_other_posts_end_at_once(hall, browser):
    len_ = a_post(hall, "caretaker", a_user("Len"))
    page = at("people_end", hall, len_.pk)
    browser.get(page)
    assert held(hall, "caretaker") == {"Len"}
    browser.post(page)
    assert held(hall, "caretaker") == set()
    assert letters("post_ended") == {len_.user.email}
    assert browser.post(page).status_code == 404


def test_a_manager_who_ends_another_only_asks_for_it(hall, ada, eve, browser):
    browser.post(at("people_end", hall, eve.pk))
    eve.refresh_from_db()
    assert (eve.until, eve.ending_asked_by) == (TODAY() + FORTNIGHT, ada.user)
    assert held(hall) == {"Ada", "Eve"}
    assert letters("manager_ending") == {ada.user.email, eve.user.email}
    hers = signed_in(eve.user)
    assert "unless somebody keeps the post" in text(hers.get(at("people", hall)))

    assert "Keep this post" in text(hers.get(at("people_ending", hall, eve.pk)))
    hers.post(at("people_ending", hall, eve.pk), {"answer": "keep"})
    eve.refresh_from_db()
    assert (eve.until, eve.ending_asked_by) == (None, None)
    assert letters("manager_stays") == {ada.user.email}


def test_asking_twice_does_not_bring_the_day_nearer_or_put_it_off(hall, ada, eve, browser):
    browser.post(at("people_end", hall, eve.pk))
    Post.objects.filter(pk=eve.pk).update(until=TODAY() + timedelta(days=3))
    answer = browser.post(at("people_end", hall, eve.pk))
    assert answer["Location"] == at("people_ending", hall, eve.pk)
    eve.refresh_from_db()
    assert eve.until == TODAY() + timedelta(days=3)


def test_a_last_day_for_a_post_that_has_just_ended_is_told_so(hall, browser, monkeypatch):
    post = a_post(hall, "trustee", a_user("Tom"))
    kept = Post.objects.get(pk=post.pk)
    browser.post(at("people_end", hall, post.pk))
    monkeypatch.setattr("bookings.views.place.people._post", lambda *_asked: kept)
    answer = browser.post(at("people_until", hall, post.pk), {"until": ""}, follow=True)
    assert answer.redirect_chain == [(at("people", hall), 303)]
    assert "This post has ended already." in text(answer)


def test_a_second_manager_can_agree_and_then_it_ends_at_once(hall, ada, eve, browser):
    max_ = a_post(hall, "manager", a_user("Max"))
    browser.post(at("people_end", hall, eve.pk))
    page = at("people_ending", hall, eve.pk)
    assert "Agree: end it now" not in text(browser.get(page))
    assert browser.post(page, {"answer": "end"}).status_code == 409  # who asked
    assert signed_in(eve.user).post(page, {"answer": "end"}).status_code == 409  # whose it is
    assert held(hall) == {"Ada", "Eve", "Max"}
    assert "Agree: end it now" in text(signed_in(max_.user).get(page))
    signed_in(max_.user).post(page, {"answer": "end"})
    assert held(hall) == {"Ada", "Max"}
    assert letters("post_ended") == {eve.user.email}


def test_somebody_let_in_just_now_is_no_second_manager(hall, ada, eve, browser):
    """Or one could invite a second address of one's own, and shut the other out the same hour."""
    new = a_post(hall, "manager", a_user("Another Ada"))
    Post.objects.filter(pk=new.pk).update(since=TODAY() - timedelta(days=13))
    browser.post(at("people_end", hall, eve.pk))
    assert signed_in(new.user).post(at("people_ending", hall, eve.pk), {"answer": "end"}).status_code == 409
    assert "Eve" in held(hall)


def test_two_who_end_each_other_do_not_leave_the_place_alone(hall, ada, eve, browser):
    browser.post(at("people_end", hall, eve.pk))
    answer = signed_in(eve.user).post(at("people_end", hall, ada.pk))
    assert answer.status_code == 409
    assert "about to end" in text(answer)
    ada.refresh_from_db()
    assert ada.until is None


def test_who_is_asked_to_go_does_not_hand_the_post_on(hall, ada, eve, browser):
    browser.post(at("people_end", hall, eve.pk))
    answer = signed_in(eve.user).post(at("people_hand_over", hall), {"email": "sam@hearth.example"})
    assert answer.status_code == 422
    assert not PostInvitation.objects.exists()


def test_a_post_that_ended_meanwhile_is_not_kept(hall, ada, eve, browser):
    max_ = a_post(hall, "manager", a_user("Max"))
    browser.post(at("people_end", hall, eve.pk))
    agree_to_end(eve, by=max_.user, at=timezone.now())
    assert browser.post(at("people_ending", hall, eve.pk), {"answer": "keep"}).status_code == 404


def test_a_manager_has_no_last_day_but_a_funder_must(hall, ada, eve, browser):
    owen = a_post(hall, "funder", a_user("Owen"))
    assert browser.get(at("people_until", hall, eve.pk)).status_code == 404
    page = at("people_until", hall, owen.pk)
    assert browser.post(page, {"until": ""}).status_code == 422
    assert browser.post(page, {"until": "1 March 2020"}).status_code == 422
    assert browser.post(page, {"until": "1 March 2099"}).status_code == 303
    owen.refresh_from_db()
    assert owen.until.year == 2099


def test_nobody_reaches_the_posts_of_another_place(hall, ada, browser):
    other = a_post(a_venue(), "caretaker")
    for name in ("people_end", "people_ending", "people_until"):
        assert browser.get(at(name, hall, other.pk)).status_code == 404


def test_the_caretaker_finds_closures_and_access_from_the_desk_and_begins_at_today(hall):
    browser = signed_in(a_post(hall, "caretaker").user)
    page = browser.get(f"/desk/{hall.slug}/diary/").content.decode()
    for part in ("closures", "access", "people"):
        assert f'<li><a href="/place/{hall.slug}/{part}/">' in page
    assert f'<li><a href="/desk/{hall.slug}/diary/#today" aria-current="page">Desk</a></li>' in page
    assert browser.get("/home/")["Location"] == f"/desk/{hall.slug}/diary/#today"
