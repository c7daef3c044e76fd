"""Who may see and take what a group waits for."""

from __future__ import annotations

from django.http import Http404
from django.utils import timezone

from accounts import rights as accounts_rights
from accounts.rights import Person
from bookings import rights
from bookings.keys import is_key
from bookings.models import Wait
from bookings.waiting_keys import wait_of_key


def wait_for(user: Person, ref: str, page: str) -> Wait:
    """What a group of this person's waits for, or whoever has this link; raises Http404 for any other."""
    waits = Wait.objects.select_related("venue__operator", "room", "hirer", "category", "layout", "made_by", "became")
    wait = (
        waits.filter(pk=wait_of_key(ref, timezone.now()) or 0).first() if is_key(ref) else waits.filter(ref=ref).first()
    )
    if wait is None:
        raise Http404
    wait.opened_by = ref if is_key(ref) else ""
    if not may_with(user, wait, page):
        raise Http404
    return wait


def may_with(user: Person, wait: Wait, page: str) -> bool:
    """Whoever came by its own link may all that its hirer may."""
    roles = accounts_rights.ALL_THERE_IS if wait.opened_by else accounts_rights.roles_in(user, wait.hirer)
    return rights.allows(roles, page)


def letters_go_to(wait: Wait) -> str:
    """The group's own address, else that of whoever asked for it, themselves."""
    by = wait.made_by
    return rights.address_of(wait.hirer, by, None if wait.is_of_the_desk else by)
