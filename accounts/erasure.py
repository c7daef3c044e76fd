"""Take a person, or a hirer, out of what accounts keeps; the rows stay, so that what hangs on them keeps its sums."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session as Browser
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.blotting import blot_out
from accounts.models import Hirer, Invitation, JournalEntry, Letter, Membership, Unwanted, User
from accounts.whole import whole

KEEP_THEIR_NAME = (Hirer.Kind.CHARITY, Hirer.Kind.CLUB, Hirer.Kind.PUBLIC)  # bodies of their own, not persons


def addresses_of(user: User) -> set[str]:
    """Every e-mail address of theirs, in small letters."""
    others = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return {user.email.lower(), *(email.lower() for email in others)}


@whole
def erase_user(user: User, *, at: datetime) -> None:
    """Nobody can be told from the row that is left; what they did stands as done by somebody who has left."""
    addresses, name = addresses_of(user), user.name
    Letter.objects.filter(is_to("to", addresses)).delete()
    Unwanted.objects.filter(email__in=addresses).delete()
    Invitation.objects.filter(is_to("email", addresses) | Q(invited_by=user)).delete()
    Membership.objects.filter(user=user).delete()
    Hirer.objects.filter(is_to("contact_email", addresses)).update(contact_email="")
    _sign_out_everywhere(user)
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    _empty(user, at)
    blot_out([name, *addresses])


def forget_hirers(keys: Sequence[int], *, at: datetime) -> int:
    """Contact, people and invitations go; so does the name, but that of a charity, a club or a public body."""
    hirers = Hirer.objects.filter(pk__in=keys, forgotten_at=None)
    refs = list(hirers.values_list("ref", flat=True))
    for kind, name in _names().items():
        hirers.filter(kind=kind).update(name=name)
    gone = hirers.update(contact_email="", contact_phone="", postal_address="", forgotten_at=at)
    Membership.objects.filter(hirer__in=keys).delete()
    Invitation.objects.filter(hirer__in=keys).delete()
    JournalEntry.objects.filter(subject_kind="hirer", subject_ref__in=refs).update(why="")
    return gone


def _names() -> dict[str, str]:
    household, group = _("A household whose name is no longer kept"), _("A group whose name is no longer kept")
    return {
        kind: household if kind == Hirer.Kind.HOUSEHOLD else group for kind in Hirer.Kind if kind not in KEEP_THEIR_NAME
    }


def is_to(field: str, addresses: set[str]) -> Q:
    """Rows with one of these addresses, however it is typed."""
    return Q(*((f"{field}__iexact", address) for address in sorted(addresses)), _connector=Q.OR)


def _sign_out_everywhere(user: User) -> None:
    browsers = UserSession.objects.filter(user=user)
    Browser.objects.filter(session_key__in=list(browsers.values_list("session_key", flat=True))).delete()
    browsers.delete()


def _empty(user: User, at: datetime) -> None:
    user.email = f"erased-{user.pk}@erased.invalid"  # one each; .invalid never reaches anybody (RFC 2606)
    user.name, user.last_login, user.erased_at = "", None, at
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
