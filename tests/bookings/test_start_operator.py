"""Site staff begin an operator with one command; its manager gets a letter and sets the hall up.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import re
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Letter, User
from tests.make import a_post, a_user, an_operator, signed_in
from venues.models import Operator, Post, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NAME, NELL = "Mill Lane Hall Trust", "nell@hearth.example"


def run(*words: str) -> str:
    out = StringIO()
    call_command("start_operator", *words, stdout=out)
    return out.getvalue()


def test_an_operator_a_draft_hall_and_a_letter():
    said = run(NAME, "--manager", "Nell@hearth.example")
    operator = Operator.objects.get()
    assert (operator.slug, operator.name) == ("mill-lane-hall-trust", NAME)
    assert [(c.code, c.is_standard) for c in operator.categories.all()] == [("standard", True)]
    venue = Venue.objects.get()
    assert (venue.operator, venue.name, venue.published, venue.street) == (operator, NAME, False, "")
    invitation = venue.post_invitations.get()
    assert (invitation.email, invitation.kind, invitation.invited_by) == (NELL, "manager", None)
    letter = Letter.objects.get()
    [link] = re.findall(r"https?://\S+", letter.body)
    token = link.rstrip("/").rpartition("/")[2]
    assert letter.to == NELL
    assert said == (
        "Started the operator “Mill Lane Hall Trust” (mill-lane-hall-trust).\n"
        "Its first hall, “Mill Lane Hall Trust”, is a draft: only people with a post there see it.\n"
        "A letter to nell@hearth.example asks them to manage it. Its link works once, for 14 days.\n"
        "The letter waits with the others to be sent, and goes at the next tick, within some minutes.\n"
    )
    assert token not in said


def test_in_a_demo_the_command_says_where_the_letter_can_be_read(settings):
    settings.DEMO, settings.PUBLIC_URL = True, "http://localhost:8000"
    said = run(NAME, "--manager", NELL)
    assert said.endswith(f"Read the letter at http://localhost:8000{reverse('letters:list')}\n")
    [link] = re.findall(r"/posts/\S+", Letter.objects.get().body)
    assert link not in said


@pytest.mark.once
@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (
            (NAME.upper(), "--manager", NELL),
            r"There is an operator “Mill Lane Hall Trust” already .*Nothing was done\.",
        ),
        (("Another", "--manager", NELL, "--slug", "mill-lane-hall-trust"), r"There is an operator “Mill Lane"),
        (("Another", "--manager", "nell at home"), r"“nell at home” is not an e-mail address\."),
        (("Another", "--manager", f"nell@{'a' * 70}.example"), r"is not an e-mail address\."),
        ((" ", "--manager", NELL), r"This cannot be its name\. It is empty\."),
        (("<b>Hall</b>", "--manager", NELL), r"This cannot be its name\. .* has markup in it"),
        (("x" * 121, "--manager", NELL), r"at most 120 fit"),
        (("Another", "--manager", NELL, "--slug", "Mill Lane"), r"“Mill Lane” is not a code"),
    ],
)
def test_what_cannot_be_is_refused_in_words(words, refusal):
    """The words of a form, whatever the database."""
    run(NAME, "--manager", NELL)
    before = Operator.objects.count(), Venue.objects.count(), Letter.objects.count()
    with pytest.raises(CommandError, match=refusal):
        run(*words)
    assert (Operator.objects.count(), Venue.objects.count(), Letter.objects.count()) == before


def test_the_code_can_be_given_and_a_taken_one_is_numbered():
    run(NAME, "--manager", NELL, "--slug", "mill")
    assert Operator.objects.get().slug == "mill"
    run("Mill", "--manager", NELL)
    assert Operator.objects.get(name="Mill").slug == "mill-2"
    run("漢字", "--manager", NELL)
    assert Venue.objects.get(name="漢字").slug == "venue"


def test_the_letter_leads_a_newcomer_to_the_first_step():
    """Who has the letter has the address: no second proof, and straight on to the hall."""
    run(NAME, "--manager", NELL)
    [path] = re.findall(r"/posts/\S+", Letter.objects.get().body)
    browser = Client()
    assert browser.get(path).status_code == 200
    door = browser.post(path)
    page = browser.get(door["Location"])
    assert page.context["form"].fields["email"].initial == NELL
    typed = {"email": NELL, "name": "Nell Marsh", "password1": "a-kettle-of-tea", "next": path}
    answer = browser.post(door["Location"], typed)
    assert answer["Location"] == path
    assert EmailAddress.objects.get(user=User.objects.get()).verified
    answer = browser.post(path)
    assert answer["Location"] == reverse("place:home", args=["mill-lane-hall-trust"])
    assert "It does not say what kind of place it is." in browser.get(answer["Location"]).content.decode()
    assert browser.get(reverse("home"))["Location"] == answer["Location"]


def test_a_manager_of_a_shown_hall_begins_at_the_desk_even_with_a_draft_beside_it():
    operator = an_operator()
    shown, draft = (Venue.objects.create(operator=operator, slug=slug, name=slug) for slug in ("a", "b"))
    Venue.objects.filter(pk=shown.pk).update(published=True)
    ada = a_user("Ada")
    for venue in (shown, draft):
        a_post(venue, Post.Kind.MANAGER, ada)
    assert signed_in(ada).get(reverse("home"))["Location"] == reverse("desk:requests", args=["a"])
    Venue.objects.filter(pk=shown.pk).update(published=False)
    assert signed_in(ada).get(reverse("home"))["Location"] == reverse("place:home", args=["a"])
