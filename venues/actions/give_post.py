"""Give somebody a post in a venue, or end it; the rights come and go with it."""

from __future__ import annotations

from datetime import date, timedelta

from accounts import journal
from accounts.actions.add_person import add_person
from accounts.first_confirmed import holder_of, is_unconfirmed, take_from_whoever_began
from accounts.models import User
from accounts.whole import whole
from venues.models import Post, Venue


@whole
def give_post(venue: Venue, email: str, kind: str, *, name: str = "", on: date, by: User | None) -> tuple[Post, bool]:
    """The post, and whether the person is new here.

    Somebody new has no password: they sign in with a code that comes by letter; so do those
    whose account was begun by whoever knew the address. The same post twice is one.
    """
    user = holder_of(email)
    is_new = user is None or is_unconfirmed(user)
    if user is None:
        user = add_person(email, name)
    elif is_new:
        take_from_whoever_began(user)
    held = Post.objects.filter(venue=venue, user=user, kind=kind).held_on(on).first()
    if held is not None:
        return held, is_new
    post = Post.objects.create(venue=venue, user=user, kind=kind, since=on)
    journal.record(by, "gave a post", venue, why=f"{kind}: {user.pk}")
    return post, is_new


@whole
def end_post(venue: Venue, email: str, kind: str, *, on: date, by: User | None) -> int:
    """How many posts ended: this one, from this day on."""
    held = Post.objects.filter(venue=venue, user__email__iexact=email.strip(), kind=kind).held_on(on)
    ended = 0
    for post in held:
        ended += 1
        close_post(post, on=on)
        journal.record(by, "ended a post", venue, why=f"{kind}: {post.user_id}")
    return ended


def close_post(post: Post, *, on: date) -> None:
    """Its rights are gone from this day on; what would have handed it over leads nowhere."""
    post.handed_over_by.filter(accepted_at=None).delete()
    if post.since >= on:
        post.delete()
        return
    post.until, post.ending_asked_by = on - timedelta(days=1), None
    post.save(update_fields=["until", "ending_asked_by"])
