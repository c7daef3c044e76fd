"""A letter as an e-mail: its head, the calendar file beside it, and what it means when it cannot go."""

from __future__ import annotations

from email.mime.text import MIMEText
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.crypto import salted_hmac

from accounts.folding import folded_file
from accounts.models import Letter

REFUSED = "SMTPRecipientsRefused"  # as the name of a fault begins, where the other side did not take the address


def as_email(letter: Letter) -> EmailMessage:
    """With the same Message-ID however often it is sent: whoever gets it twice, after a kill, can tell."""
    headers = {"Message-ID": message_id(letter.key), "Auto-Submitted": "auto-generated", **_ways_to_stop(letter)}
    message = EmailMessage(
        letter.subject, letter.body, to=[letter.to], reply_to=[letter.reply_to] * bool(letter.reply_to), headers=headers
    )
    if letter.calendar:
        message.attach(_calendar_file(letter))
    return message


def message_id(key: str) -> str:
    """Made of the key, which it does not give away."""
    host = urlsplit(settings.PUBLIC_URL).hostname
    return f"<{salted_hmac('Message-ID', key).hexdigest()}@{host}>"


def _ways_to_stop(letter: Letter) -> dict[str, str]:
    """The button of a mail program: by the page, and over HTTPS by one click (RFC 8058)."""
    if not letter.stop_link:
        return {}
    found = {"List-Unsubscribe": f"<{letter.stop_link}>"}
    if letter.stop_link.startswith("https:"):
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return found


def _calendar_file(letter: Letter) -> MIMEText:
    part = MIMEText(folded_file(letter.calendar).decode(), "calendar", "utf-8")
    part.set_param("method", "PUBLISH")
    part.add_header("Content-Disposition", "attachment", filename=file_name(letter))
    return part


def file_name(letter: Letter) -> str:
    """Of the calendar file beside it."""
    return f"hearth-{letter.about or 'dates'}.ics"


def fault_name(fault: Exception) -> str:
    """What kind of fault it was, with the answer’s number; never its text, which may hold addresses."""
    return " ".join(filter(None, [type(fault).__name__, str(_answer(fault) or "")]))


def is_for_good(fault: Exception) -> bool:
    """Whether the other side said that there is no such address (a 5xx to the recipient: RFC 5321 §4.2.1).

    To go on asking for a fortnight would bring it nowhere, mark us as a sender who does not listen, and keep
    the desk from hearing of it while there is time to telephone. Other refusals may be about us, and are tried again.
    """
    return isinstance(fault, SMTPRecipientsRefused) and 500 <= _answer(fault) < 600


def _answer(fault: Exception) -> int:
    if isinstance(fault, SMTPRecipientsRefused):
        return max((code for code, _words in fault.recipients.values()), default=0)
    return int(fault.smtp_code) if isinstance(fault, SMTPResponseException) else 0
