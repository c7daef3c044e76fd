"""Write down who there is: people who sign in, posts, groups with their members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import Hirer, Membership, User
from bookings.demo.cast import PASSWORD, Cast, Person
from bookings.models import Standing
from venues.models import Operator, Post, Venue

TRUSTED = (("great-tolverton-village-hall", "Tolverton Community Choir"), ("the-woolstore", "Loft Writers"))


@dataclass(frozen=True)
class Registry:
    """The people by address and the hirers by name; who runs a venue, by its slug."""

    users: Mapping[str, User]
    hirers: Mapping[str, Hirer]
    secretaries: Mapping[str, User]

    def contact_of(self, hirer: str) -> User:
        return self.users[self.hirers[hirer].contact_email]


def register(cast: Cast, venues: Mapping[str, Venue], now: datetime, refs: list[str]) -> Registry:
    """Everyone in the cast, each able to sign in with the one password."""
    users = _users(cast)
    hirers = _hirers(cast, users, now, refs)
    _own_hirers(cast, hirers)
    _posts(cast.people, users, venues, now.date())
    secretaries = {
        post.venue: users[person.email] for person in cast.people for post in person.posts if post.kind == "secretary"
    }
    for slug, name in TRUSTED:
        Standing.objects.create(
            venue=venues[slug], hirer=hirers[name], confirms_at_once=True, agreed_by=secretaries[slug], agreed_at=now
        )
    return Registry(users, hirers, secretaries)


def _users(cast: Cast) -> dict[str, User]:
    names = {person.email: person.name for person in cast.people}
    names |= {cast.address(hirer.contact): hirer.contact for hirer in cast.hirers}
    password = make_password(PASSWORD)
    made = User.objects.bulk_create(User(email=email, name=name, password=password) for email, name in names.items())
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in made
    )
    return {user.email: user for user in made}


def _hirers(cast: Cast, users: Mapping[str, User], now: datetime, refs: list[str]) -> dict[str, Hirer]:
    made = Hirer.objects.bulk_create(
        Hirer(
            ref=refs.pop(),
            name=hirer.name,
            kind=hirer.kind,
            charity_number=hirer.charity_number,
            contact_email=cast.address(hirer.contact),
            contact_phone=hirer.phone,
            serves_young=hirer.serves_young,
            created_at=now - timedelta(weeks=110),
        )
        for hirer in cast.hirers
    )
    Membership.objects.bulk_create(
        Membership(hirer=hirer, user=users[hirer.contact_email], role=Membership.Role.ORGANISER) for hirer in made
    )
    return {hirer.name: hirer for hirer in made}


def _own_hirers(cast: Cast, hirers: Mapping[str, Hirer]) -> None:
    for group in cast.groups:
        if group.own_use_of:
            Operator.objects.filter(slug=group.own_use_of).update(own_hirer=hirers[group.name])


def _posts(people: tuple[Person, ...], users: Mapping[str, User], venues: Mapping[str, Venue], today: date) -> None:
    Post.objects.bulk_create(
        Post(venue=venues[post.venue], user=users[person.email], kind=post.kind, since=today - timedelta(weeks=150))
        for person in people
        for post in person.posts
    )
