"""Who may see and do what. Each app holds the part of the table that is its own; bookings joins them.

A row names a page or an act by the name of its URL, and who has it. Whoever has no
right to a thing is told that it is not there (404), never that it is forbidden.
"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest

from accounts.models import Hirer, Membership, User

Person = User | AnonymousUser
Who = frozenset[str]

ANYONE = "anyone"
SIGNED_IN = "signed in"
MEMBER = Membership.Role.MEMBER.value
ORGANISER = Membership.Role.ORGANISER.value

EVERYBODY: Who = frozenset({ANYONE})
THE_SIGNED_IN: Who = frozenset({SIGNED_IN})
MEMBERS: Who = frozenset({MEMBER, ORGANISER})
ORGANISERS: Who = frozenset({ORGANISER})

PAGES: dict[str, Who] = {
    "groups:list": THE_SIGNED_IN,
    "groups:new": THE_SIGNED_IN,
    "groups:group": MEMBERS,
    "groups:change": ORGANISERS,
    "groups:invite": ORGANISERS,
    "groups:take_back": ORGANISERS,
    "groups:let_go": ORGANISERS,
    "groups:leave": MEMBERS,
    "groups:accept": THE_SIGNED_IN,  # and only with the token of the letter
}


def signed_in(request: HttpRequest) -> User:
    """Who asks, on a page that only the signed-in reach."""
    assert isinstance(request.user, User)
    return request.user


def group_for(user: Person, ref: str, page: str) -> Hirer:
    """The group, if this person may have this page of it; raises Http404 otherwise."""
    hirer = Hirer.objects.filter(ref=ref).first()
    if hirer is None or not PAGES[page] & roles_in(user, hirer):
        raise Http404
    return hirer


def may_in(user: Person, hirer: Hirer, page: str) -> bool:
    """Whether to show the button; the act itself asks again."""
    return bool(PAGES[page] & roles_in(user, hirer))


def roles_in(user: Person, hirer: Hirer) -> Who:
    """What this person is to this hirer."""
    if not isinstance(user, User):
        return frozenset()
    return frozenset(Membership.objects.filter(user=user, hirer=hirer).values_list("role", flat=True))
