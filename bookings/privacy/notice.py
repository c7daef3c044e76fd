"""Who answers for the data of an operator's halls, and who hosts them: what is known of it, and what is not."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from venues.models import Operator, Venue


@dataclass(frozen=True)
class Host:
    """Whoever runs the machine; nothing where the settings do not say."""

    name: str
    contact: str
    is_demo: bool

    @classmethod
    def of_this_site(cls) -> Host:
        return cls(settings.HOST_NAME, settings.HOST_CONTACT, settings.DEMO)


@dataclass(frozen=True)
class Notice:
    """What one operator must tell people."""

    operator: Operator
    venues: list[Venue]

    @property
    def controller(self) -> str:
        """As the law knows it."""
        return self.operator.legal_name or self.operator.name

    @property
    def email(self) -> str:
        """Its own address for these questions, else that of a hall."""
        return self.operator.privacy_email or next((venue.email for venue in self.venues if venue.email), "")

    @property
    def phone(self) -> str:
        return self.operator.privacy_phone or next((venue.phone for venue in self.venues if venue.phone), "")

    @property
    def missing(self) -> list[str]:
        """What the manager has still to fill in, in words."""
        return missing(self.operator)


def missing(operator: Operator) -> list[str]:
    """What the privacy notice should say and does not; empty where it is complete."""
    needed: tuple[tuple[str, str | Promise], ...] = (
        (operator.privacy_address, _("a postal address for questions of privacy")),
        (operator.privacy_email, _("an e-mail address for questions of privacy")),
    )
    return [str(words) for value, words in needed if not value]


def notice_of(operator: Operator) -> Notice:
    return Notice(operator, list(operator.venues.public()))
