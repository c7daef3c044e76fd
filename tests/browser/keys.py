"""What people hold in their hands to sign in: a letter, a telephone with an app, a device with a passkey."""

from __future__ import annotations

import hmac
import re
import time
from base64 import b32decode

from django.core import mail
from playwright.sync_api import Page


def code_of_the_letter(to: str) -> str:
    """The code in the newest letter to this address."""
    letter = next(letter for letter in reversed(mail.outbox) if letter.to == [to])
    return re.findall(r"^[A-Z0-9-]{6,9}$", letter.body, re.MULTILINE)[0]


def code_of_the_app(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    moment = int(time.time()) // 30
    digest = hmac.digest(b32decode(secret), moment.to_bytes(8), "sha1")
    place = digest[-1] & 15
    return f"{(int.from_bytes(digest[place : place + 4]) & 0x7FFFFFFF) % 1_000_000:06}"


def a_device(page: Page) -> None:
    """Give the browser a device that keeps passkeys, with a person who always says yes."""
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    options |= {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": options})
