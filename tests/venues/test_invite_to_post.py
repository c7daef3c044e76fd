"""A post is taken up by a letter whose link works once, for the address it went to.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import JournalEntry, Letter, User
from tests.make import a_post, a_user, a_venue, signed_in
from tests.shared import shared
from venues.actions import invite_to_post
from venues.models import Post, PostInvitation

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ADA = "ada@hearth.example"


@shared
def hall():
    return a_venue(published=False)


def invite(hall, email=ADA, kind=Post.Kind.MANAGER, **fields) -> str:
    """The link of the letter."""
    invitation = invite_to_post(hall, email=email, kind=kind, by=fields.pop("by", None), at=timezone.now(), **fields)
    letter = Letter.objects.get(key=f"post-invitation-{invitation.pk}")
    [found] = re.findall(re.escape(site.PUBLIC_URL) + r"(/posts/\S+)", letter.body)
    return found


def test_somebody_new_signs_up_with_the_address_of_the_letter_and_comes_back(hall, mailoutbox):
    link, browser = invite(hall), Client()
    page = browser.get(link).content.decode()
    assert "Sign up to take it up" in page
    assert "Manager" in page
    door = browser.post(link)
    assert door["Location"] == f"{reverse('account_signup')}?next={link.replace('/', '%2F')}"
    assert f'value="{ADA}"' in browser.get(door["Location"]).content.decode()

    data = {"name": "Ada Brook", "email": ADA, "password1": "a-kettle-of-tea", "next": link}
    assert browser.post(reverse("account_signup"), data)["Location"] == link
    assert EmailAddress.objects.get(email=ADA).verified
    assert mailoutbox == []  # the letter had proved the address
    assert not Post.objects.exists()

    answer = browser.post(link)
    assert (answer.status_code, answer["Location"]) == (303, reverse("place:home", args=[hall.slug]))
    post = Post.objects.get()
    assert (post.user.email, post.kind, post.since, post.until) == (ADA, "manager", timezone.localdate(), None)
    assert JournalEntry.objects.filter(why="Manager: taken up").get().by == post.user


def test_somebody_new_may_do_without_a_password(hall):
    link, browser = invite(hall), Client()
    browser.post(link)
    answer = browser.post(reverse("account_signup"), {"name": "Ada", "email": ADA, "password1": "", "next": link})
    assert answer["Location"] == link
    assert browser.get(link).status_code == 200
    assert not User.objects.get(email=ADA).has_usable_password()


def test_an_address_that_was_not_written_to_is_still_to_be_confirmed(hall):
    link, browser = invite(hall), Client()
    browser.post(link)
    data = {"name": "Ada", "email": "other@hearth.example", "password1": "a-kettle-of-tea", "next": link}
    browser.post(reverse("account_signup"), data)
    assert not EmailAddress.objects.get(email="other@hearth.example").verified


def test_whoever_has_an_account_is_led_to_signing_in(hall):
    a_user("Ada", email=ADA)
    link = invite(hall)
    browser = Client()
    assert "Sign in to take it up" in browser.get(link).content.decode()
    assert browser.post(link)["Location"].startswith(reverse("account_login"))


def test_to_look_changes_nothing(hall):
    link, ada = invite(hall), signed_in(a_user("Ada", email=ADA))
    for _again in range(2):
        assert ada.get(link).status_code == 200
    assert not Post.objects.exists()
    assert PostInvitation.objects.get().accepted_at is None


def test_a_link_works_once(hall):
    link, ada = invite(hall), signed_in(a_user("Ada", email=ADA))
    assert ada.post(link).status_code == 303
    again = ada.post(link)
    assert again.status_code == 410
    assert "has been used" in again.content.decode()
    assert reverse("place:home", args=[hall.slug]) in again.content.decode()
    assert Client().get(link).status_code == 410
    assert Post.objects.count() == 1


def test_a_link_is_for_the_address_it_went_to(hall):
    link, cleo = invite(hall), a_user("Cleo")
    browser = signed_in(cleo)
    page = browser.get(link).content.decode()
    assert "somebody else’s address" in page
    assert "Take up this post" not in page
    assert browser.post(link).status_code == 403
    assert not Post.objects.exists()

    EmailAddress.objects.create(user=cleo, email=ADA.upper(), verified=False)
    assert browser.post(link).status_code == 403
    EmailAddress.objects.filter(user=cleo).update(verified=True)
    assert browser.post(link).status_code == 303


def test_a_link_is_too_old_after_fourteen_days(hall):
    link, ada = invite(hall), signed_in(a_user("Ada", email=ADA))
    PostInvitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    for answer in (ada.get(link), ada.post(link), Client().get(link), Client().post(link)):
        assert answer.status_code == 410
        assert "too old" in answer.content.decode()
    assert not Post.objects.exists()


def test_no_other_link_leads_anywhere(hall):
    invite(hall)
    assert Client().get(reverse("posts:accept", args=["another-token"])).status_code == 404
    assert PostInvitation.objects.get().token_hash not in Letter.objects.get().body


def test_what_holds_the_link_is_forgotten_once_it_is_sent(hall, mailoutbox):
    link = invite(hall)
    outbox.send_due(timezone.now())
    assert link in mailoutbox[0].body
    assert Letter.objects.get().body == ""


def test_a_second_letter_to_the_same_address_ends_the_first(hall):
    first = invite(hall)
    PostInvitation.objects.update(created_at=timezone.now() - timedelta(hours=1))
    newer = invite(hall, ADA.upper())
    answer = Client().get(first)
    assert answer.status_code == 410
    assert "There is a newer letter" in answer.content.decode()
    assert Client().get(newer).status_code == 200
    assert PostInvitation.objects.open(timezone.now()).count() == 1


def test_the_same_button_twice_is_one_letter_whose_link_works(hall):
    first = invite(hall)
    assert invite(hall, ADA.upper()) == first
    assert Client().get(first).status_code == 200
    assert Letter.objects.count() == PostInvitation.objects.count() == 1


def test_a_post_may_end_by_itself(hall):
    last = timezone.localdate() + timedelta(days=90)
    link, owen = invite(hall, kind=Post.Kind.FUNDER, until=last), signed_in(a_user("Owen", email=ADA))
    assert f"{last:%B %Y}" in owen.get(link).content.decode()
    assert owen.post(link)["Location"] == reverse("desk:report", args=[hall.slug])
    assert Post.objects.get().until == last


def test_whoever_holds_the_post_already_goes_on_holding_it(hall):
    ada = a_user("Ada", email=ADA)
    post = a_post(hall, "funder", ada)
    Post.objects.update(until=timezone.localdate())
    signed_in(ada).post(invite(hall, kind=Post.Kind.FUNDER))
    [held] = Post.objects.all()
    assert (held.pk, held.until, held.since) == (post.pk, None, date(2020, 1, 1))
