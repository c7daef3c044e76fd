"""Letters sent to a real mail server: one that takes them, one that is busy, one that refuses, one that hangs up."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from threading import Barrier, Thread

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from django.utils import timezone

from accounts import mailing, outbox
from accounts.models import Letter

NOW = timezone.now() + timedelta(hours=1)
LATER = NOW + timedelta(minutes=10)
TAKES = "250 OK"


class Server:
    """What aiosmtpd asks of a handler: each answer in its turn, the last one for ever."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.answers: list[str] = []  # to RCPT
        self.to_data: list[str] = []
        self.hangs_up = False

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802 (aiosmtpd's own name)
        answer = self._next(self.answers)
        if answer == TAKES:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 (aiosmtpd's own name)
        if self.hangs_up:
            server.transport.abort()
            return TAKES
        answer = self._next(self.to_data)
        if answer == TAKES:
            self.taken.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return answer

    def _next(self, answers: list[str]) -> str:
        return answers.pop(0) if answers else TAKES


def a_free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def server(settings) -> Iterator[Server]:
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=a_free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.DEFAULT_FROM_EMAIL = "Hearth für alle <hearth@hearth.example>"
    settings.PUBLIC_URL = "https://rooms.hearth.example"
    yield handler
    controller.stop()


@pytest.fixture
def post(db) -> Callable[..., Letter]:
    def one(key: str = "one", **fields) -> Letter:
        told = {"kind": "asked", "to": "ben@hearth.example", "subject": "Tea – für Zoë", "body": "Dear Ben – hello"}
        outbox.post(key, **{**told, **fields})
        return Letter.objects.get(key=key)

    return one


def how_it_stands() -> tuple[bool, int, str]:
    letter = Letter.objects.get()
    return letter.sent_at is not None, letter.tries, letter.last_error


def test_a_letter_arrives_as_it_was_written(server, post):
    letter = post(reply_to="hall@hearth.example", calendar="BEGIN:VCALENDAR\nSUMMARY:Zoë\nEND:VCALENDAR\n", about="abc")
    assert outbox.send_due(NOW) == 1
    [got] = server.taken
    assert (got["Subject"], got["To"], got["Reply-To"]) == (letter.subject, letter.to, "hall@hearth.example")
    assert got["From"] == "Hearth für alle <hearth@hearth.example>"
    assert got.get_body(("plain",)).get_content().strip() == letter.body
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["Message-ID"] == mailing.message_id("one")
    assert got["Message-ID"].endswith("@rooms.hearth.example>")
    assert got["List-Unsubscribe"] is None  # it tells of something that was done
    [file] = got.iter_attachments()
    assert (file.get_content_type(), file.get_filename()) == ("text/calendar", "hearth-abc.ics")
    assert file.get_payload(decode=True) == "BEGIN:VCALENDAR\r\nSUMMARY:Zoë\r\nEND:VCALENDAR\r\n".encode()
    assert how_it_stands() == (True, 1, "")


@pytest.mark.parametrize("site", ["https", "http"])
def test_what_nobody_has_to_get_says_how_to_stop_it(server, post, site):
    link = f"{site}://rooms.hearth.example/letters/stop/" + "x" * 400 + "/"
    post(stop_link=link)
    outbox.send_due(NOW)
    [got] = server.taken
    assert got["List-Unsubscribe"].strip() == f"<{link}>"  # as long a line is folded before it
    assert got["List-Unsubscribe-Post"] == ("List-Unsubscribe=One-Click" if site == "https" else None)


def test_a_busy_server_gets_it_a_little_later_and_once(server, post):
    server.answers = ["450 4.2.1 Try again later"]
    server.to_data = ["451 4.3.0 No room just now"]
    post()
    assert outbox.send_due(NOW) == 0
    assert how_it_stands() == (False, 1, "SMTPRecipientsRefused 450")
    assert outbox.send_due(LATER - timedelta(seconds=1)) == 0
    assert outbox.send_due(LATER) == 0
    assert how_it_stands() == (False, 2, "SMTPDataError 451")
    assert outbox.send_due(LATER + timedelta(minutes=19)) == 0  # twice as long
    assert outbox.send_due(LATER + timedelta(minutes=20)) == 1
    assert outbox.send_due(NOW + timedelta(days=30)) == 0
    assert len(server.taken) == 1


def test_an_address_that_there_is_not_is_given_up_at_once_and_nothing_else_waits_for_it(server, post):
    server.answers = ["550 5.1.1 No such user ben@hearth.example"]
    post()
    post("two", to="cy@hearth.example")
    assert outbox.send_due(NOW) == 1
    letter = Letter.objects.get(key="one")
    assert (letter.tries, letter.last_error) == (Letter.MOST_TRIES, "SMTPRecipientsRefused 550")
    assert list(Letter.objects.stuck()) == [letter]
    assert outbox.send_due(NOW + timedelta(days=30)) == 0
    assert outbox.try_again(letter, at=NOW + timedelta(days=1))  # a person has seen to it
    assert outbox.send_due(NOW + timedelta(days=1)) == 1


def test_a_server_that_will_not_have_the_letter_is_asked_for_a_fortnight_and_then_no_more(server, post):
    server.to_data = ["554 5.7.1 It looks like spam"] * 99
    post()
    at, moments = NOW, []
    while Letter.objects.due(at + timedelta(days=30)).exists():
        assert outbox.send_due(at) == 0
        moments.append(at)
        at = Letter.objects.get().send_after
    assert how_it_stands() == (False, Letter.MOST_TRIES, "SMTPDataError 554")
    assert len(moments) == Letter.MOST_TRIES
    assert timedelta(days=12) < moments[-1] - moments[0] < timedelta(days=16)
    assert outbox.given_up() == 1
    assert moments[Letter.TRIES_BEFORE_TOLD - 1] - moments[0] == timedelta(hours=2, minutes=30)


def test_nobody_at_the_door(server, post, settings):
    settings.EMAIL_PORT = a_free_port()
    post()
    assert outbox.send_due(NOW) == 0
    assert how_it_stands() == (False, 1, "ConnectionRefusedError")


def test_a_server_that_hangs_up_in_the_middle_gets_it_again(server, post):
    server.hangs_up = True
    post()
    assert outbox.send_due(NOW) == 0
    assert how_it_stands() == (False, 1, "SMTPServerDisconnected")
    server.hangs_up = False
    assert outbox.send_due(LATER) == 1
    assert len(server.taken) == 1


def test_a_run_that_was_killed_before_it_sent_a_letter_leaves_it_to_a_later_one(server, post, monkeypatch):
    post()
    with monkeypatch.context() as killed:
        killed.setattr(outbox, "as_email", _kill)
        with pytest.raises(SystemExit):
            outbox.send_due(NOW)
    assert outbox.send_due(NOW) == 0  # it is claimed
    assert outbox.send_due(LATER) == 1
    assert how_it_stands() == (True, 2, "")


def test_a_letter_that_went_just_before_a_kill_is_known_as_the_same_when_it_comes_again(server, post, monkeypatch):
    post()
    with monkeypatch.context() as killed:
        killed.setattr(Letter, "save", _kill)
        with pytest.raises(SystemExit):
            outbox.send_due(NOW)
    assert outbox.send_due(LATER) == 1
    first, second = server.taken
    assert first["Message-ID"] == second["Message-ID"]


def test_a_letter_that_is_going_just_now_is_not_sent_again_by_hand(server, post):
    server.to_data = ["451 4.3.0 No room just now"]
    letter = post()
    outbox.send_due(NOW)
    letter.refresh_from_db()
    assert not outbox.try_again(letter, at=NOW + timedelta(minutes=1))
    assert outbox.try_again(letter, at=NOW + timedelta(minutes=3))
    assert not outbox.try_again(letter, at=NOW + timedelta(minutes=3))  # the button pressed twice
    assert outbox.send_due(NOW + timedelta(minutes=3)) == 1
    letter.refresh_from_db()
    assert not outbox.try_again(letter, at=NOW + timedelta(days=3))


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_letter_once(server, post):
    for number in range(6):
        post(str(number), to=f"ben{number}@hearth.example")
    start = Barrier(2)

    def send() -> None:
        try:
            start.wait(10)
            outbox.send_due(NOW)
        finally:
            connection.close()

    senders = [Thread(target=send) for _number in range(2)]
    for thread in senders:
        thread.start()
    for thread in senders:
        thread.join()
    assert sorted(str(got["To"]) for got in server.taken) == [f"ben{number}@hearth.example" for number in range(6)]


def _kill(*_args, **_fields) -> None:
    raise SystemExit
