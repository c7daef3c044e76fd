"""Where allauth asks us."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar
from urllib.parse import urlsplit, urlunsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts import outbox
from accounts.addresses import is_sendable, must_be_sendable


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "cannot_remove_primary_email": _("You cannot remove your main e-mail address."),
        "duplicate_email": _("You have added this e-mail address already."),
        "email_password_mismatch": _("This e-mail address and this password do not belong together. Check both."),
        "email_taken": _("Somebody has signed up with this e-mail address already."),
        "enter_current_password": _("This is not your password now. Type it again."),
        "incorrect_code": _("This is not the code we sent. Type the one in the newest letter."),
        "incorrect_password": _("This is not your password. Type it again."),
        "same_as_current": _("This is the address you have now. Type another."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes, then sign in again."),
        "unverified_primary_email": _("Confirm your main e-mail address first."),
    }

    def clean_email(self, email: str) -> str:
        must_be_sendable(email)
        return str(super().clean_email(email))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing goes to an address that cannot be; whoever typed it is told no more than anybody else."""
        if not is_sendable(email):
            return
        told = {"email": email, "hearth": settings.PUBLIC_URL}
        links = {name: _at_home(value) for name, value in context.items() if name.endswith("_url")}
        message = self.render_mail(template_prefix, email, {**told, **context, **links})
        try:
            message.send()
        except OSError:  # the mail server is away: the letter waits, the page goes on
            outbox.post(
                f"account-{uuid.uuid4().hex}",
                kind=outbox.ACCOUNT,
                to=email,
                subject=message.subject,
                body=str(message.body),
            )


def _at_home(link: str) -> str:
    """A letter's link under the name that this house gave itself, whatever name the browser asked for."""
    asked = urlsplit(link)
    return settings.PUBLIC_URL + urlunsplit(("", "", asked.path, asked.query, asked.fragment))
