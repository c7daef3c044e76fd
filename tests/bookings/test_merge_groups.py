"""A group that was kept twice is made one by the desk, and two again where that was wrong."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.actions import invite
from accounts.likeness import name_key, phone_key
from accounts.models import Hirer, Letter, Look, Membership
from accounts.rights import ALL_THERE_IS, roles_in
from bookings.actions import NotMerged, merge_groups, set_standing, undo_merge
from bookings.desk.hirers import twins_of
from bookings.models import Merge, Standing
from tests.make import a_booking, a_group, a_post, a_user, a_venue, an_operator, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Operator

pytestmark = pytest.mark.django_db

NOW = timezone.now


@shared
def hall():
    return a_venue()


@shared
def ada(hall):
    return a_post(hall, "secretary").user


@shared
def desk(ada):
    return signed_in(ada)


_days = iter(range(30, 1000))


def a_hirer(hall, name, *, organiser=None, bookings=1, **fields):
    by = organiser or a_user(name.split()[-1])
    hirer = a_group(name, organiser=by, **fields)
    for _ in range(bookings):
        a_booking(the_room(hall, "main"), on=soon(30 + next(_days) % 500), by=by, hirer=hirer)
    return hirer


@pytest.fixture
def pair(hall):
    return a_hirer(hall, "Alder Vale Choir", bookings=2), a_hirer(hall, "Aldervale choir")


def at(name: str, hall, *more) -> str:
    return reverse(f"desk:{name}", args=[hall.slug, *more])


def state(*groups):
    """All that a merge touches."""
    return [
        (
            group.name,
            sorted(group.bookings.values_list("pk", flat=True)),
            sorted(group.memberships.values_list("user", "role", "may_book", "may_cancel", "may_see_money")),
            sorted(group.invitations.values_list("pk", flat=True)),
            sorted(group.standings.values_list("venue", "confirms_at_once")),
            type(group).objects.get(pk=group.pk).merged_into,
        )
        for group in groups
    ]


# Who may be one.


@pytest.mark.parametrize("name", ["Alder Vale Choir", "Aldervale choir", "The ALDER-VALE  Choir", "Álder Vale Choir"])
def test_a_name_written_another_way_is_the_same(name):
    assert name_key(name) == "aldervalechoir"


def test_other_names_are_others():
    names = ["Alder Vale Choir", "Alder Vale Youth Choir", "The", "合唱団", "3rd Scouts", "4th Scouts"]
    assert len({name_key(name) for name in names}) == len(names)


def test_a_phone_number_is_the_same_with_and_without_the_country():
    assert phone_key("01632 960001") == phone_key("+44 1632 960001") != phone_key("01632 960002")
    assert phone_key("999") == ""


def test_likely_twins_stand_on_the_desk_s_page_with_what_speaks_for_it(hall, desk):
    a_hirer(hall, "Alder Vale Choir", charity_number="1098765")
    a_hirer(hall, "Singers", charity_number="1098765")
    page = desk.get(at("hirers", hall)).content.decode()
    assert "the same charity number" in page
    assert page.count(">Look at both<") == 1


def test_two_charities_are_not_one_for_an_address_alone_and_the_page_warns_that_their_numbers_differ(hall, desk):
    one = a_hirer(hall, "Food bank", charity_number="9104932")
    other = a_hirer(hall, "Toddlers", charity_number="9105069")
    type(one).objects.filter(pk__in=[one.pk, other.pk]).update(contact_email="office@hearth.example")
    a_hirer(hall, "The Food Bank", charity_number="9104933")
    [twins] = twins_of(hall.operator)
    assert {twins.one.name, twins.other.name} == {"Food bank", "The Food Bank"}
    page = at("merge", hall, one.ref, other.ref)
    assert "Their charity numbers differ" in desk.get(page).content.decode()
    type(other).objects.filter(pk=other.pk).update(charity_number="")
    assert "Their charity numbers differ" not in desk.get(page).content.decode()


def test_households_the_hall_itself_and_the_forgotten_are_no_twins(hall):
    for name, fields in (
        ("Brook", {"kind": "household"}),
        ("Brook", {"kind": "household"}),
        ("Brook", {}),
        ("brook", {}),
    ):
        a_hirer(hall, name, **fields)
    Hirer.objects.filter(name="brook").update(forgotten_at=NOW())
    own = a_hirer(hall, "BROOK")
    Operator.objects.filter(pk=hall.operator_id).update(own_hirer=own)
    assert twins_of(Operator.objects.get(pk=hall.operator_id)) == []


@pytest.mark.once
def test_the_list_asks_as_much_for_twenty_as_for_ten(hall, desk, django_assert_max_num_queries):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    for number in range(10):
        a_hirer(hall, f"Choir {number}", charity_number="1098765" if number < 4 else "")
    with django_assert_max_num_queries(30) as few:
        desk.get(at("hirers", hall))
    for number in range(10, 20):
        a_hirer(hall, f"Choir {number}", contact_phone="01632 960001" if number < 14 else "")
    with django_assert_max_num_queries(len(few)):
        assert "Choir 19" in desk.get(at("hirers", hall)).content.decode()


def test_the_desk_finds_a_hirer_by_name(hall, desk, pair):
    a_hirer(hall, "Ramblers")
    page = desk.get(at("hirers", hall), {"q": "rambl"}).content.decode()
    assert "Ramblers" in page
    assert page.count('<th role="rowheader"') == 1
    assert "Nobody of this name" in desk.get(at("hirers", hall), {"q": "xyz"}).content.decode()


def test_who_opens_a_hirer_s_page_is_written_down(hall, desk, ada, pair):
    page = desk.get(at("hirer", hall, pair[0].ref)).content.decode()
    assert pair[0].contact_email.replace("@", "@<wbr>") in page or pair[0].contact_email in page
    look = Look.objects.get()
    assert (look.by, look.hirer, look.page, look.at_place) == (ada, pair[0], "desk:hirer", hall.slug)


def test_who_never_booked_here_has_no_page_here(hall, desk):
    assert desk.get(at("hirer", hall, a_group("Strangers").ref)).status_code == 404
    elsewhere = a_hirer(a_venue(operator=an_operator()), "Elsewhere")
    assert desk.get(at("hirer", hall, elsewhere.ref)).status_code == 404


# Making one of two.


def test_the_desk_makes_one_group_of_two(hall, desk, pair):
    kept, other = pair
    page = at("merge", hall, other.ref, kept.ref)
    before = state(*pair)
    shown = desk.get(page).content.decode()
    assert kept.contact_email.split("@")[0] in shown
    assert state(*pair) == before

    answer = desk.post(page, {"stays": kept.ref})
    assert answer["Location"] == at("hirer", hall, kept.ref)
    assert kept.bookings.count() == 3
    assert {one.user.name for one in kept.memberships.all()} == {"Choir", "choir"}
    other.refresh_from_db()
    assert other.merged_into == kept
    people = {one.user.email for one in kept.memberships.all()}
    assert set(Letter.objects.filter(kind="groups_merged").values_list("to", flat=True)) == {
        *people,
        kept.contact_email,
        other.contact_email,
    }
    assert "Aldervale choir" not in desk.get(at("hirers", hall)).content.decode().split("Hirers</caption>")[1]


def test_the_other_may_stay_instead(hall, desk, pair):
    desk.post(at("merge", hall, pair[0].ref, pair[1].ref), {"stays": pair[1].ref})
    pair[0].refresh_from_db()
    assert pair[0].merged_into == pair[1]


def test_which_one_stays_must_be_said(hall, desk, pair):
    for typed in ({}, {"stays": "another"}):
        assert desk.post(at("merge", hall, pair[0].ref, pair[1].ref), typed).status_code == 422
    assert not Merge.objects.exists()


def test_who_is_in_both_has_the_more_of_the_two(hall, ada, pair):
    kept, other = pair
    ben = other.memberships.get().user
    Membership.objects.create(hirer=kept, user=ben, role="member", may_book=True)
    mel = a_user("Mel")
    Membership.objects.create(hirer=kept, user=mel, role="member", may_cancel=True)
    Membership.objects.create(hirer=other, user=mel, role="member", may_see_money=True)
    merge_groups(kept, other, venue=hall, by=ada, at=NOW())
    assert roles_in(ben, kept) == ALL_THERE_IS
    assert roles_in(mel, kept) == {"member", "cancels", "sees money"}


def test_if_one_waits_for_an_answer_both_do(hall, ada, pair):
    kept, other = pair
    set_standing(hall, kept, at_once=True, by=ada, at=NOW())
    set_standing(hall, other, at_once=False, by=ada, at=NOW())
    merge = merge_groups(kept, other, venue=hall, by=ada, at=NOW())
    assert not Standing.objects.get(hirer=kept).confirms_at_once
    undo_merge(merge, by=ada, at=NOW())
    assert Standing.objects.get(hirer=kept).confirms_at_once


def test_the_old_link_leads_its_people_to_the_group_that_stays(hall, ada, pair):
    kept, other = pair
    theirs = signed_in(other.memberships.get().user)
    merge_groups(kept, other, venue=hall, by=ada, at=NOW())
    assert theirs.get(other.get_absolute_url())["Location"] == kept.get_absolute_url()
    assert signed_in(a_user("Cleo")).get(other.get_absolute_url()).status_code == 404
    assert theirs.get(reverse("groups:change", args=[other.ref])).status_code == 404
    assert theirs.get(reverse("groups:list")).content.decode().count("Alder") == 1


@pytest.mark.once
@pytest.mark.parametrize("who", ["household", "own", "forgotten", "elsewhere", "merged", "itself"])
def test_what_cannot_be_merged_is_said(hall, ada, pair, who):
    """The words of a form, whatever the database."""
    kept, other = pair
    if who == "household":
        other.kind = "household"
        other.save()
    elif who == "own":
        Operator.objects.filter(pk=hall.operator_id).update(own_hirer=other)
    elif who == "forgotten":
        other.forgotten_at = NOW()
        other.save()
    elif who == "elsewhere":
        a_booking(the_room(a_venue(), "main"), on=soon(9), by=other.memberships.get().user, hirer=other)
    elif who == "merged":
        merge_groups(a_hirer(hall, "A third"), other, venue=hall, by=ada, at=NOW())
    else:
        other = kept
    hall.refresh_from_db()
    with pytest.raises(NotMerged):
        merge_groups(kept, other, venue=hall, by=ada, at=NOW())
    assert Merge.objects.filter(kept=kept).count() == 0


def test_the_desk_hears_why_two_cannot_be_merged(hall, desk, pair):
    by = pair[1].memberships.get().user
    a_booking(the_room(a_venue(), "main"), on=soon(9), by=by, hirer=pair[1])
    page = at("merge", hall, pair[0].ref, pair[1].ref)
    assert "also books with another operator" in desk.get(page).content.decode()
    assert desk.post(page, {"stays": pair[0].ref}).status_code == 409


def test_the_site_s_staff_merge_what_books_with_two_operators(pair):
    kept, other = pair
    a_booking(the_room(a_venue(), "main"), on=soon(9), by=other.memberships.get().user, hirer=other)
    out = StringIO()
    call_command("merge_groups", kept.ref, other.ref, stdout=out)
    assert "Aldervale choir is one with Alder Vale Choir now" in out.getvalue()
    assert kept.bookings.count() == 4
    for refs in ((kept.ref, other.ref), ("nothing", other.ref)):
        with pytest.raises(CommandError):
            call_command("merge_groups", *refs)
    with pytest.raises(CommandError, match="ever booked"):
        call_command("merge_groups", a_group("One").ref, a_group("Two").ref)


# Making two again.


def test_an_undo_restores_exactly(hall, desk, ada, pair):
    kept, other = pair
    ben = other.memberships.get().user
    Membership.objects.create(hirer=kept, user=ben, role="member", may_book=True)
    Membership.objects.create(hirer=other, user=a_user("Mel"), role="member")
    invite(other, email="nina@hearth.example", role="member", by=ben, at=NOW())
    set_standing(hall, kept, at_once=True, by=ada, at=NOW())
    set_standing(hall, other, at_once=False, by=ada, at=NOW())
    before = state(kept, other)
    merge = merge_groups(kept, other, venue=hall, by=ada, at=NOW())
    assert state(kept, other) != before

    assert at("unmerge", hall, merge.pk) in desk.get(at("hirer", hall, kept.ref)).content.decode()
    page = desk.get(at("unmerge", hall, merge.pk)).content.decode()
    assert "stays as it is" not in page
    assert desk.post(at("unmerge", hall, merge.pk))["Location"] == at("hirers", hall)
    assert state(kept, other) == before
    merge.refresh_from_db()
    assert (merge.undone_by, merge.undone_at is None) == (ada, False)
    assert Letter.objects.filter(kind="merge_undone", to=ben.email).exists()
    assert desk.post(at("unmerge", hall, merge.pk)).status_code == 409


def test_what_has_changed_since_is_named_and_stays(hall, desk, ada, pair):
    kept, other = pair
    ben, mel = other.memberships.get().user, a_user("Mel")
    Membership.objects.create(hirer=kept, user=ben, role="member")
    Membership.objects.create(hirer=other, user=mel, role="member")
    merge = merge_groups(kept, other, venue=hall, by=ada, at=NOW())
    Membership.objects.filter(user=mel).delete()
    Membership.objects.filter(hirer=kept, user=ben).update(role="member")
    new = a_booking(the_room(hall, "main"), on=soon(600), by=ben, hirer=kept)
    page = desk.get(at("unmerge", hall, merge.pk)).content.decode()
    for words in ("1 person has left since", "was changed since, and stays so", "1 booking made since stays with"):
        assert words in page
    undo_merge(merge, by=ada, at=NOW())
    assert new in kept.bookings.all()
    assert roles_in(ben, kept) == {"member", "books", "cancels", "sees money"} - {"books", "cancels", "sees money"}
    assert roles_in(ben, other) == ALL_THERE_IS


def test_after_thirty_days_it_stays_as_it_is(hall, ada, pair):
    merge = merge_groups(*pair, venue=hall, by=ada, at=NOW() - timedelta(days=31))
    with pytest.raises(NotMerged, match="30 days"):
        undo_merge(merge, by=ada, at=NOW())


def test_what_was_merged_on_is_undone_in_turn(hall, ada, pair):
    first = merge_groups(*pair, venue=hall, by=ada, at=NOW())
    second = merge_groups(a_hirer(hall, "A third"), pair[0], venue=hall, by=ada, at=NOW())
    with pytest.raises(NotMerged, match="Undo that first"):
        undo_merge(first, by=ada, at=NOW())
    undo_merge(second, by=ada, at=NOW())
    undo_merge(first, by=ada, at=NOW())
    assert pair[1].bookings.count() == 1


def test_another_desk_does_not_undo_it(hall, ada, pair):
    merge = merge_groups(*pair, venue=hall, by=ada, at=NOW())
    other = a_venue()
    browser = signed_in(a_post(other, "secretary").user)
    assert browser.get(at("unmerge", other, merge.pk)).status_code == 404
