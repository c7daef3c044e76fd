"""Letters that nobody has to get: the link at their foot that stops them, and who has stopped which."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Unwanted

REMINDER, SUMMARY, MONTHLY = "reminder", "summary", "monthly"
KINDS: dict[str, Promise] = {
    REMINDER: _("Reminders of your dates"),
    SUMMARY: _("Summaries of what waits at the desk"),
    MONTHLY: _("The question how many came, once a month"),
}
SALT = "letters nobody has to get"


class Kind(NamedTuple):
    """What a link stops: letters of a kind to an address, from a place by its slug and its name."""

    email: str
    kind: str
    about: str
    place: str

    @property
    def words(self) -> Promise:
        return KINDS[self.kind]


def stop_link(kind: Kind) -> str:
    """The address of the page that stops them; it needs no account, and is good for as long as the letter is kept."""
    return settings.PUBLIC_URL + stop_path(kind)


def stop_path(kind: Kind) -> str:
    """The same, on this site."""
    return reverse("unwanted", args=[signing.dumps(kind, salt=SALT, compress=True)])


def read_link(said: str) -> Kind:
    """Raises Http404 for a link that we have not written."""
    try:
        return Kind(*signing.loads(said, salt=SALT))
    except signing.BadSignature:
        raise Http404 from None


def is_unwanted(kind: Kind) -> bool:
    return bool(unwanted_by([kind.email], kind.kind, kind.about))


def unwanted_by(emails: Iterable[str], kind: str, about: str) -> set[str]:
    """Of these addresses those that do not want it, in small letters; one question."""
    asked = {email.lower() for email in emails}
    rows = Unwanted.objects.filter(email__in=asked, kind=kind, about=about)
    return set(rows.values_list("email", flat=True))


def stop(kind: Kind) -> None:
    Unwanted.objects.get_or_create(email=kind.email.lower(), kind=kind.kind, about=kind.about)


def want_again(kind: Kind) -> None:
    Unwanted.objects.filter(email=kind.email.lower(), kind=kind.kind, about=kind.about).delete()
