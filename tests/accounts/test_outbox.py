"""The outbox: each letter goes once, however many send; what failed goes later; a key is one letter."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from threading import Barrier, Lock, Thread
from time import sleep
from typing import ClassVar

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone

from accounts import outbox
from accounts.models import Letter

NOW = timezone.now() + timedelta(hours=1)


class Slow(BaseEmailBackend):
    """Takes its time, as a mail server does, and remembers what it was given."""

    taken: ClassVar[list[str]] = []
    lock: ClassVar[Lock] = Lock()

    def send_messages(self, email_messages):
        for message in email_messages:
            sleep(0.01)
            with self.lock:
                self.taken.append(message.subject)
        return len(email_messages)


class Away(BaseEmailBackend):
    """A mail server that cannot be reached."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError("no server")


def a_letter(key: str = "one", **fields) -> None:
    defaults = {"kind": "asked", "to": "ben@hearth.example", "subject": f"Letter {key}", "body": "Dear Ben"}
    outbox.post(key, **{**defaults, **fields})


@pytest.fixture
def nobody_answers(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Away"


@pytest.mark.django_db
class TestSending:
    def test_a_letter_that_is_due_goes_once(self):
        a_letter(reply_to="hall@hearth.example")
        assert outbox.send_due(NOW) == 1
        assert outbox.send_due(NOW + timedelta(days=1)) == 0
        sent = mail.outbox[0]
        assert (sent.to, sent.reply_to, sent.subject) == (["ben@hearth.example"], ["hall@hearth.example"], "Letter one")
        assert Letter.objects.get().sent_at is not None

    def test_a_letter_for_later_waits(self):
        a_letter(after=NOW + timedelta(minutes=5))
        assert outbox.send_due(NOW) == 0
        assert outbox.send_due(NOW + timedelta(minutes=5)) == 1

    def test_no_address_no_letter(self):
        a_letter(to="")
        assert not Letter.objects.exists()

    def test_the_same_key_is_one_letter_even_after_it_went(self):
        a_letter()
        a_letter(subject="Another")
        assert Letter.objects.get().subject == "Letter one"
        outbox.send_due(NOW)
        a_letter()
        assert outbox.send_due(NOW) == 0
        assert Letter.objects.count() == 1

    def test_a_subject_is_one_line_and_no_header_can_be_smuggled_in(self):
        a_letter(subject="Hello\nBcc: everybody@hearth.example")
        outbox.send_due(NOW)
        assert mail.outbox[0].subject == "Hello Bcc: everybody@hearth.example"
        assert mail.outbox[0].bcc == []

    def test_a_letter_of_an_act_that_failed_never_was(self):
        with transaction.atomic():
            a_letter()
            transaction.set_rollback(True)
        assert not Letter.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("nobody_answers")
class TestAMailServerThatIsAway:
    def test_the_letter_stays_and_says_why(self):
        a_letter()
        assert outbox.send_due(NOW) == 0
        letter = Letter.objects.get()
        assert (letter.sent_at, letter.tries, letter.last_error) == (None, 1, "ConnectionRefusedError")

    def test_one_failure_holds_up_no_other_letter(self):
        a_letter("one")
        a_letter("two")
        outbox.send_due(NOW)
        assert list(Letter.objects.values_list("tries", flat=True)) == [1, 1]

    def test_it_goes_when_the_server_is_back_but_not_at_once(self, settings):
        a_letter()
        outbox.send_due(NOW)
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        assert outbox.send_due(NOW + timedelta(minutes=1)) == 0
        assert outbox.send_due(NOW + timedelta(minutes=10)) == 1
        assert len(mail.outbox) == 1
        assert Letter.objects.get().last_error == ""


@pytest.mark.django_db(transaction=True)
def test_three_senders_at_once_send_each_letter_once(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Slow"
    Slow.taken.clear()
    for number in range(20):
        a_letter(str(number))
    sent, start = [], Barrier(3)

    def send() -> None:
        try:
            start.wait(10)
            sent.append(outbox.send_due(NOW))
        finally:
            connection.close()

    senders = [Thread(target=send) for _number in range(3)]
    for thread in senders:
        thread.start()
    for thread in senders:
        thread.join()
    assert sum(sent) == 20
    assert Counter(Slow.taken) == {f"Letter {number}": 1 for number in range(20)}
