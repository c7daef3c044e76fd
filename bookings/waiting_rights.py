"""Who may see and take what a group waits for."""

from __future__ import annotations

from django.http import Http404

from accounts import rights as accounts_rights
from accounts.rights import Person
from bookings import rights
from bookings.models import Wait


def wait_for(user: Person, ref: str, page: str) -> Wait:
    """What a group of this person's waits for; raises Http404 for any other."""
    waits = Wait.objects.select_related("venue__operator", "room", "hirer", "category", "layout", "made_by", "became")
    wait = waits.filter(ref=ref).first()
    if wait is None or not may_with(user, wait, page):
        raise Http404
    return wait


def may_with(user: Person, wait: Wait, page: str) -> bool:
    return rights.allows(accounts_rights.roles_in(user, wait.hirer), page)


def letters_go_to(wait: Wait) -> str:
    """The group's own address, else that of whoever asked for it, themselves."""
    return rights.address_of(wait.hirer, wait.made_by, wait.made_by)
