"""Whose a lower price is: said by booking, asked for after some dates, shown, accepted or ended."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.models import JournalEntry, Letter, Look
from bookings.actions.ask_for_proof import ask_for_proof
from bookings.actions.declare import declare
from bookings.exceptions import NotPossible
from bookings.models import Booking
from tests.bookings.booking_page import typed
from tests.make import a_booking, a_group, a_post, a_user, a_venue, an_ask, book, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Category, Entitlement

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # what it asks of a database, others ask of both kinds


@shared
def hall():
    hall = a_venue(proof_after=3, proof_days=28)
    Category.objects.filter(code="community").update(who="Groups of the parish", proof="A charity number")
    return hall


@shared
def ben():
    return a_user("Ben")


@shared
def choir(ben):
    return a_group(organiser=ben)


@shared
def manager(hall):
    return signed_in(a_post(hall, "manager").user)


def a_series(hall, choir, ben, weeks=2, start=14, **fields) -> Booking:
    more = {"until": soon(start) + timedelta(weeks=weeks - 1)} if weeks > 1 else {}
    room = the_room(hall, "main")
    return a_booking(room, on=soon(start), by=ben, hirer=choir, confirmed=True, **more, **fields)


def asked(hall, choir, ben) -> Entitlement:
    a_series(hall, choir, ben, weeks=3)
    ask_for_proof(timezone.now())
    return Entitlement.objects.get()


def a_picture() -> SimpleUploadedFile:
    held = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Larkspur Lane"
    Image.new("RGB", (2600, 1800), "white").save(held, "JPEG", exif=exif)
    return SimpleUploadedFile("certificate.jpg", held.getvalue(), "image/jpeg")


# Said by booking.


def test_whoever_books_at_it_says_that_it_is_theirs_and_shows_nothing(hall, choir, ben):
    a_series(hall, choir, ben)
    claim = Entitlement.objects.get()
    assert (claim.hirer, claim.category.code, claim.operator) == (choir, "community", hall.operator)
    assert (claim.declared_by, claim.proof_by, claim.accepted_at) == (ben, None, None)
    a_series(hall, choir, ben, start=100)
    assert Entitlement.objects.count() == 1


def test_a_price_that_asks_for_none_is_not_written_down(hall, choir, ben):
    standard = hall.operator.categories.get(is_standard=True)
    standard.proof = "Nothing"
    standard.save()
    a_series(hall, choir, ben, category=standard)
    assert not Entitlement.objects.exists()


@pytest.mark.on_postgres
def test_one_row_whoever_says_it_at_the_same_moment(hall, choir, ben, monkeypatch):
    """Neither sees the other's row yet: the database keeps one."""
    category = hall.operator.categories.get(code="community")
    monkeypatch.setattr("venues.models.entitlement.EntitlementQuerySet.exists", lambda rows: False)
    for _twice in range(2):
        declare(choir, category, by=ben, at=timezone.now())
    assert Entitlement.objects.count() == 1


def test_the_booking_page_says_who_may_have_it_and_what_is_asked_later(hall, choir, ben):
    page = reverse("bookings:book", args=[hall.slug, "main"])
    told = signed_in(ben).get(page).content.decode()
    assert "Groups of the parish" in told
    assert "Proof, asked for after your first bookings: A charity number" in told
    check = signed_in(ben).post(page, typed(choir, on=soon(14).isoformat(), action="check")).content.decode()
    assert reverse("own:entitlements", args=[choir.ref]) in check


# Asked for.


def test_after_so_many_dates_it_is_asked_for_once_by_letter(hall, choir, ben):
    a_series(hall, choir, ben, weeks=2)
    assert ask_for_proof(timezone.now()) == 0
    a_series(hall, choir, ben, weeks=1, start=100)
    call_command("tick")
    claim = Entitlement.objects.get()
    assert claim.proof_by == timezone.localdate() + timedelta(days=28)
    letters = Letter.objects.filter(kind="proof_asked")
    assert {letter.to for letter in letters} == {choir.contact_email, ben.email}
    assert reverse("own:proof", args=[choir.ref, claim.pk]) in letters[0].body
    assert "What is asked: A charity number." in letters[0].body
    assert ask_for_proof(timezone.now()) == 0


def test_a_manager_asks_for_it_at_once_and_twice_is_once(hall, choir, ben, manager):
    a_series(hall, choir, ben, weeks=1)
    claim = Entitlement.objects.get()
    address = reverse("desk:entitlement", args=[hall.slug, claim.pk])
    assert signed_in(a_post(hall, "secretary").user).post(address, {"action": "ask"}).status_code == 404
    assert "Ask for proof now" in manager.get(address).content.decode()
    for _twice in range(2):
        page = manager.post(address, {"action": "ask"}, follow=True).content.decode()
        assert f"{choir.name} is asked by letter to show its proof by" in page
        assert "Ask for proof now" not in page
    claim.refresh_from_db()
    assert claim.proof_by == timezone.localdate() + timedelta(days=28)
    assert Letter.objects.filter(kind="proof_asked", to=ben.email).count() == 1
    assert JournalEntry.objects.get(verb="asked for proof").by.posts.get().kind == "manager"
    accept(manager, hall, claim)
    assert manager.post(address, {"action": "ask"}).status_code == 409


def test_only_dates_that_are_booked_at_that_price_count(hall, choir, ben):
    a_booking(the_room(hall, "main"), on=soon(14), until=soon(70), by=ben, hirer=choir)  # only asked for
    given = a_series(hall, choir, ben, weeks=3, start=100)
    Booking.objects.filter(pk=given.pk).update(category_reason="A gift")
    assert ask_for_proof(timezone.now()) == 0


def test_dates_at_every_hall_of_the_operator_count(hall, choir, ben):
    other = a_venue(operator=hall.operator, proof_after=99)
    a_series(hall, choir, ben, weeks=2)
    a_series(other, choir, ben, weeks=1)
    assert ask_for_proof(timezone.now()) == 1


def test_to_see_whom_to_ask_takes_as_many_questions_for_four_groups_as_for_two(hall):
    days = iter(range(14, 30))

    def questions() -> int:
        for _group in range(2):
            user = a_user()
            a_series(hall, a_group(organiser=user), user, weeks=1, start=next(days))
        with CaptureQueriesContext(connection) as asked:
            assert ask_for_proof(timezone.now()) == 0
        return len(asked)

    assert questions() == questions()


# Late.


def test_when_it_is_late_a_person_answers_and_nothing_booked_is_touched(hall, choir, ben, manager):
    hall.rooms.update(confirms_at_once=True)
    claim = asked(hall, choir, ben)
    at_once = a_booking(the_room(hall, "main"), on=soon(60), by=ben, hirer=choir)
    Entitlement.objects.update(proof_by=timezone.localdate() - timedelta(days=1))
    waits = a_booking(the_room(hall, "main"), on=soon(61), by=ben, hirer=choir)
    standard = hall.operator.categories.get(is_standard=True)
    other = a_booking(the_room(hall, "main"), on=soon(62), by=ben, hirer=choir, category=standard)
    assert [each.is_confirmed for each in (at_once, waits, other)] == [True, False, True]
    at_once.refresh_from_db()
    assert at_once.sessions.get().hire_pence == 1600

    page = reverse("bookings:book", args=[hall.slug, "main"])
    check = signed_in(ben).post(page, typed(choir, on=soon(63).isoformat(), action="check"))
    told = check.content.decode()
    assert "Proof is still wanted" in told
    assert reverse("own:proof", args=[choir.ref, claim.pk]) in told
    assert "Ask for this room" in told

    desk = manager.get(reverse("desk:requests", args=[hall.slug])).content.decode()
    assert "1 proof is late" in desk
    assert "was asked for by" in desk


# Shown.


def show(ben, claim, **more):
    return signed_in(ben).post(reverse("own:proof", args=[claim.hirer.ref, claim.pk]), more)


def test_a_number_will_do(hall, choir, ben):
    claim = asked(hall, choir, ben)
    assert show(ben, claim, evidence="number", number="Charity 1234567", words="").status_code == 303
    claim.refresh_from_db()
    assert (claim.evidence, claim.shown_words, claim.is_shown) == ("number", "Charity 1234567", True)


def test_a_paper_is_written_anew_and_only_managers_and_organisers_see_it(hall, choir, ben, manager):
    claim = asked(hall, choir, ben)
    assert show(ben, claim, evidence="file", file=a_picture()).status_code == 303
    claim.refresh_from_db()
    kept = Image.open(BytesIO(bytes(claim.shown_picture)))
    assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (2000, 1385), {})
    assert b"Larkspur" not in bytes(claim.shown_picture)

    own = reverse("own:proof_picture", args=[choir.ref, claim.pk])
    desk = reverse("desk:entitlement_picture", args=[hall.slug, claim.pk])
    for browser, address in ((signed_in(ben), own), (manager, desk)):
        seen = browser.get(address)
        assert (seen.status_code, seen["Content-Type"], seen["Cache-Control"]) == (
            200,
            "image/jpeg",
            "private, no-store",
        )
    for post in ("secretary", "treasurer", "trustee"):
        assert signed_in(a_post(hall, post).user).get(desk).status_code == 404
    assert signed_in(a_post(a_venue(), "manager").user).get(desk).status_code == 404
    assert Look.objects.filter(hirer=choir, page="desk:entitlement").exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({}, "evidence"),
        ({"evidence": "number", "number": " "}, "number"),
        ({"evidence": "known"}, "words"),
        ({"evidence": "file"}, "file"),
        ({"evidence": "file", "file": SimpleUploadedFile("x.jpg", b"no picture")}, "file"),
        ({"evidence": "known", "words": "x" * 201}, "words"),
    ],
)
def test_what_shows_nothing_is_told_beside_its_field(hall, choir, ben, wrong, field):
    claim = asked(hall, choir, ben)
    answer = show(ben, claim, **wrong)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    claim.refresh_from_db()
    assert claim.shown_at is None


# Accepted, or ended.


def accept(manager, hall, claim, **more):
    typed = {"action": "accept", "evidence": "number", "words": "1234567, looked up", "review_on": soon(365)}
    return manager.post(reverse("desk:entitlement", args=[hall.slug, claim.pk]), {**typed, **more})


def end(manager, hall, claim, words="You are not of the parish."):
    return manager.post(reverse("desk:entitlement", args=[hall.slug, claim.pk]), {"action": "end", "why": words})


def test_a_manager_accepts_it_with_what_shows_it_and_looks_again(hall, choir, ben, manager):
    claim = asked(hall, choir, ben)
    assert accept(manager, hall, claim).status_code == 303
    claim.refresh_from_db()
    assert (claim.evidence, claim.evidence_words, claim.review_on) == ("number", "1234567, looked up", soon(365))
    assert claim.accepted_by.posts.get().kind == "manager"
    assert Letter.objects.filter(kind="price_accepted", to=choir.contact_email).count() == 1
    desk = reverse("desk:requests", args=[hall.slug])
    assert manager.get(desk).context["work"].words == []
    Entitlement.objects.update(review_on=soon(30))
    assert manager.get(desk).context["work"].words == ["1 price to look at again"]
    page = signed_in(ben).get(reverse("bookings:book", args=[hall.slug, "main"])).content.decode()
    assert "The hall has accepted your proof." in page


@pytest.mark.parametrize("wrong", [{"evidence": ""}, {"words": ""}, {"review_on": "2020-01-01"}, {"review_on": ""}])
def test_nothing_is_accepted_without_what_shows_it(hall, choir, ben, manager, wrong):
    claim = asked(hall, choir, ben)
    assert accept(manager, hall, claim, **wrong).status_code == 422
    claim.refresh_from_db()
    assert claim.accepted_at is None


def test_a_secretary_reads_how_it_stands_and_who_decides(hall, choir, ben, manager):
    claim = asked(hall, choir, ben)
    show(ben, claim, evidence="file", file=a_picture())
    secretary = signed_in(a_post(hall, "secretary", a_user("Sal")).user)
    desk = secretary.get(reverse("desk:requests", args=[hall.slug])).content.decode()
    assert "1 proof to look at" in desk
    listed = secretary.get(reverse("desk:entitlements", args=[hall.slug]))
    assert reverse("desk:entitlement", args=[hall.slug, claim.pk]) in listed.content.decode()
    page = secretary.get(reverse("desk:entitlement", args=[hall.slug, claim.pk])).content.decode()
    assert "A manager of the hall: Ada." in page
    assert "Only a manager sees it." in page
    assert reverse("desk:entitlement_picture", args=[hall.slug, claim.pk]) not in page
    assert "Accept it" not in page
    assert accept(secretary, hall, claim).status_code == 404
    assert end(secretary, hall, claim).status_code == 404
    claim.refresh_from_db()
    assert (claim.accepted_at, claim.ended_at) == (None, None)
    theirs = secretary.get(reverse("desk:hirer", args=[hall.slug, choir.ref])).content.decode()
    assert reverse("desk:entitle", args=[hall.slug, choir.ref]) not in theirs


def test_once_ended_it_is_offered_no_more_and_what_is_agreed_stays(hall, choir, ben, manager):
    claim = asked(hall, choir, ben)
    assert end(manager, hall, claim).status_code == 303
    assert "You are not of the parish." in Letter.objects.filter(kind="price_ended")[0].body
    assert set(Booking.objects.get().sessions.values_list("hire_pence", flat=True)) == {1600}
    form = signed_in(ben).get(reverse("bookings:book", args=[hall.slug, "main"])).context["form"]
    assert list(form.categories) == ["standard"]
    with pytest.raises(NotPossible, match="has ended the price"):
        book(an_ask(the_room(hall, "main"), soon(90), hirer=choir), by=ben)
    assert show(ben, claim, evidence="number", number="1").status_code == 409
    assert (accept(manager, hall, claim).status_code, end(manager, hall, claim).status_code) == (409, 409)


def test_the_hall_begins_it_by_itself_for_whatever_kind_of_group(hall, ben, manager):
    company = a_group("Pilates Ltd", organiser=ben, kind="company")
    standard = hall.operator.categories.get(is_standard=True)
    a_booking(the_room(hall, "main"), on=soon(14), by=ben, hirer=company, category=standard)
    address = reverse("desk:entitle", args=[hall.slug, company.ref])
    typed_in = {"category": "community", "evidence": "known", "words": "Half of it is free.", "review_on": soon(365)}
    assert manager.post(address, {**typed_in, "category": "standard"}).status_code == 422
    assert manager.post(address, typed_in).status_code == 303
    assert manager.post(address, typed_in).status_code == 422  # it stands on the list already
    form = signed_in(ben).get(reverse("bookings:book", args=[hall.slug, "main"])).context["form"]
    assert set(form.categories) == {"standard", "community"}
    assert a_booking(the_room(hall, "main"), on=soon(21), by=ben, hirer=company).sessions.get().hire_pence == 1600


def test_the_list_takes_as_many_questions_for_twenty_rows_as_for_ten(hall, manager):
    category, address = hall.operator.categories.get(code="community"), reverse("desk:entitlements", args=[hall.slug])

    def questions() -> int:
        for _row in range(10):
            Entitlement.objects.create(operator=hall.operator, hirer=a_group(), category=category)
        with CaptureQueriesContext(connection) as asked:
            assert len(manager.get(address).context["claims"]) == min(20, Entitlement.objects.count())
        return len(asked)

    assert questions() == questions()
