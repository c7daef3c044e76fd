"""What no browser sends is refused in words before anything is asked of the database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms
from django.forms import BaseForm
from django.urls import get_resolver

from accounts.models import Hirer, User
from tests.make import PASSWORD, a_group, a_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["/media/pictures/%00", "/bookings/%00/", "/venues/%00/", "/?on=%00", "/letters/%00/"],
)
def test_a_nought_byte_in_an_address_is_a_bad_request(client, address):
    assert client.get(address).status_code == 400


def test_a_nought_byte_in_a_cookie_is_a_bad_request(client):
    client.cookies["sessionid"] = "\000abc"
    assert client.get("/").status_code == 400


@pytest.mark.parametrize(
    ("page", "sent", "words"),
    [
        ("/account/login/", {}, ["E-mail address", "Type your e-mail address.", "Type your password."]),
        ("/account/signup/", {"email": "ben at example"}, ["An e-mail address is like name@example.org."]),
        ("/account/signup/", {"email": f"{'b' * 300}@hearth.example"}, ["No e-mail address is that long."]),
        ("/account/password/reset/", {}, ["Type an e-mail address."]),
        ("/account/login/code/", {"email": "x"}, ["An e-mail address is like name@example.org."]),
    ],
)
def test_what_is_missing_at_the_door_is_said_in_a_sentence(client, page, sent, words):
    answer = client.post(page, sent)
    told = answer.content.decode()
    assert answer.status_code == 422
    assert [sentence for sentence in words if sentence not in told] == []
    assert "This field is required" not in told


def every_form(base: type[BaseForm] = BaseForm) -> Iterator[type[BaseForm]]:
    for kind in base.__subclasses__():
        yield kind
        yield from every_form(kind)


@pytest.mark.once
def test_no_form_says_of_an_empty_box_what_django_says():
    assert get_resolver().url_patterns  # each form is there with the page that shows it
    ours = [form for form in every_form() if not form.__module__.startswith("django.")]
    fields = {field for form in ours for field in getattr(form, "base_fields", {}).values()}
    sentences = {str(field.error_messages["required"]) for field in fields}
    assert {"Fill this in.", "Choose one of these.", "Say what is broken."} <= sentences
    assert "This field is required." not in sentences


UNSENDABLE = f"a@{'ü' * 60}.de"


def test_nobody_signs_up_with_an_address_that_no_letter_can_reach(client):
    told = client.post("/account/signup/", {"name": "Ben", "email": UNSENDABLE, "password1": PASSWORD})
    assert "No letter can be sent to this address" in told.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize("page", ["/account/password/reset/", "/account/login/code/"])
def test_asking_for_a_letter_to_such_an_address_is_no_fault_of_ours(client, page):
    assert client.post(page, {"email": UNSENDABLE}).status_code < 500


@pytest.mark.parametrize("elsewhere", ["foo", "//evil.example/", "https://evil.example/", "javascript:alert(1)"])
def test_after_making_a_group_nobody_is_sent_to_an_address_that_is_not_ours(client, elsewhere):
    client.force_login(a_user("Ada"))
    told = client.post("/groups/new/", {"name": "Choir", "kind": "informal", "next": elsewhere})
    assert told["Location"] == Hirer.objects.get().get_absolute_url()


def test_no_group_or_invitation_takes_such_an_address(client):
    ada = a_user("Ada")
    group = a_group(organiser=ada)
    client.force_login(ada)
    told = client.post("/groups/new/", {"name": "Choir", "kind": "informal", "contact_email": UNSENDABLE})
    assert told.status_code == 422
    assert client.post(f"{group.get_absolute_url()}invite/", {"email": UNSENDABLE, "role": "member"}).status_code == 422
    assert Hirer.objects.count() == 1


def test_a_page_is_sent_small_to_whoever_can_read_it_so(client):
    plain, small = client.get("/"), client.get("/", headers={"accept-encoding": "gzip"})
    assert (plain.has_header("Content-Encoding"), small["Content-Encoding"]) == (False, "gzip")
    assert "Accept-Encoding" in plain["Vary"]
    assert len(small.content) < len(plain.content) / 2
    assert client.get("/venues/?page=1", headers={"accept-encoding": "gzip"}).status_code == 200


class Boxes(forms.Form):
    one = forms.ChoiceField(choices=[("hall", "Hall")])
    several = forms.MultipleChoiceField(choices=[("hall", "Hall")])
    days = forms.IntegerField()
    least = forms.IntegerField(min_value=0)
    share = forms.DecimalField()
    most = forms.DecimalField(max_value=100)
    words = forms.CharField(max_length=5)
    hidden = forms.CharField()
    address = forms.EmailField()


@pytest.mark.once
def test_nor_of_what_is_wrong_in_a_box():
    typed = {"one": "barn", "several": ["barn"], "days": "x", "least": "-1", "share": "x", "most": "1e9"}
    told = Boxes(typed | {"words": "too long", "hidden": "\0", "address": "ada"}).errors.get_json_data()
    assert {name: found["message"] for name, (found,) in told.items()} == {
        "one": "Choose one of those that are offered now.",
        "several": "Tick only what is offered now.",
        "days": "Write a whole number in figures, for example 15.",
        "least": "It must be 0 or more.",
        "share": "Write a number in figures, for example 17.5.",
        "most": "It must be 100 or less.",
        "words": "That is 8 letters long, and at most 5 fit. Say it more shortly.",
        "hidden": "There is a character here that cannot be shown. Type the text again rather than pasting it.",
        "address": "An e-mail address is like name@example.org.",
    }
