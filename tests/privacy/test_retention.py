"""What is kept no longer goes, on its day and not before; hours, prices and figures stay as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session as Browser
from django.core.management import call_command
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from accounts import journal, outbox
from accounts.models import Disposal, Hirer, Invitation, JournalEntry, Letter, Look, Membership, User
from accounts.retention import Keep, rehearse, running, take_out
from accounts.retention.records import BROWSERS, JOURNAL, LETTERS
from bookings.models import Booking, Session, Standing
from bookings.privacy import daily
from bookings.privacy.rules import COMMENTERS, COMMENTS, COMPLAINTS, HIRERS, INVITATIONS, PEOPLE, REQUESTS, RULES
from tests.make import a_booking, a_group, a_post, a_user, a_venue, an_operator, signed_in, soon
from tests.privacy.long_ago import age, figures, long_ago, titles_in_the_library
from venues.actions.complain import complain
from venues.models import Complaint, PostInvitation, PriceComment, PriceDraft

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("keep", "words"),
    [
        (Keep(days=1), "1 day"),
        (Keep(months=6), "6 months"),
        (Keep(months=24), "24 months"),
        (Keep(months=72), "6 years"),
    ],
)
def test_a_time_in_words(keep, words):
    assert str(keep) == words


def test_every_kind_of_disposal_but_erasure_on_request_has_its_rule():
    assert {rule.kind for rule in RULES} == set(Disposal.Kind) - {Disposal.Kind.ERASED}


@pytest.mark.parametrize(("days", "goes"), [(170, False), (190, True)])
def test_what_was_typed_with_a_request_that_came_to_nothing_goes_after_six_months(days, goes):
    past = long_ago(days=days)
    assert bool(rehearse([REQUESTS], timezone.now())[0]) is goes
    assert bool(take_out(REQUESTS, timezone.now())) is goes
    past.refused.refresh_from_db()
    kept = past.refused.title, past.refused.message, past.refused.reason_words, past.refused.made_by
    assert (kept == (past.refused.get_purpose_display(), "", "", None)) is goes
    assert past.refused.reason_code == Booking.Reason.POLICY
    past.party.refresh_from_db()
    assert past.party.title == "Quillon is forty"  # what came to something is not touched


def test_a_batch_that_could_not_be_written_is_tried_again_and_counted_once(monkeypatch):
    """As where another run holds a SQLite file for long: what went with the batch that failed is back, and its line."""
    monkeypatch.setattr(running, "BATCH", 1)
    for number in range(2):
        outbox.post(f"old-{number}", kind="asked", to="a@hearth.example", subject="s", body="b")
    Letter.objects.update(sent_at=timezone.now() - timedelta(days=91))
    [step], busy = LETTERS.steps[-1:], iter([True, True, False, True, False])

    def take_out_when_it_can(*told):
        went = step.take_out(*told)
        if next(busy):
            raise OperationalError("database is locked")
        return went

    rule = replace(LETTERS, steps=(replace(step, take_out=take_out_when_it_can),))
    assert take_out(rule, timezone.now()) == 2
    assert not Letter.objects.exists()
    assert list(Disposal.objects.values_list("rows", flat=True)) == [2]


def test_who_only_asked_goes_with_the_request():
    past = long_ago(days=190)
    Booking.objects.filter(pk=past.party.pk).update(status=Booking.Status.WITHDRAWN)
    take_out(REQUESTS, timezone.now())
    past.household.refresh_from_db()
    assert "Quillonbird" not in past.household.name
    assert (past.household.contact_email, past.household.contact_phone) == ("", "")
    assert not Membership.objects.filter(hirer=past.household).exists()


@pytest.mark.parametrize(("days", "goes"), [(700, False), (760, True)])
def test_contacts_go_two_years_after_the_last_date(days, goes):
    past = long_ago(days=days)
    take_out(HIRERS, timezone.now())
    past.household.refresh_from_db()
    past.choir.refresh_from_db()
    assert (past.household.forgotten_at is not None) is goes
    assert ("Quillonbird" not in past.household.name) is goes
    assert (past.choir.contact_email == "") is goes
    assert (Standing.objects.count() == 0) is goes
    assert titles_in_the_library(past.party) == {past.party.ref}


def test_a_hirer_with_a_date_to_come_is_kept_however_old_it_is():
    past = long_ago(days=900)
    a_booking(by=past.ben, hirer=past.choir)
    take_out(HIRERS, timezone.now())
    past.choir.refresh_from_db()
    assert past.choir.contact_email


@pytest.mark.parametrize(("kind", "stays"), [("charity", True), ("club", True), ("public", True), ("informal", False)])
def test_a_body_keeps_its_name_and_a_person_does_not(kind, stays):
    hirer = a_group("Alder Vale Choir", kind=kind)
    age(timedelta(days=800))
    take_out(HIRERS, timezone.now())
    hirer.refresh_from_db()
    assert (hirer.name == "Alder Vale Choir") is stays
    assert hirer.contact_email == ""


def test_an_operator_never_loses_its_own_hirer():
    hirer = a_group("The hall itself")
    an_operator(own_hirer=hirer)
    age(timedelta(days=2000))
    assert take_out(HIRERS, timezone.now()) == 0


def test_figures_are_the_same_before_and_after():
    past = long_ago(days=760)
    at = timezone.now()
    before = figures(past.venue, at)
    assert daily.keep_to_the_rules(at)
    assert {gone.rule.kind for gone in daily.what_would_go(at) if gone.rows} == set()
    assert Hirer.objects.exclude(forgotten_at=None).count() == 2
    assert figures(past.venue, at) == before
    assert Session.objects.exclude(hire_pence=None).count() == 3


def test_an_account_is_warned_thirty_days_before_it_goes():
    cleo, now = a_user("Cleo"), timezone.now()
    age(timedelta(days=725))  # of some 730
    daily.keep_to_the_rules(now)
    letter = Letter.objects.get(to=cleo.email)
    daily.keep_to_the_rules(now + 29 * DAY)
    cleo.refresh_from_db()
    assert (cleo.erased_at, Letter.objects.filter(to=cleo.email).count()) == (None, 1)
    assert "sign in" in letter.body
    daily.keep_to_the_rules(now + 31 * DAY)
    cleo.refresh_from_db()
    assert cleo.erased_at
    assert (cleo.name, str(cleo), cleo.is_active) == ("", "somebody who has left", False)
    assert not Letter.objects.filter(to__startswith="cleo").exists()


def test_whoever_signs_in_upon_the_warning_stays():
    cleo, now = a_user("Cleo"), timezone.now()
    age(timedelta(days=725))
    daily.keep_to_the_rules(now)
    User.objects.filter(pk=cleo.pk).update(last_login=now + DAY)
    daily.keep_to_the_rules(now + 31 * DAY)
    cleo.refresh_from_db()
    assert cleo.erased_at is None


def test_who_holds_a_post_or_keeps_the_site_or_whose_group_meets_is_not_warned():
    ada, sam, ben = a_post(a_venue(), "secretary").user, a_user("Sam", is_staff=True), a_user("Ben")
    choir = a_group(organiser=ben)
    age(timedelta(days=1000))
    a_booking(by=ben, hirer=choir)
    Letter.objects.all().delete()
    daily.keep_to_the_rules(timezone.now())
    assert not Letter.objects.filter(to__in=[ada.email, sam.email, ben.email], kind="unused").exists()
    assert rehearse([PEOPLE], timezone.now()) == [0]


def test_letters_entries_looks_invitations_browsers_and_complaints_go_on_their_days():
    ada, choir, venue, now = a_user("Ada"), a_group(), a_venue(), timezone.now()
    outbox.post("old", kind="asked", to="a@hearth.example", subject="s", body="b")
    outbox.post("never printed", kind="asked", to="", subject="s", body="b", place="hall", hirer=a_group())
    Letter.objects.filter(to="").update(written_at=now - 91 * DAY)
    outbox.post("new", kind="asked", to="a@hearth.example", subject="s", body="b")
    Letter.objects.filter(key="old").update(sent_at=now - 91 * DAY)
    Letter.objects.filter(key="new").update(sent_at=now - 89 * DAY)
    old_entry, new_entry = journal.record(ada, "old", choir), journal.record(ada, "new", choir)
    JournalEntry.objects.filter(pk=old_entry.pk).update(at=now - 740 * DAY)
    Look.objects.create(hirer=choir, by=ada, page="desk:booking", at=now - 740 * DAY)
    ended = {"email": "n@hearth.example", "expires_at": now - 31 * DAY}
    Invitation.objects.create(hirer=choir, role="member", token_hash="1", invited_by=ada, **ended)
    PostInvitation.objects.create(venue=venue, kind="manager", token_hash="2", **ended)
    Browser.objects.create(session_key="a", session_data="", expire_date=now - 2 * DAY)
    Browser.objects.create(session_key="b", session_data="", expire_date=now + DAY)
    for years in (7, 5):
        answered = complain(venue.operator, name="Ida", email="i@hearth.example", words=f"{years}", at=now)
        Complaint.objects.filter(pk=answered.pk).update(answered_at=now - years * 365 * DAY)
    rules = (LETTERS, JOURNAL, INVITATIONS, BROWSERS, COMPLAINTS)
    assert rehearse(rules, now) == [2, 2, 2, 1, 1]
    assert [take_out(rule, now) for rule in rules] == [2, 2, 2, 1, 1]
    assert [take_out(rule, now) for rule in rules] == [0, 0, 0, 0, 0]
    assert Letter.objects.filter(key="new").exists()
    assert JournalEntry.objects.filter(pk=new_entry.pk).exists()
    assert Browser.objects.filter(session_key="b").exists()
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize(("days", "name", "stays"), [(170, "Ida", True), (190, "", True), (370, "", False)])
def test_who_wrote_about_proposed_prices_goes_before_what_they_wrote(days, name, stays):
    shown = {"proposed_at": timezone.now(), "comments_until": soon(-days)}
    draft = PriceDraft.objects.create(venue=a_venue(), name="x", valid_from=soon(), document={}, **shown)
    PriceComment.objects.create(draft=draft, name="Ida", email="ida@hearth.example", text="Dear.")
    for rule in (COMMENTERS, COMMENTS):
        take_out(rule, timezone.now())
    found = [(each.name, each.email, each.text) for each in PriceComment.objects.all()]
    assert found == ([(name, name and "ida@hearth.example", "Dear.")] if stays else [])


def test_many_go_in_batches_and_the_log_counts_them_all(monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(running, "BATCH", 10)
    now = timezone.now()
    Letter.objects.bulk_create(
        Letter(key=str(number), to="a@hearth.example", body="b", sent_at=now - 100 * DAY) for number in range(25)
    )
    with django_assert_max_num_queries(40):
        assert take_out(LETTERS, now) == 25
    assert Disposal.objects.get(kind="letters").rows == 25


def test_a_dry_run_says_how_much_and_changes_nothing():
    past = long_ago(days=760)
    said = StringIO()
    call_command("retention", "--dry-run", stdout=said)
    assert "2 of “Contacts of hirers not seen for long”, kept 24 months" in said.getvalue()
    assert "Quillon" not in said.getvalue()
    past.household.refresh_from_db()
    assert past.household.name == "Quillonbird family"
    assert not Disposal.objects.exists()


def test_a_dry_run_says_what_the_real_one_then_does_also_of_whoever_falls_under_two_rules():
    past, at = long_ago(days=800), timezone.now()
    Booking.objects.filter(pk=past.party.pk).update(status=Booking.Status.WITHDRAWN)  # the household only asked
    alone = sum(rehearse([rule], at)[0] for rule in RULES)
    said = [(gone.rule, gone.rows) for gone in daily.what_would_go(at)]
    assert sum(rows for _rule, rows in said) < alone
    assert said == [(gone.rule, gone.rows) for gone in daily.keep_to_the_rules(at)]


def test_tick_keeps_to_the_rules_once_a_day(monkeypatch):
    long_ago(days=760)
    said = StringIO()
    call_command("tick", stdout=said)
    assert "Contacts of hirers" in said.getvalue()
    monkeypatch.setattr(daily, "keep_to_the_rules", lambda at: pytest.fail("twice on one day"))
    call_command("tick", stdout=StringIO())
    assert daily.is_due(timezone.now() + DAY)


def test_the_page_of_what_went_says_that_it_is_of_the_whole_site():
    post = a_post(a_venue(), "manager")
    Disposal.objects.create(kind=Disposal.Kind.LETTERS, rows=1)
    page = signed_in(post.user).get(reverse("place:privacy_gone", args=[post.venue.slug])).content.decode()
    assert "of the whole site, not of this place alone" in page
