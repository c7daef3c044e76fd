"""What somebody might try with posts and groups so that others are shut out, or left alone.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.actions import agree_to_let_go, end_membership, invite
from accounts.models import Letter, Membership
from bookings.actions.erase_person import CannotErase, erase_person
from tests.make import a_group, a_post, a_user, a_venue, signed_in
from venues.actions import (
    LastManager,
    PostInvitationGone,
    agree_to_end,
    end_held_post,
    invite_to_post,
    leave_post,
    take_up_post,
)
from venues.models import Post, PostInvitation

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TODAY = timezone.localdate


def test_who_is_asked_to_go_again_on_the_same_day_hears_of_it_again():
    """Or one manager could ask, take it back and ask once more, and the last letter would say: you stay."""
    hall = a_venue()
    ada, eve = a_post(hall, "manager", a_user("Ada")), a_post(hall, "manager", a_user("Eve"))
    browser, page = signed_in(ada.user), [hall.slug, eve.pk]
    for _turn in range(2):
        browser.post(reverse("place:people_end", args=page))
        browser.post(reverse("place:people_ending", args=page), {"answer": "keep"})
    told = Letter.objects.filter(to=eve.user.email).order_by("pk").values_list("kind", flat=True)
    assert list(told) == ["manager_ending", "manager_stays"] * 2


def test_an_organiser_too_hears_of_it_again():
    ada, eve = a_user("Ada"), a_user("Eve")
    choir = a_group(organiser=ada)
    hers = Membership.objects.create(hirer=choir, user=eve, role="organiser")
    browser, page = signed_in(ada), [choir.ref, hers.pk]
    for _turn in range(2):
        browser.post(reverse("groups:let_go", args=page))
        browser.post(reverse("groups:ending", args=page), {"answer": "keep"})
    told = Letter.objects.filter(to=eve.email).order_by("pk").values_list("kind", flat=True)
    assert list(told) == ["organiser_ending", "organiser_stays"] * 2


def test_to_take_a_post_over_never_shortens_the_one_held():
    hall, at = a_venue(), timezone.now()
    going, stays = a_post(hall, "secretary", a_user("Ada")), a_post(hall, "secretary", a_user("Eve"))
    Post.objects.filter(pk=going.pk).update(until=TODAY() + timedelta(days=5))
    going.refresh_from_db()
    asked = invite_to_post(
        hall, email=stays.user.email, kind="secretary", until=going.until, by=going.user, at=at, hands_over=going
    )
    take_up_post(asked, by=stays.user, at=at)
    stays.refresh_from_db()
    assert stays.until is None


def test_a_post_that_would_be_over_is_not_taken_up():
    hall, owen, at = a_venue(), a_user("Owen"), timezone.now()
    asked = invite_to_post(hall, email=owen.email, kind="funder", until=TODAY(), by=None, at=at)
    PostInvitation.objects.update(until=TODAY() - timedelta(days=1))
    assert not hall.post_invitations.open(at).exists()
    with pytest.raises(PostInvitationGone):
        take_up_post(asked, by=owen, at=at)
    assert not hall.posts.exists()


def test_whom_two_managers_put_out_comes_in_again_by_no_invitation_of_theirs():
    hall, at = a_venue(), timezone.now()
    ada, eve, max_ = (a_post(hall, "manager", a_user(name)) for name in ("Ada", "Eve", "Max"))
    ours, _theirs = (
        invite_to_post(hall, email=f"{by.user.name}-again@hearth.example", kind="manager", by=by.user, at=at)
        for by in (ada, eve)
    )
    end_held_post(eve, by=ada.user, at=at)
    agree_to_end(eve, by=max_.user, at=at)
    assert list(hall.post_invitations.all()) == [ours]


def test_nor_whom_two_organisers_let_go():
    ada, eve, max_ = (a_user(name) for name in ("Ada", "Eve", "Max"))
    choir, at = a_group(organiser=ada), timezone.now()
    hers, _his = (Membership.objects.create(hirer=choir, user=user, role="organiser") for user in (eve, max_))
    Membership.objects.update(since=at - timedelta(days=20))
    for by in (ada, eve):
        invite(choir, email=f"{by.name}-again@hearth.example", role="organiser", by=by, at=at)
    end_membership(hers, by=ada, at=at)
    agree_to_let_go(hers, by=max_, at=at)
    assert [invitation.invited_by for invitation in choir.invitations.all()] == [ada]


def test_nobody_deletes_their_account_while_the_other_manager_is_to_go():
    hall = a_venue()
    ada, eve = a_post(hall, "manager", a_user("Ada")), a_post(hall, "manager", a_user("Eve"))
    Post.objects.filter(pk=eve.pk).update(until=TODAY() + timedelta(days=14), ending_asked_by=ada.user)
    with pytest.raises(CannotErase, match="Nobody else manages"):
        erase_person(ada.user, at=timezone.now())


@pytest.mark.on_postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ways", [("leave", "leave"), ("delete", "delete"), ("leave", "delete")])
def test_two_managers_who_go_at_the_same_moment_do_not_leave_the_place_alone(ways):
    for _turn in range(5):
        hall = a_venue()
        pair = [a_post(hall, "manager"), a_post(hall, "manager")]
        together = Barrier(2)

        def go(post: Post, way: str, together: Barrier = together) -> bool:
            together.wait(10)
            try:
                leave_post(post, at=timezone.now()) if way == "leave" else erase_person(post.user, at=timezone.now())
            except (LastManager, CannotErase):
                return False
            finally:
                connection.close()
            return True

        with ThreadPoolExecutor(2) as crowd:
            assert sorted(crowd.map(go, pair, ways)) == [False, True]
        assert hall.posts.held_on(TODAY()).count() == 1
