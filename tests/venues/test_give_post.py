"""Whoever imports a venue says who runs it.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import JournalEntry, User
from tests.make import a_post, a_user, a_venue
from venues.models import Post

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def run(*words: str) -> str:
    out = StringIO()
    call_command("give_post", *words, stdout=out)
    return out.getvalue()


def test_a_new_secretary_can_open_the_desk_and_signs_in_by_a_code(client):
    venue = a_venue()
    told = run(venue.slug, "Ada@hearth.example", "secretary", "--name", "Ada Brook")
    ada = User.objects.get()
    assert (ada.email, ada.name, ada.has_usable_password()) == ("ada@hearth.example", "Ada Brook", False)
    assert "ask for a code" in told
    client.force_login(ada)
    assert client.get(f"/desk/{venue.slug}/").status_code == 200
    assert JournalEntry.objects.get().verb == "gave a post"


def test_somebody_new_signs_in_with_a_code_that_comes_by_letter(client, mailoutbox):
    venue = a_venue()
    run(venue.slug, "ada@hearth.example", "secretary")
    client.post("/account/login/code/", {"email": "ada@hearth.example"})
    code = re.search(r"^\s*([A-Z0-9]{4,}(?:-[A-Z0-9]{4,})?)\s*$", mailoutbox[0].body, re.MULTILINE)
    assert code
    client.post("/account/login/code/confirm/", {"code": code[1]})
    assert client.get(f"/desk/{venue.slug}/").status_code == 200


def test_the_same_post_twice_is_one(client):
    venue, ada = a_venue(), a_user("Ada")
    run(venue.slug, ada.email, "caretaker")
    told = run(venue.slug, ada.email.upper(), "caretaker")
    assert Post.objects.count() == 1
    assert "new here" not in told


@pytest.mark.on_postgres
def test_a_post_that_ends_takes_its_rights_with_it(client):
    venue = a_venue()
    post = a_post(venue, "secretary")
    client.force_login(post.user)
    run(venue.slug, post.user.email, "secretary", "--end")
    post.refresh_from_db()
    assert post.until == timezone.localdate() - timedelta(days=1)
    assert client.get(f"/desk/{venue.slug}/").status_code == 404


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nowhere", "ada@hearth.example", "secretary"), "There is no venue"),
        (("HALL", "ada at hearth", "secretary"), "like name@example"),
        (("HALL", "ada@hearth.example", "secretary", "--end"), "does not hold the post"),
        (("HALL", "ada@hearth.example", "king"), "invalid choice"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_done(words, sentence):
    venue = a_venue()
    with pytest.raises(CommandError, match=sentence):
        run(*(venue.slug if word == "HALL" else word for word in words))
    assert not Post.objects.exists()
    assert not User.objects.exists()
