"""E-mail addresses that a letter can really be sent to."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.encoding import punycode
from django.utils.translation import gettext as _


def is_sendable(email: str) -> bool:
    """Whether its domain can be written as mail servers write it (RFC 5891: each part at most 63 letters)."""
    _name, _at, domain = email.rpartition("@")
    try:
        punycode(domain)
    except UnicodeError:
        return False
    return True


def must_be_sendable(email: str) -> None:
    """Raises ValidationError, in words, for an address that no letter could reach."""
    if not is_sendable(email):
        raise ValidationError(_("No letter can be sent to this address. Check the part after the @."))
