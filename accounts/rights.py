"""Who may see and do what. Each app holds the part of the table that is its own; bookings joins them.

A row names a page or an act by the name of its URL, and who has it. Whoever has no
right to a thing is told that it is not there (404), never that it is forbidden.
"""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.utils import timezone

from accounts.models import Hirer, Membership, User

Person = User | AnonymousUser
Who = frozenset[str]

ANYONE = "anyone"
SIGNED_IN = "signed in"
MEMBER = Membership.Role.MEMBER.value
ORGANISER = Membership.Role.ORGANISER.value

BOOKS, CANCELS, SEES_MONEY = "books", "cancels", "sees money"  # what a member may have, and an organiser has
ALL_THERE_IS: Who = frozenset({ORGANISER, BOOKS, CANCELS, SEES_MONEY})

EVERYBODY: Who = frozenset({ANYONE})
THE_SIGNED_IN: Who = frozenset({SIGNED_IN})
MEMBERS: Who = frozenset({MEMBER, ORGANISER})
ORGANISERS: Who = frozenset({ORGANISER})
BOOKERS: Who = frozenset({BOOKS})
CANCELLERS: Who = frozenset({CANCELS})

PAGES: dict[str, Who] = {
    "groups:list": THE_SIGNED_IN,
    "groups:new": THE_SIGNED_IN,
    "groups:group": MEMBERS,
    "groups:change": ORGANISERS,
    "groups:invite": ORGANISERS,
    "groups:take_back": ORGANISERS,
    "groups:let_go": ORGANISERS,
    "groups:ending": ORGANISERS,
    "groups:member": ORGANISERS,
    "groups:hand_over": ORGANISERS,
    "groups:leave": MEMBERS,
    "groups:accept": THE_SIGNED_IN,  # and only with the token of the letter
    "unwanted": EVERYBODY,  # and only with the link of the letter
}

# The pages of django-allauth, which asks for the sign-in itself: what it does is held to this by the tests.
ONE_S_OWN = (
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "usersessions_list",
)
AT_THE_DOOR = (
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "mfa_authenticate",
    "mfa_login_webauthn",
)
ACCOUNT_PAGES: dict[str, Who] = dict.fromkeys(ONE_S_OWN, THE_SIGNED_IN) | dict.fromkeys(AT_THE_DOOR, EVERYBODY)


# Django's admin as a whole: site staff who took a second step (accounts/staff.py); to all others it is not there.
STAFF_PAGES: dict[str, Who] = {"admin:*": frozenset({"site staff"})}


def signed_in(request: HttpRequest) -> User:
    """Who asks, on a page that only the signed-in reach."""
    assert isinstance(request.user, User)
    return request.user


def group_for(user: Person, ref: str, page: str) -> Hirer:
    """The group, if this person may have this page of it; raises Http404 otherwise."""
    hirer = Hirer.objects.standing().filter(ref=ref).first()
    if hirer is None or not PAGES[page] & roles_in(user, hirer):
        raise Http404
    return hirer


def standing_for(hirer: Hirer | None) -> Hirer | None:
    """The group itself, or the one that it was merged into."""
    while hirer is not None and hirer.merged_into is not None:
        hirer = hirer.merged_into
    return hirer


def may_in(user: Person, hirer: Hirer, page: str) -> bool:
    """Whether to show the button; the act itself asks again."""
    return bool(PAGES[page] & roles_in(user, hirer))


def roles_in(user: Person, hirer: Hirer) -> Who:
    """What this person is to this hirer."""
    if not isinstance(user, User):
        return frozenset()
    membership = Membership.objects.filter(user=user, hirer=hirer).first()
    return frozenset() if membership is None else roles_of(membership, on=timezone.localdate())


def roles_of(membership: Membership, *, on: date) -> Who:
    """member or organiser, and what this one may do; nothing once they were let go."""
    if membership.ends_on is not None and membership.ends_on < on:
        return frozenset()
    if membership.is_organiser:
        return ALL_THERE_IS
    may = {BOOKS: membership.may_book, CANCELS: membership.may_cancel, SEES_MONEY: membership.may_see_money}
    return frozenset({MEMBER, *(word for word, has in may.items() if has)})


def sees_money(user: Person, hirer: Hirer) -> bool:
    return SEES_MONEY in roles_in(user, hirer)
