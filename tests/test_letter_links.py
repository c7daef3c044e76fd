"""Every letter that the system can write, and every link in it: to open one changes nothing, whoever does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core import mail
from django.test import Client
from django.test.signals import template_rendered

from accounts.models import Letter, User
from tests import access_letter_cases as access_letter_cases
from tests import access_question_cases as access_question_cases
from tests import change_letter_cases as change_letter_cases
from tests import fault_cases as fault_cases
from tests import figure_cases as figure_cases
from tests import month_cases as month_cases
from tests import needs_letter_cases as needs_letter_cases
from tests import price_letter_cases as price_letter_cases
from tests import report_cases as report_cases
from tests import wish_cases as wish_cases
from tests.letter_cases import CASES, Cast, a_cast
from tests.make import signed_in
from tests.rows import changed_since, everything

pytestmark = pytest.mark.django_db

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
INCLUDED = re.compile(r'{% include "([^"]+)"')
TO_ACT = re.compile(
    r"^/asked/|/next-year/|^/posts/|/cancel/$|^/bookings/month/[^/]+/$"
)  # where something is kept, given up, begun or answered
A_BUTTON = re.compile(r'<main.*<form method="post".*<button', re.DOTALL)
A_LINK = re.compile(r"https?://[^/\s]+(/\S*)")


def letters_there_are() -> set[str]:
    """Ours, but for the pieces that several share; of those of allauth the ones with a link."""
    ours = {file: file.read_text() for file in (TEMPLATES / "letters").glob("*.txt")}
    pieces = {piece for text in ours.values() for piece in INCLUDED.findall(text)}
    theirs = [file for file in (TEMPLATES / "account" / "email").glob("*_message.txt") if "_url" in file.read_text()]
    return {str(file.relative_to(TEMPLATES)) for file in (*ours, *theirs)} - pieces


def test_every_letter_has_a_case():
    """A new letter is walked too, or this fails."""
    assert set(CASES) == letters_there_are()


@pytest.fixture
def cast() -> Cast:
    return a_cast()


@pytest.mark.once
def test_all_links_of_letters_open_a_page_with_a_button_and_change_nothing_by_being_opened(cast):
    """What scans mail opens each link twice, and its reader after that.

    On both, test_killed_between_writes.py writes them all, and test_rights.py sees that looking changes nothing.
    """
    written = set(written_by_all(cast))
    assert set(CASES) - written == set()
    links = set(links_of_all_letters())
    assert len(links) > 30
    readers = {user.email: signed_in(user) for user in User.objects.all()}
    readers |= {cast.hall.email: signed_in(cast.ada), cast.choir.contact_email: signed_in(cast.ben)}
    visitor = Client()

    before = everything()
    seen: dict[str | tuple[str, str], list[int]] = {}
    for link in {link for _to, link in links}:
        seen[link] = [visitor.get(link).status_code for _twice in range(2)]
    for to, link in links:
        seen[to, link] = [readers[to].get(link).status_code] if to in readers else []
    assert {where: got for where, got in seen.items() if not all(is_well(where, status) for status in got)} == {}
    assert changed_since(before) == {}
    acts = {(to, link): found for to, link in links if (found := TO_ACT.search(link))}
    assert {found[0][:9] for found in acts.values()} == {"/asked/", "/next-yea", "/posts/", "/cancel/", "/bookings"}
    assert [link for to, link in acts if not A_BUTTON.search(readers.get(to, visitor).get(link).content.decode())] == []


def is_well(where: str | tuple[str, str], status: int) -> bool:
    """A page is there, or leads on; one that its reader has lost since the letter, with post or part, is not."""
    link = where if isinstance(where, str) else where[1]
    return status < 400 or (status == 404 and link.startswith(("/groups/", "/place/", "/desk/", "/bookings/")))


def written_by_all(cast: Cast) -> Iterator[str]:
    """What each case writes, as it writes it."""
    rendered: set[str] = set()

    def seen(template, **_context) -> None:
        rendered.add(template.name)

    template_rendered.connect(seen)
    try:
        for case in dict.fromkeys(CASES.values()):
            case(cast)
    finally:
        template_rendered.disconnect(seen)
    yield from rendered


def links_of_all_letters() -> Iterator[tuple[str, str]]:
    """Addressee and path of each link, in the outbox and in what was sent at once."""
    bodies = [(letter.to, letter.body) for letter in Letter.objects.all()]
    bodies += [(message.to[0], str(message.body)) for message in mail.outbox]
    for to, body in bodies:
        for found in A_LINK.finditer(body):
            assert found[0].startswith((site.PUBLIC_URL, "http://testserver")), found[0]
            yield to, found[1]
