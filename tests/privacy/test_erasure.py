"""An account, or a household, that goes: what stays names nobody and keeps its sums."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import ANY

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.urls import reverse
from django.utils import timezone

from accounts.models import Disposal, Hirer, Letter, Membership, Unwanted, User
from bookings.actions import cancel_booking
from bookings.actions.erase_household import StillOpen, erase_household
from bookings.actions.erase_person import CannotErase, erase_person
from tests.make import PASSWORD, a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.privacy.long_ago import a_household, figures, long_ago
from tests.report_links import a_project, a_report_link
from venues.actions.keep_projects import Shown
from venues.models import PriceComment, PriceDraft

pytestmark = pytest.mark.django_db


def everything_kept() -> str:
    """Every value of every row of every table."""
    told: list[Any] = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed:
            told += [str(row) for row in model._base_manager.values_list()]
    return "\n".join(told)


def test_after_erasure_nothing_in_the_database_names_them_and_figures_are_the_same():
    past, at = long_ago(days=3), timezone.now()
    EmailAddress.objects.create(user=past.quill, email="second-quill@hearth.example")
    past.party.refresh_from_db()
    Unwanted.objects.create(email="quill@hearth.example", kind="reminder", about=past.venue.slug)
    ada = a_user("Ada", is_staff=True)
    shown = {"proposed_at": at, "comments_until": soon(9)}
    draft = PriceDraft.objects.create(venue=past.venue, name="x", valid_from=soon(), document={}, **shown)
    PriceComment.objects.create(draft=draft, name="Quillon Bird", email="QUILL@hearth.example", text="Warbling.")
    PriceComment.objects.create(draft=draft, name="Mel", text="I agree with Quillon Bird.")
    a_report_link(past.venue, funder="Quillon Bird", words="Ask Quillon Bird.")
    a_project(past.venue, ada, Shown("receipt", "Tea for Quillon Bird", None, soon(-9), 500, "Quillon Bird"))
    LogEntry.objects.create(user=ada, action_flag=CHANGE, object_repr="Quillon Bird", change_message="Name.")
    traces = ["quillon", "quill@hearth.example", "second-quill@", "quillonbird", "01632 960999", "Candles", "Warbling"]
    before = everything_kept().lower()
    assert [trace for trace in traces if trace.lower() not in before] == []
    sums = figures(past.venue, at)
    assert erase_person(past.quill, at=at, asked=True)
    after = everything_kept().lower()
    assert [trace for trace in traces if trace.lower() in after] == []
    assert figures(past.venue, at) == sums
    assert Disposal.objects.get(kind="erased").rows == 1
    assert not erase_person(past.quill, at=at)  # twice is once


def test_what_a_group_with_others_booked_stays_its_own():
    ben, mel = a_user("Ben Marsh"), a_user("Mel")
    choir = a_group(organiser=ben, contact_phone="01632 960001")
    Membership.objects.create(hirer=choir, user=mel, role="organiser")
    booking = a_booking(by=ben, hirer=choir, message="Ask Ben Marsh for the key.")
    Hirer.objects.filter(pk=choir.pk).update(contact_email=ben.email)
    erase_person(ben, at=timezone.now())
    booking.refresh_from_db()
    choir.refresh_from_db()
    assert (booking.hirer, str(booking.made_by)) == (choir, "somebody who has left")
    assert booking.message == "Ask … for the key."
    assert (choir.contact_email, choir.contact_phone) == ("", "01632 960001")
    assert not Letter.objects.filter(body__contains="Ben Marsh").exists()


def test_the_only_organiser_of_a_group_with_dates_to_come_stays():
    ben = a_user("Ben")
    booking = a_booking(by=ben, confirmed=True)
    with pytest.raises(CannotErase, match="nobody else organises"):
        erase_person(ben, at=timezone.now())
    cancel_booking(booking, shown=ANY, by=ben, at=timezone.now())
    assert erase_person(ben, at=timezone.now())


def test_the_last_manager_of_a_venue_stays():
    post = a_post(a_venue(), "manager")
    with pytest.raises(CannotErase, match="Nobody else manages"):
        erase_person(post.user, at=timezone.now())
    a_post(post.venue, "manager")
    assert erase_person(post.user, at=timezone.now())


def test_the_page_asks_for_the_password_and_says_what_stands_in_the_way():
    ben = a_user("Ben")
    a_booking(by=ben, confirmed=True)
    browser, page = signed_in(ben), reverse("own:erase")
    asks = browser.get(page)
    assert asks["Location"].startswith(reverse("account_reauthenticate"))
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": page})
    assert "nobody else organises" in browser.get(page).content.decode()
    assert browser.post(page, {"sure": "on"}).status_code == 409
    assert User.objects.get(pk=ben.pk).erased_at is None


def test_the_page_deletes_and_signs_out():
    cleo = a_user("Cleo")
    browser, page = signed_in(cleo), reverse("own:erase")
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": page})
    assert browser.post(page, {}).status_code == 400
    assert browser.post(page, {"sure": "on"}, follow=True).status_code == 200
    assert User.objects.get(pk=cleo.pk).erased_at
    assert browser.get(reverse("own:data")).status_code == 302
    assert not browser.login(username=cleo.email, password=PASSWORD)


def test_without_a_password_one_signs_in_anew_first():
    dot = a_user("Dot")
    dot.set_unusable_password()
    dot.save()
    browser, page = signed_in(dot), reverse("own:erase")
    User.objects.filter(pk=dot.pk).update(last_login=timezone.now() - timedelta(hours=1))
    assert "Sign in again first" in browser.get(page).content.decode()
    assert "Sign in again first" in browser.post(page, {"sure": "on"}).content.decode()
    User.objects.filter(pk=dot.pk).update(last_login=timezone.now())
    browser.post(page, {"sure": "on"})
    assert User.objects.get(pk=dot.pk).erased_at


def test_the_desk_erases_a_household_that_asks():
    past = long_ago(days=3)
    desk = signed_in(a_post(past.venue, "secretary").user)
    page = reverse("desk:erase", args=[past.venue.slug, past.household.ref])
    assert "Erase this household" in desk.get(page).content.decode()
    at = timezone.now()
    sums = figures(past.venue, at)
    assert desk.post(page).status_code == 303
    past.household.refresh_from_db()
    assert past.household.forgotten_at
    told = everything_kept()
    assert [trace for trace in ("Quillonbird", "quillonbird@", "01632 960999", "Candles") if trace in told] == []
    assert figures(past.venue, at) == sums
    assert desk.post(page).status_code == 409


@pytest.mark.parametrize("obstacle", ["a group", "a date to come", "another operator"])
def test_the_desk_erases_nobody_while_something_is_open(obstacle):
    past = long_ago(days=3)
    hirer = past.choir if obstacle == "a group" else past.household
    if obstacle == "a date to come":
        a_booking(the_room(past.venue, "main"), on=soon(20), by=past.quill, hirer=hirer)
    if obstacle == "another operator":
        booking = a_booking(by=past.quill, hirer=hirer, confirmed=True)
        cancel_booking(booking, shown=ANY, by=past.quill, at=timezone.now())
    with pytest.raises(StillOpen):
        erase_household(hirer, past.venue, by=a_user("Ada"), at=timezone.now())
    assert Hirer.objects.get(pk=hirer.pk).forgotten_at is None


def test_a_household_that_never_booked_here_is_not_there():
    post = a_post(a_venue(), "manager")
    desk, household = signed_in(post.user), a_household()
    assert desk.get(reverse("desk:erase", args=[post.venue.slug, household.ref])).status_code == 404
