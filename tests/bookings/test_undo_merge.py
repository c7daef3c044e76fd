"""What has gone since two groups were made one stays gone when they are two again.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions import end_membership
from accounts.models import Letter, Membership
from bookings.actions import merge_groups, undo_merge
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, the_room

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("goes_by", ["leaving", "being let go"])
def test_who_was_in_both_and_is_gone_since_stays_gone(goes_by):
    hall, ben, bo, mel = a_venue(), a_user("Ben"), a_user("Bo"), a_user("Mel")
    ada = a_post(hall, "secretary").user
    kept, other = a_group(organiser=ben), a_group("Aldervale choir", organiser=bo)
    Membership.objects.create(hirer=kept, user=bo, role="organiser" if goes_by == "leaving" else "member")
    Membership.objects.create(hirer=other, user=mel, role="member")
    a_booking(the_room(hall, "main"), by=ben, hirer=kept)
    merge = merge_groups(kept, other, venue=hall, by=ada, at=timezone.now())
    own = kept.memberships.get(user=bo)
    if goes_by == "leaving":
        end_membership(own, by=bo, at=timezone.now())
    else:
        end_membership(own, by=ben, at=timezone.now())
        Membership.objects.filter(pk=own.pk).delete()  # the fortnight is over
    words = "1 person who was in both has left Alder Vale Choir since, and is in neither group."
    assert words in signed_in(ada).get(reverse("desk:unmerge", args=[hall.slug, merge.pk])).content.decode()
    stays = undo_merge(merge, by=ada, at=timezone.now())
    assert stays == [words, "Nobody organises Aldervale choir any longer."]
    assert not Membership.objects.filter(user=bo).exists()
    assert [one.user for one in other.memberships.all()] == [mel]
    assert words in Letter.objects.filter(kind="merge_undone").first().body
