"""Where allauth asks us."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter

from accounts.addresses import is_sendable, must_be_sendable


class AccountAdapter(DefaultAccountAdapter):
    def clean_email(self, email: str) -> str:
        must_be_sendable(email)
        return str(super().clean_email(email))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing goes to an address that cannot be; whoever typed it is told no more than anybody else."""
        if is_sendable(email):
            super().send_mail(template_prefix, email, context)
