"""Each letter that the system writes, brought about: by the name of its template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from unittest.mock import ANY

from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import actions as groups
from accounts.models import Hirer, Membership, User
from bookings import actions
from bookings.actions.ask_before_booking import ask_before_booking
from bookings.actions.ask_by_letter import ask_by_letter
from bookings.actions.ask_regulars import tell
from bookings.actions.cancel_for_them import cancel_as_they_ask, cancel_for_the_hall
from bookings.actions.close import close, print_of_sessions, what_it_hits
from bookings.actions.end_renewal import keep_renewals
from bookings.actions.judge_entitlement import end_entitlement, start_entitlement
from bookings.actions.keep_waiting_list import keep_waiting_list
from bookings.actions.look_round import accept_look_round, call_off_look_round, offer_look_round
from bookings.actions.price_afterwards import price_afterwards
from bookings.actions.remind import remind
from bookings.actions.send_digests import send_digests
from bookings.actions.send_link import send_links_again, send_new_link
from bookings.actions.take_off_charge import take_off_what_was_relet, waive_charge
from bookings.actions.tell_way_in import tell_way_in
from bookings.actions.write_in_thread import ask_hirer, write_to_hall
from bookings.afterwards import priced_afterwards
from bookings.models import Booking
from bookings.privacy.daily import keep_to_the_rules
from bookings.proof_letters import proof_asked
from bookings.waiting_letters import begun
from tests.guests import RUBY, a_guest_booking, a_guest_wait, as_form, typed
from tests.make import a_booking, a_group, a_metered_date, a_post, a_user, a_venue, soon, the_room
from tests.regulars import next_year_of
from tests.waiting import a_wait
from venues import actions as posts
from venues.actions.answer_complaint import acknowledge_complaint, answer_complaint
from venues.actions.comment_on_prices import comment_on_prices
from venues.actions.complain import complain
from venues.actions.set_way_in import set_way_in
from venues.files.contents import ClosureRow
from venues.models import Post, Venue

WEEK = timedelta(weeks=1)


@dataclass
class Cast:
    """Ada, Max and Mia manage the hall, Sue keeps its desk; Ben, Bea and Bob organise the choir, Mel sings in it."""

    hall: Venue
    choir: Hirer
    ada: User
    max: User
    mia: User
    sue: User
    ben: User
    bea: User
    bob: User
    mel: User

    def a_request(self, days: int, **fields) -> Booking:
        return a_booking(the_room(self.hall, "main"), on=soon(days), by=self.ben, hirer=self.choir, **fields)

    def post(self, user: User) -> Post:
        return self.hall.posts.get(user=user)

    def part(self, user: User) -> Membership:
        return self.choir.memberships.get(user=user)


def a_cast() -> Cast:
    hall = a_venue(email="desk@hearth.example")
    people = {name: a_user(name.title()) for name in ("ada", "max", "mia", "sue", "ben", "bea", "bob", "mel")}
    for user in people.values():
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for name in ("ada", "max", "mia"):
        a_post(hall, Post.Kind.MANAGER, people[name])
    a_post(hall, Post.Kind.SECRETARY, people["sue"])
    choir = a_group(organiser=people["ben"])
    for name, role in (("bea", "organiser"), ("bob", "organiser"), ("mel", "member")):
        Membership.objects.create(hirer=choir, user=people[name], role=role)
    Membership.objects.update(since=timezone.now() - 60 * WEEK)
    return Cast(hall=hall, choir=choir, **people)


CASES: dict[str, Callable[[Cast], object]] = {}


def writes(*names: str) -> Callable[[Callable[[Cast], object]], Callable[[Cast], object]]:
    def keep(case: Callable[[Cast], object]) -> Callable[[Cast], object]:
        CASES.update(dict.fromkeys((f"letters/{name}.txt" if "/" not in name else name for name in names), case))
        return case

    return keep


@writes("asked", "request_arrived", "confirmed", "cancelled", "date_cancelled")
def asked_confirmed_and_cancelled(cast: Cast) -> None:
    booking = cast.a_request(30)
    actions.confirm_booking(booking, by=cast.ada, at=timezone.now())
    actions.cancel_booking(booking, shown=ANY, by=cast.ben, at=timezone.now())


@writes("cancelled_by_hall")
def cancelled_at_the_desk(cast: Cast) -> None:
    sessions, at = cast.a_request(148, until=soon(155), confirmed=True).sessions.order_by("pk"), timezone.now()
    for_them, hall = sessions
    cancel_as_they_ask(for_them, shown=0, by=cast.sue, at=at)
    cancel_for_the_hall(hall, cause="works", reason="The boiler is broken.", by=cast.sue, at=at)


@writes("booked_at_once")
def booked_at_once(cast: Cast) -> None:
    actions.set_standing(cast.hall, cast.choir, at_once=True, by=cast.ada, at=timezone.now())
    cast.a_request(31)
    actions.set_standing(cast.hall, cast.choir, at_once=False, by=cast.ada, at=timezone.now())


@writes("declined")
def declined(cast: Cast) -> None:
    actions.decline_booking(cast.a_request(32), reason="policy", words="No.", by=cast.ada, at=timezone.now())


@writes("withdrawn")
def withdrawn(cast: Cast) -> None:
    actions.withdraw_booking(cast.a_request(33), by=cast.ben, at=timezone.now())


@writes("hold_lapsed", "request_waits", "expired")
def nobody_answers(cast: Cast) -> None:
    cast.a_request(34)
    actions.lapse_holds(timezone.now() + 2 * WEEK)
    actions.lapse_holds(timezone.now() + 6 * WEEK)


@writes("thread_received")
def asked_before_a_booking(cast: Cast) -> None:
    at, asked = timezone.now(), {"name": "Sam", "email": "sam@hearth.example", "text": "A stage?"}
    thread = ask_before_booking(cast.hall, **asked, to_look=True, at=at)
    room = the_room(cast.hall, "main")
    offer_look_round(thread, room, at + timedelta(days=40), "", by=cast.sue, at=at)
    accept_look_round(thread, by=None, at=at)
    call_off_look_round(thread, "Ill.", by=None, from_desk=False, at=at)


@writes("thread_to_them", "thread_to_desk")
def asked_about_a_request(cast: Cast) -> None:
    booking, at = cast.a_request(39), timezone.now()
    ask_hirer(booking, "Do you bring a piano?", by=cast.sue, at=at)
    write_to_hall(booking, "Two of them.", by=cast.ben, at=at)


@writes("charge_waived", "charge_relet", "relet_at_desk")
def a_charge_comes_off(cast: Cast) -> None:
    booking = cast.a_request(1, confirmed=True)
    actions.cancel_booking(booking, shown=ANY, by=cast.ben, at=timezone.now())
    session = booking.sessions.get()
    waive_charge(session, leaves=100, shown=session.cancellation_pence, reason="Ill.", by=cast.ada, at=timezone.now())
    scale = {"notice": "days", "unless_relet": True, "steps": [{"at_least": 7, "refund": "100"}]}
    Booking.objects.filter(pk=booking.pk).update(cancellation=scale)
    a_booking(the_room(cast.hall, "main"), on=soon(1), confirmed=True)
    take_off_what_was_relet(timezone.now())


@writes("wait_offered", "wait_ran_out")
def what_is_waited_for_becomes_free(cast: Cast) -> None:
    taken = cast.a_request(38, confirmed=True)
    a_wait(the_room(cast.hall, "main"), on=soon(38), hirer=cast.choir, by=cast.ben)
    actions.cancel_booking(taken, shown=ANY, by=cast.ben, at=timezone.now())
    keep_waiting_list(timezone.now() + timedelta(days=2))


@writes("wait_to_ring")
def somebody_without_email_is_rung(cast: Cast) -> None:
    a_wait(the_room(cast.hall, "main"), on=soon(55), hirer=Hirer.objects.create(name="Callers", kind="club"))
    keep_waiting_list(timezone.now())


@writes("wait_begun", "guest_wait_link")
def waited_for_without_an_account(cast: Cast) -> None:
    room, at = the_room(cast.hall, "main"), timezone.now()
    cast.a_request(53, confirmed=True, start=14, end=18)
    ask_by_letter(room, email=RUBY, typed=as_form(typed(soon(53))), page_key="a-page", at=at, to_wait=True)
    begun(a_guest_wait(room, soon(54)))


@writes("way_in")
def three_days_before(cast: Cast) -> None:
    party = a_guest_booking(the_room(cast.hall, "main"), soon(52))
    actions.confirm_booking(party, by=cast.ada, at=timezone.now())
    set_way_in(cast.hall, words="The code is 4711.", valid_from=soon(0), by=None, at=timezone.now())
    tell_way_in(party.sessions.get().starts_at - timedelta(days=1))


@writes("next_year")
def the_regulars_are_asked(cast: Cast) -> None:
    renewal = next_year_of(cast.a_request(47, confirmed=True), by=cast.sue)
    tell(renewal, renewal.slots.all())
    keep_renewals(renewal.ends_at - timedelta(days=7))


@writes("guest_link", "links_again", "new_link")
def without_an_account(cast: Cast) -> None:
    room = the_room(cast.hall, "main")
    party = a_guest_booking(room, soon(50))
    ask_by_letter(room, email=RUBY, typed=as_form(typed(soon(51))), page_key="a-page", at=timezone.now())
    send_links_again(RUBY, at=timezone.now())
    send_new_link(party, by=cast.ada, at=timezone.now())


@writes("reminder")
def two_days_before(cast: Cast) -> None:
    booking = cast.a_request(33, confirmed=True)
    remind(booking.sessions.get().starts_at - timedelta(days=1), since=None)


@writes("digest")
def the_desk_is_told_what_waits(cast: Cast) -> None:
    cast.a_request(40)
    cast.hall.digest = "waiting"
    cast.hall.save()
    at = timezone.now() + timedelta(days=1)
    send_digests(at.astimezone(cast.hall.tz).replace(hour=8), since=None)
    cast.hall.digest = "never"
    cast.hall.save()


@writes("kind_changed")
def the_desk_puts_the_kind_right(cast: Cast) -> None:
    cast.a_request(36)
    actions.change_kind(cast.choir, Hirer.Kind.CHARITY, venue=cast.hall, by=cast.sue, at=timezone.now())


@writes("closed")
def the_hall_is_shut(cast: Cast) -> None:
    cast.a_request(35)
    midnight, at = datetime.combine(soon(35), time()), timezone.now()
    row = ClosureRow(midnight, midnight + timedelta(days=1), (), "works", "The floor is sanded.")
    close(cast.hall, row, by=cast.sue, at=at, shown=print_of_sessions(what_it_hits(cast.hall, row, at=at)))


@writes("invitation")
def invited_to_the_group(cast: Cast) -> None:
    groups.invite(cast.choir, email=a_user("Nina").email, role="member", by=cast.ben, at=timezone.now())


@writes("organiser_ending", "organiser_stays", "let_go")
def organisers_part(cast: Cast) -> None:
    at = timezone.now()
    groups.end_membership(cast.part(cast.bea), by=cast.ben, at=at)
    groups.keep_organiser(cast.part(cast.bea), by=cast.bea)
    groups.end_membership(cast.part(cast.bob), by=cast.ben, at=at)
    groups.agree_to_let_go(cast.part(cast.bob), by=cast.bea, at=at)


@writes("handed_over")
def handed_over(cast: Cast) -> None:
    groups.hand_over(cast.part(cast.bea), cast.part(cast.mel), stays=True)


@writes("post_invitation", "colleague_invited")
def asked_to_a_post(cast: Cast) -> None:
    posts.invite_to_post(cast.hall, email="new@hearth.example", kind="manager", by=cast.ada, at=timezone.now())
    posts.invite_to_post(cast.hall, email=a_user("Tom").email, kind="trustee", by=cast.ada, at=timezone.now())


@writes("manager_ending", "manager_stays", "post_ended")
def managers_part(cast: Cast) -> None:
    at = timezone.now()
    posts.end_held_post(cast.post(cast.mia), by=cast.ada, at=at)
    posts.keep_post(cast.post(cast.mia), by=cast.mia, at=at)
    posts.end_held_post(cast.post(cast.max), by=cast.ada, at=at)
    posts.agree_to_end(cast.post(cast.max), by=cast.mia, at=at)


@writes("post_left")
def a_post_is_given_up(cast: Cast) -> None:
    posts.leave_post(cast.post(cast.sue), at=timezone.now())


@writes("groups_merged", "merge_undone")
def kept_twice(cast: Cast) -> None:
    other = a_group("Aldervale choir", organiser=a_user("Otto"))
    merge = actions.merge_groups(cast.choir, other, venue=cast.hall, by=cast.ada, at=timezone.now())
    actions.undo_merge(merge, by=cast.ada, at=timezone.now())


@writes("price_comment")
def somebody_writes_about_proposed_prices(cast: Cast) -> None:
    held, day = cast.hall.tariffs.get(), soon(30)
    proposed = {"proposed_at": timezone.now(), "comments_until": day, "proposal_words": "The roof."}
    document = {**held.document, "valid_from": day.isoformat()}
    draft = cast.hall.price_drafts.create(name="Prices", valid_from=day, document=document, **proposed)
    comment_on_prices(draft, name="Cy", email="cy@hearth.example", text="Too dear.", at=timezone.now())


@writes("proof_asked", "price_accepted", "price_ended")
def a_lower_price_is_proved(cast: Cast) -> None:
    at, category = timezone.now(), cast.hall.operator.categories.get(code="community")
    told = {"evidence": "known", "words": "They sing.", "review_on": soon(365)}
    claim = start_entitlement(cast.choir, category, **told, venue=cast.hall, by=cast.ada, at=at)
    claim.proof_by = soon(28)
    proof_asked(claim, cast.hall)
    end_entitlement(claim, words="No more.", venue=cast.hall, by=cast.ada, at=at)


@writes("priced_afterwards")
def the_meter_is_read(cast: Cast) -> None:
    session = a_metered_date(cast.a_request(37, confirmed=True))
    facts = {"units": Decimal(34)}
    shown = priced_afterwards(session, facts).fingerprint
    at = session.starts_at + WEEK
    price_afterwards(session, facts, shown_price=shown, by=cast.ada, at=at)


@writes("complaint_received", "complaint_arrived", "complaint_pressing", "complaint_acknowledged", "complaint_answered")
def a_complaint(cast: Cast) -> None:
    at = timezone.now()
    complaint = complain(cast.hall.operator, name="Cy", email="cy@hearth.example", words="Why?", at=at - 4 * WEEK)
    keep_to_the_rules(at)
    acknowledge_complaint(complaint, by=cast.ada, at=at)
    answer_complaint(complaint, words="Because.", by=cast.ada, at=at)


@writes("account_unused")
def an_account_not_used(cast: Cast) -> None:
    idle = a_user("Ida")
    User.objects.filter(pk=idle.pk).update(date_joined=timezone.now() - 103 * WEEK)
    keep_to_the_rules(timezone.now())


@writes("account/email/password_reset_key_message.txt", "account/email/unknown_account_message.txt")
def a_forgotten_password(cast: Cast) -> None:
    for email in (cast.ben.email, "nobody@hearth.example"):
        Client().post(reverse("account_reset_password"), {"email": email})


@writes("account/email/account_already_exists_message.txt")
def signed_up_twice(cast: Cast) -> None:
    Client().post(reverse("account_signup"), {"name": "Ben", "email": cast.ben.email, "password1": "a-kettle-of-tea"})
