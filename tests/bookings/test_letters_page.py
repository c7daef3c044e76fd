"""The demo's letters, kept in a folder and read on a page that exists nowhere else.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings as site
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from bookings.views.letters import with_links
from tests.make import a_booking, soon

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LIST = reverse("letters:list")
FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def folder(settings, tmp_path):
    settings.DEMO = True
    settings.LETTERS_FOLDER = tmp_path / "letters"
    settings.LETTERS_FOLDER.mkdir()
    return settings.LETTERS_FOLDER


def send(folder, subject="Good news", body="It is booked.", *, count=1):
    mail = get_connection(FILES, file_path=str(folder))
    mail.send_messages([EmailMessage(subject, body, to=["ben@hearth.example"]) for _ in range(count)])


@pytest.mark.parametrize("mode", ["test", "production"])
def test_there_is_no_such_page_outside_the_demo(client, settings, folder, mode):
    settings.DEMO = False
    send(folder)
    name = next(folder.iterdir()).stem
    assert client.get(LIST).status_code == 404
    assert client.get(reverse("letters:letter", args=[f"{name}-0"])).status_code == 404


def test_without_letters_the_page_says_how_to_get_one(client, folder):
    folder.rmdir()
    assert "No letters yet" in client.get(LIST).content.decode()


def test_a_letter_sent_can_be_read(client, folder):
    send(folder, "Böoked: “Choir”", "It is bøoked.\n\nWith <b>kind</b> regards")
    page = client.get(LIST)
    assert "Böoked: “Choir”" in page.content.decode()
    [kept] = page.context["kept"]
    letter = client.get(reverse("letters:letter", args=[kept.name])).content.decode()
    assert "It is bøoked." in letter
    assert "&lt;b&gt;kind&lt;/b&gt;" in letter
    assert "To ben@hearth.example" in letter


def test_letters_sent_together_are_read_one_by_one_even_with_a_line_between(client, folder):
    send(folder, body="first\n" + "-" * 79 + "\nsecond", count=3)
    kept = client.get(LIST).context["kept"]
    assert [letter.subject for letter in kept] == ["Good news"] * 3
    assert len({letter.name for letter in kept}) == 3
    assert all("second" in letter.body for letter in kept)


def test_the_newest_fifty_are_shown(client, folder):
    for number in range(55):
        send(folder, subject=f"Letter {number}")
    assert len(client.get(LIST).context["kept"]) == 50


def test_a_letter_that_waits_says_when_it_goes(client, folder):
    goes = timezone.now() + timedelta(minutes=5)
    outbox.post("x", kind="asked", to="ben@hearth.example", subject="In five minutes", body="Soon.", after=goes)
    booking, due = a_booking(on=soon(9)), {"kind": "asked", "subject": "Now", "body": "x", "after": timezone.now()}
    outbox.post("y", to="ben@hearth.example", **due)
    outbox.post("z", to="", place=booking.venue.slug, hirer=booking.hirer, **due)
    page = client.get(LIST)
    assert page.content.decode().count("Goes at") == 1
    for words in ("To ben@hearth.example. Goes with the next letters.", "On paper: the desk prints it."):
        assert words in page.content.decode()
    waiting = {letter.subject: letter.name for letter in page.context["waiting"]}
    letter = client.get(reverse("letters:letter", args=[waiting["In five minutes"]]))
    assert "Soon." in letter.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "..",
        "../../etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "waiting-",
        "waiting-x",
        "waiting-²",
        "waiting-" + "9" * 40,
        "a" * 500,
    ],
)
def test_a_name_that_is_no_letter_leads_nowhere(client, folder, name):
    (folder.parent / "secret.log").write_text("Subject: secret\n\nsecret")
    assert client.get(f"{LIST}{name}/").status_code == 404
    assert client.get(f"{LIST}..%2fsecret-0/").status_code == 404


def test_only_our_own_addresses_can_be_clicked():
    ours = f"{site.PUBLIC_URL}/bookings/abc/"
    text = f"See {ours}. Not https://evil.example/x nor {site.PUBLIC_URL}.evil.example/ <script>"
    assert with_links(text, [site.PUBLIC_URL]) == (
        f'See <a href="{ours}">{ours}</a>. Not https://evil.example/x '
        f"nor {site.PUBLIC_URL}.evil.example/ &lt;script&gt;"
    )


def test_a_letter_of_the_demo_leads_to_its_page(client, folder):
    a_booking()
    name = client.get(LIST).context["waiting"][0].name
    page = client.get(reverse("letters:letter", args=[name])).content.decode()
    assert f'<a href="{site.PUBLIC_URL}/bookings/' in page


def test_a_letter_with_dates_says_that_a_calendar_file_goes_with_it_before_and_after_it_went(client, folder, settings):
    dates = {"calendar": "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "about": "abc"}
    outbox.post("dates", kind="confirmed", to="ben@hearth.example", subject="Booked", body="Yes.", **dates)
    [waiting] = client.get(LIST).context["waiting"]
    assert "hearth-abc.ics" in client.get(reverse("letters:letter", args=[waiting.name])).content.decode()
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FILES, str(folder)
    assert outbox.send_due(timezone.now()) == 1
    [kept] = client.get(LIST).context["kept"]
    assert kept.body == "Yes."
    assert "hearth-abc.ics" in client.get(reverse("letters:letter", args=[kept.name])).content.decode()
