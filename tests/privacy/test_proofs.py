"""Proof for a lower price: in the group's own file, gone with the group, and gone some time after the price ended."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import Letter, Membership
from accounts.retention import take_out
from bookings.actions import merge_groups, undo_merge
from bookings.actions.erase_household import erase_household
from bookings.actions.erase_person import erase_person
from bookings.actions.forget import forget_hirers
from bookings.privacy.export import data_of
from bookings.privacy.rules import PROOFS
from bookings.proof_letters import proof_asked
from tests.make import a_booking, a_group, a_user, a_venue, soon
from tests.shared import shared
from venues.models import Entitlement, SpecialTerms

pytestmark = pytest.mark.django_db
AT = timezone.now


@shared
def hall():
    return a_venue()


def a_claim(hall, hirer, **fields) -> Entitlement:
    category = hall.operator.categories.get(code="community")
    paper = {"shown_at": AT(), "shown_picture": b"a paper", "shown_words": "1234567", "evidence": "file"}
    return Entitlement.objects.create(operator=hall.operator, hirer=hirer, category=category, **{**paper, **fields})


def agreed(hall, hirer, **fields) -> SpecialTerms:
    facts = {"agreed_by": "The committee", "agreed_on": soon(0), "since": soon(0), "words": "They sweep the hall."}
    return SpecialTerms.objects.create(venue=hall, hirer=hirer, percent_off=Decimal(20), **{**facts, **fields})


def test_organisers_find_it_in_their_file_and_others_do_not(hall):
    ben, mel = a_user("Ben"), a_user("Mel")
    choir = a_group(organiser=ben)
    Membership.objects.create(hirer=choir, user=mel, role=Membership.Role.MEMBER)
    a_claim(hall, choir, evidence_words="Known to Ada")
    agreed(hall, choir)
    claim, terms = data_of(ben, at=AT())["lower prices of groups you organise"]
    assert (claim["what was shown"], claim["a picture of a paper is kept"]) == ("1234567", True)
    assert terms["agreed with you"].startswith("20% off")
    assert data_of(mel, at=AT())["lower prices of groups you organise"] == []


@pytest.mark.parametrize(("days", "goes"), [(180, False), (190, True)])
def test_it_goes_half_a_year_after_the_price_ended(hall, days, goes):
    ended = {"ended_at": AT() - timedelta(days=days), "ended_words": "No more"}
    over, still = a_claim(hall, a_group(), **ended), a_claim(hall, a_group())
    assert take_out(PROOFS, AT()) == (1 if goes else 0)
    over.refresh_from_db()
    still.refresh_from_db()
    left = (over.shown_picture, over.shown_words, over.ended_words)
    assert (left == (None, "", "")) is goes
    assert still.shown_picture is not None
    assert take_out(PROOFS, AT()) == 0


def test_it_goes_with_a_household_that_asks(hall):
    booking = a_booking(hirer=a_group("Wren family", organiser=a_user(), kind="household"))
    claim = a_claim(booking.venue, booking.hirer)
    claim.proof_by = soon()
    proof_asked(claim, booking.venue)
    agreed(booking.venue, booking.hirer)
    booking.status = booking.Status.WITHDRAWN
    booking.save()
    erase_household(booking.hirer, booking.venue, by=a_user("Ada"), at=AT())
    assert not Entitlement.objects.exists()
    assert not SpecialTerms.objects.exists()
    assert not Letter.objects.filter(kind="proof_asked").exists()


def test_what_others_wrote_names_nobody_who_has_gone(hall):
    quill = a_user("Quillon Bird")
    choir = a_group(organiser=quill)
    Membership.objects.create(hirer=choir, user=a_user("Mel"), role=Membership.Role.ORGANISER)
    claim = a_claim(hall, choir, shown_words="You know Quillon Bird", evidence_words="Quillon Bird sings here")
    terms = agreed(hall, a_group(), agreed_by="Quillon Bird and others")
    erase_person(quill, at=AT())
    claim.refresh_from_db()
    terms.refresh_from_db()
    assert "Quillon" not in claim.shown_words + claim.evidence_words + terms.agreed_by
    assert claim.shown_picture is not None


# Two groups that become one.


def test_claims_and_terms_go_to_the_group_that_stays_and_back_again(hall):
    kept, given_up = a_group("Choir"), a_group("The Choir")
    claim, terms = a_claim(hall, given_up), agreed(hall, given_up)
    merge = merge_groups(kept, given_up, venue=hall, by=None, at=AT())
    for row in (claim, terms):
        row.refresh_from_db()
        assert row.hirer == kept
    undo_merge(merge, by=None, at=AT())
    for row in (claim, terms):
        row.refresh_from_db()
        assert row.hirer == given_up


def test_of_two_claims_to_one_price_the_accepted_one_comes_with_its_paper_and_goes_back(hall):
    kept, given_up = a_group("Choir"), a_group("The Choir")
    said = a_claim(hall, kept, shown_picture=b"another paper")
    facts = {"accepted_at": AT(), "evidence_words": "They sing.", "review_on": soon(365)}
    accepted = a_claim(hall, given_up, **facts)
    merge = merge_groups(kept, given_up, venue=hall, by=None, at=AT())
    assert (kept.entitlements.get(), given_up.entitlements.get()) == (accepted, said)
    assert bytes(kept.entitlements.get().shown_picture) == b"a paper"
    undo_merge(merge, by=None, at=AT())
    assert (kept.entitlements.get(), given_up.entitlements.get()) == (said, accepted)
    assert [bytes(claim.shown_picture) for claim in (kept.entitlements.get(), given_up.entitlements.get())] == [
        b"another paper",
        b"a paper",
    ]
    assert not Entitlement.objects.exclude(ended_at=None).exists()


def test_an_undo_leaves_what_was_said_anew_since(hall):
    kept, given_up = a_group("Choir"), a_group("The Choir")
    a_claim(hall, kept)
    accepted = a_claim(hall, given_up, accepted_at=AT())
    merge = merge_groups(kept, given_up, venue=hall, by=None, at=AT())
    Entitlement.objects.filter(pk=accepted.pk).update(ended_at=AT())
    anew = a_claim(hall, kept)
    undo_merge(merge, by=None, at=AT())
    assert list(kept.entitlements.all()) == [anew]
    assert accepted in given_up.entitlements.all()


def test_no_paper_is_left_of_two_groups_that_became_one_and_are_forgotten(hall):
    kept, given_up = a_group("Choir"), a_group("The Choir")
    a_claim(hall, kept)
    a_claim(hall, given_up, accepted_at=AT())
    merge_groups(kept, given_up, venue=hall, by=None, at=AT())
    forget_hirers([kept.pk], at=AT())
    assert not Entitlement.objects.exists()
