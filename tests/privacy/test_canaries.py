"""What somebody told us in confidence is found nowhere but where it belongs, whatever page, file or log one reads."""

from __future__ import annotations

import io
import re
from io import StringIO
from typing import Any

import pikepdf
import pytest
from django.contrib.sessions.models import Session as Browser
from django.core import mail
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import Hirer, Letter, Look
from bookings.actions.link_report import token_of as token_of_link
from bookings.thread_links import token_of
from bookings.views import home
from tests.arguments import ARGUMENTS, files_of_the_world
from tests.bookings.kept_back import KEPT_BACK, given_away
from tests.cast import World, a_world
from tests.make import a_user
from tests.privacy.canaries import PERSONAL, TOKEN, found_in, seed, the_log
from tests.report_links import A_KEY
from tests.rights_walk import (
    INSIDERS,
    OURS,
    OUTSIDERS,
    WITH_THE_LETTER,
    WITHOUT_A_PART,
    among_canaries,
    expected,
    is_as_the_table_says,
    outcome,
)
from tests.rows import changed_since, everything
from tests.shared import shared
from venues.access.vocabulary import FACTS
from venues.models import Venue

pytestmark = pytest.mark.django_db


@shared
def seeded() -> World:
    world = a_world()
    seed(world)
    Venue.objects.filter(pk=world.venue.pk).update(**KEPT_BACK)
    return world


@pytest.fixture
def world(seeded, settings, tmp_path, monkeypatch) -> World:
    settings.DEMO, settings.LETTERS_FOLDER, settings.MEDIA_ROOT = False, tmp_path / "letters", tmp_path / "media"
    files_of_the_world(settings.LETTERS_FOLDER)
    monkeypatch.setitem(ARGUMENTS, "groups:accept", lambda world: [TOKEN])
    return seeded


def read(answer: Any) -> str:
    """All of an answer: its headers, and its body as far as it is text, a PDF unpacked."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"%PDF"):
        body = unpacked(body)
    return f"{answer.headers} {body.decode('utf-8', 'replace')} {body.decode('utf-16-be', 'replace')}"


def unpacked(pdf: bytes) -> bytes:
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(plain, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    return plain.getvalue()


def test_they_stand_where_they_belong(world):
    """So that not finding them elsewhere means something."""
    seen = read(world.people["manager"].browser.get(world.address("desk:booking")))
    assert {PERSONAL["name"], PERSONAL["household"], PERSONAL["contact"], PERSONAL["title"]} <= set(found_in(seen))
    assert PERSONAL["desk’s word"] in seen
    own = read(world.people["an organiser"].browser.get(world.address("bookings:booking")))
    assert {PERSONAL["title"], PERSONAL["desk’s word"]} <= set(found_in(own))
    needed = {PERSONAL["needed"], PERSONAL["hall’s answer"], PERSONAL["whether it worked"]}
    for who, page in (("manager", "desk:needs"), ("secretary", "desk:needs"), ("an organiser", "bookings:needs")):
        found = set(found_in(read(world.people[who].browser.get(world.address(page)))))
        assert needed - {PERSONAL["whether it worked"]} <= found, who
    asked = read(world.people["manager"].browser.get(world.address("desk:thread")))
    assert {PERSONAL["asker"], PERSONAL["asker’s e-mail"], PERSONAL["question"]} <= set(found_in(asked))
    assert PERSONAL["question"] in read(Client().get(world.address("asked")))


class Looks:
    """On which pages of a desk or a place somebody sees how to reach this hirer, and of which it was written down."""

    def __init__(self, hirer: Hirer) -> None:
        self.hirer, self.shown_on, self.kept_of = hirer, set[str](), set[str]()

    def see(self, name: str, page: str) -> None:
        if name.startswith(("desk:", "place:")):
            if PERSONAL["phone"] in page or PERSONAL["contact"] in page:
                self.shown_on.add(name)
            self.kept_of |= set(Look.objects.filter(hirer=self.hirer).values_list("page", flat=True))


@pytest.mark.once
def test_no_page_tells_outsiders_no_log_tells_anybody_and_each_look_at_a_contact_is_kept(
    world, monkeypatch, each_drawn_once
):
    """Every address of the table, as everybody; what insiders may read must still not be logged.

    The hall keeps its address back from who has no part in it; tests/bookings/test_address.py is about the others.

    Whichever page of a desk or a place shows how to reach a hirer, that its manager looked is written down; the row
    itself is kept on both kinds of database in test_entitlements.py.

    The page for what is not there is read once by each: it is drawn from nothing but the person.

    Each page is for those whom the table of rights names, and to look changes nothing, as test_rights.py has it.

    What a page leaves out does not depend on where it was kept; test_rights.py walks every page on both.
    """
    before, wrong = everything(), {}
    told: dict[Any, list[str]] = {
        who: found_in(read(world.people[who].browser.get("/no/such/page/"))) for who in OUTSIDERS
    }
    monkeypatch.setattr("config.errors.render", lambda request, page, *_words, status: HttpResponse(status=status))
    looks = Looks(world.booking.hirer)
    with the_log() as log:
        for name in OURS:
            for who in (*OUTSIDERS, *INSIDERS):
                if who in OUTSIDERS and name in WITH_THE_LETTER:
                    continue
                if who == "manager":
                    Look.objects.all().delete()
                answer = world.people[who].browser.get(world.address(name))
                seen, came = read(answer), outcome(answer)
                if among_canaries(name, who) and not is_as_the_table_says(name, world.people[who], came):
                    wrong[name, who] = f"{came}, not {expected(name, world.people[who])}"
                if who in OUTSIDERS:
                    told[name, who] = found_in(seen) + (given_away(seen) if who in WITHOUT_A_PART else [])
                elif who == "manager":
                    looks.see(name, seen)
    looks_again = {
        ("place:access_report", "caretaker"): [PERSONAL["found"]],  # at what a visitor found different
        ("desk:fault", "caretaker"): [PERSONAL["fault"]],  # and mends what another found broken
    }
    assert wrong == {}
    assert changed_since(before) == {}
    assert {where: words for where, words in told.items() if words} == looks_again
    assert {"desk:booking", "desk:hirer", "desk:merge"} <= looks.shown_on
    assert looks.shown_on - looks.kept_of == set(), "a page shows how to reach a hirer, and keeps no look"
    lines = log.getvalue()
    assert "/invitations/<slug:token>/" in lines  # the requests were logged
    keys = Browser.objects.values_list("session_key", flat=True)
    assert "/asked/<slug:token>/" in lines
    assert "/for-funders/<slug:token>/" in lines
    secrets = token_of(world.question), token_of_link(world.venue, A_KEY)
    assert found_in(lines, *keys, *secrets, world.booking.ref, world.booking.hirer.ref) == []


@pytest.mark.once
def test_what_somebody_needs_is_read_by_those_who_decide_and_arrange_and_by_no_other_post(world):
    """Every page of the desk, as those who see its requests and its diary and answer none; and who may not ask.

    Who reads what is decided in Python, of rows that others read from both kinds of database.
    """
    needed = [PERSONAL[name] for name in ("needed", "hall’s answer", "whether it worked")]
    pages = ("desk:requests", "desk:booking", "desk:diary", "desk:calendar", "desk:needs", "desk:access", "desk:hirer")
    for who in ("trustee", "treasurer", "caretaker", "funder"):
        for page in pages:
            seen = read(world.people[who].browser.get(world.address(page)))
            assert not any(words in seen for words in needed), (who, page)
    assert needed[0] not in read(world.people["secretary"].browser.get(world.address("desk:booking")))


@pytest.mark.once
def test_the_public_page_of_the_hall_says_no_more_than_that_it_is_booked(world):
    """Who reads what is decided in Python, of rows that others read from both kinds of database."""
    for name in ("venues:venue", "venues:room", "venues:list", "find", "privacy", "privacy:notice", "healthz"):
        assert found_in(read(Client().get(world.address(name)))) == [], name


def test_commands_and_exports_tell_nothing(world, tmp_path):
    said, slug = StringIO(), world.venue.slug
    with the_log() as log:
        call_command("export_venue", slug, stdout=said, stderr=said)
        for form in ("text", "csv"):
            span = {"venue": slug, "first": "2026-01-01", "until": "2027-01-01"}
            call_command("funder_report", **span, format=form, public=True, stdout=said, stderr=said)
        call_command("retention", "--dry-run", stdout=said, stderr=said)
        call_command("tick", stdout=said, stderr=said)
    assert slug in said.getvalue()
    assert found_in(said.getvalue()) == []
    assert found_in(log.getvalue()) == []


def test_letters_to_others_hold_no_key_and_nothing_about_the_household(world):
    """The hall's own address has what the desk needs; nobody else has a letter that names them."""
    own = {PERSONAL["e-mail"], PERSONAL["contact"], PERSONAL["invited"], world.venue.email}
    others = Letter.objects.exclude(to__in=own)
    assert [found_in(f"{letter.subject} {letter.body}") for letter in others] == [[]] * others.count()
    assert TOKEN not in " ".join(Letter.objects.values_list("body", flat=True))


@pytest.mark.once
def test_needs_stand_in_no_address_and_no_log(world):
    """They go in the body, and the visit keeps them; the answer's address does not name them.

    Who reads what is decided in Python, of rows that others read from both kinds of database.
    """
    browser, need = Client(), "hearing_loop"
    page = browser.get(reverse("find")).content.decode()
    assert f'value="{need}"' in page
    with the_log() as log:
        answer = browser.post(
            reverse("find"),
            {"on": "2027-03-02", "from": "19:00", "to": "21:00", "people": "20", "kind": "informal", "needs": need},
        )
        where = answer.get("Location", "")
        browser.get(where or reverse("find"))
    assert need not in where
    assert need not in log.getvalue()
    assert [code for code in FACTS if code in log.getvalue()] == []


@pytest.mark.once
def test_codes_and_links_of_letters_stand_in_no_log_and_in_no_table(world):
    """Who reads what is decided in Python, of rows that others read from both kinds of database."""
    nina = a_user("Nina")
    with the_log() as log:
        browser = Client()
        browser.post(reverse("account_request_login_code"), {"email": nina.email})
        browser.post(reverse("account_reset_password"), {"email": nina.email})
        code = re.findall(r"\b[A-Z0-9]{4,8}-?[A-Z0-9]{2,8}\b", mail.outbox[0].body)
        link = re.findall(r"\S+/password/reset/\S+", mail.outbox[-1].body)
        Client().get(link[0])
    assert code
    assert link
    assert found_in(log.getvalue(), *code, link[0].rsplit("/", 2)[-2], nina.email) == []
    written = " ".join(Letter.objects.values_list("body", flat=True))
    assert not any(word in written for word in (*code, *link))


@pytest.mark.once
def test_a_fault_is_logged_without_what_it_says(world, monkeypatch):
    """Who reads what is decided in Python, of rows that others read from both kinds of database."""

    def fault(*args: Any, **kwargs: Any) -> Any:
        raise ValueError(PERSONAL["e-mail"])

    monkeypatch.setattr(home, "render", fault)
    with the_log() as log:
        answer = Client(raise_request_exception=False).get(reverse("help"))
    assert answer.status_code == 500
    assert found_in(read(answer)) == []
    assert "ValueError" in log.getvalue()
    assert found_in(log.getvalue()) == []
