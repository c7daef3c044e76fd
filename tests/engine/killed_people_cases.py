"""What is done about people, their groups and posts, and what a hall keeps: to be killed between its writes."""

from __future__ import annotations

from django.utils import timezone

from accounts import actions as groups
from accounts.actions.import_areas import import_areas
from accounts.actions.import_index import import_index
from accounts.areas import Point
from accounts.areas.indices import Ranked, indices
from accounts.areas.tables import Placed
from accounts.first_confirmed import take_from_whoever_began
from accounts.models import Hirer
from bookings import actions
from bookings.actions.ask_before_booking import ask_before_booking
from bookings.actions.erase_household import erase_household
from bookings.actions.erase_person import erase_person
from bookings.actions.forget import forget_hirers, forget_words
from bookings.actions.forget_threads import forget_threads
from bookings.actions.link_report import end_report_link, prolong_report_link
from bookings.actions.make_pdf import (
    ask_for_linked_pdf,
    ask_for_pdf,
    do_not_make_linked_pdf,
    do_not_make_pdf,
    keep_linked_pdf,
    keep_pdf,
    throw_pdfs_away,
)
from bookings.actions.set_counting import set_counting
from bookings.actions.show_report import show_report_again, take_report_back
from bookings.counting import Counting
from tests import access_letter_cases as access_letter_cases
from tests.access_question_cases import asked as asked_about
from tests.cast import found_different
from tests.guests import a_guest_booking
from tests.letter_cases import Cast
from tests.make import a_group, a_user, soon, the_room
from tests.report_links import a_plain_report, a_project, a_report_link, an_issued_report
from venues import actions as posts
from venues.actions.be_away import be_away
from venues.actions.change_controller import change_controller
from venues.actions.forget_visitors import forget_questions, forget_reports
from venues.actions.keep_for_report import (
    Change,
    Fact,
    Kept,
    choose_changes,
    keep_for_report,
    keep_report_facts,
    keep_report_words,
)
from venues.actions.keep_keys import give_key, lose_key, strike_key, take_key_back
from venues.actions.keep_notes import change_note, throw_note_away, write_note
from venues.actions.keep_outages import change_outage, note_outage
from venues.actions.keep_pictures import describe_picture, move_picture, take_picture_away
from venues.actions.keep_projects import take_evidence_away, take_project_away
from venues.actions.promise_answers import promise_answers
from venues.actions.publish_conditions import publish_conditions
from venues.actions.set_way_in import set_way_in, take_way_in_away
from venues.actions.start_operator import start_operator
from venues.models import Picture


def a_group_and_its_people(cast: Cast) -> None:
    at, nina = timezone.now(), a_user("Nina")
    group = groups.make_group(Hirer(name="Ramblers", kind=Hirer.Kind.CLUB), by=cast.ben)
    group.contact_phone = "01632 960123"
    groups.change_group(group, fields=["contact_phone"], by=cast.ben, at=at)
    for email in (nina.email, "somebody@hearth.example"):
        invitation = groups.invite(group, email=email, role="member", by=cast.ben, at=at)
        if email == nina.email:
            part = groups.accept_invitation(invitation, by=nina, at=at)
        else:
            groups.take_back(invitation, by=cast.ben)
    groups.change_member(part, role="member", may_book=True, may_cancel=False, may_see_money=False, by=cast.ben)


def posts_of_a_hall(cast: Cast) -> None:
    at, today, told = timezone.now(), soon(0), {"by": cast.ada, "at": timezone.now()}
    posts.take_up_post(
        posts.invite_to_post(cast.hall, email=cast.mel.email, kind="caretaker", **told), by=cast.mel, at=at
    )
    posts.take_back_post(posts.invite_to_post(cast.hall, email="x@hearth.example", kind="trustee", **told), by=cast.ada)
    posts.set_end_of_post(cast.post(cast.sue), soon(300), **told)
    be_away(cast.hall, cast.sue, until=soon(3), on=today)
    for email in ("pia@hearth.example", "ole@hearth.example"):  # the second time, what is done inside is done by itself
        posts.give_post(cast.hall, email, "trustee", name="Pia", on=today, by=cast.ada)
    posts.end_post(cast.hall, email, "trustee", on=soon(1), by=cast.ada)
    actions.tell_apart(cast.choir, a_group("Alder Voices", organiser=cast.mel), venue=cast.hall, by=cast.ada, at=at)
    for name in ("Mill Lane Trust", "Mill Street Trust"):
        start_operator(name, manager="nell@hearth.example", by=None, at=at)
    take_from_whoever_began(a_user("Una"))
    for degrees in (52.4, 52.5):
        import_areas([Placed("ZZ5 4FV", Point(degrees, -2.5), "E01000001")])
        import_index(indices()["iod-2025"], [Ranked("E01000001", 1, 1, 1500)])


def what_a_hall_keeps(cast: Cast) -> None:
    hall, ada, at, today = cast.hall, cast.ada, timezone.now(), soon(0)
    keys = [
        give_key(hall, number=number, holder="Ida Wren", deposit_pence=1000, given_on=today, by=ada)
        for number in ("K1", "K2", "K3")
    ]
    take_key_back(keys[0], on=today, by=ada)
    lose_key(keys[1], on=today, by=ada)
    strike_key(keys[2], by=ada)
    note = write_note(hall, title="The boiler", text="Ring Mr Moss.", by=ada, at=at)
    note = change_note(note, title="The boiler", text="Ring Mrs Moss.", seen=note.at.isoformat(), by=ada, at=at)
    throw_note_away(note, seen=note.at.isoformat(), by=ada)
    broken = {"starts_on": today, "expected_on": None, "note": "A part is ordered.", "by": ada, "at": at}
    lift = note_outage(hall, fact="mov_lift", rooms=hall.rooms.all()[:1], **broken)
    mended = {"expected_on": None, "ends_on": today, "note": "", "by": ada, "at": at}
    change_outage(lift, seen=lift.updated_at.isoformat(), **mended)
    take_way_in_away(set_way_in(hall, words="The code is 4711.", valid_from=today, by=ada, at=at), by=ada)
    publish_conditions(hall, "Sweep the floor.", seen=0, by=ada, at=at)
    hall.operator.privacy_email = "trust@hearth.example"
    promise_answers(hall, days=3, by=ada)
    change_controller(hall.operator, hall, fields=["privacy_email"], by=ada)


def pictures_of_a_hall(cast: Cast) -> None:
    shown = {"venue": cast.hall, "alt": "The hall", "width": 800, "height": 450}
    for position, name in enumerate(("hall", "stage")):
        picture = Picture.objects.create(image=f"{name}.jpg", small=f"{name}-small.jpg", position=position, **shown)
    describe_picture(picture, alt="The stage", room=the_room(cast.hall, "main"), by=cast.ada)
    move_picture(picture, -1, by=cast.ada)
    take_picture_away(picture, by=cast.ada)


def a_report_is_filled_in(cast: Cast) -> None:
    told = {"by": cast.ada, "at": timezone.now()}
    keep_report_words(cast.hall, {"note": "A good year."}, **told)
    cost = Fact("cost", soon(-300), soon(64), 1_840_000)
    keep_report_facts(cast.hall, [cost], **told)
    keep_report_facts(cast.hall, [], [("cost", cost.starts_on)], **told)
    set_counting(cast.hall, Counting(pay_percent=150), **told)
    choose_changes(cast.hall, [Change("fault-1", soon(-3), "A light: mended.")], by=cast.ada)
    keep_for_report(cast.hall, Kept({"note": "A better year."}, [cost], changes=[]), **told)


def a_funder_is_shown(cast: Cast) -> None:
    project = a_project(cast.hall, cast.ada)
    a_report_link(cast.hall, an_issued_report(cast.hall), projects=[project], by=cast.ada)
    link, at = cast.hall.report_links.get(), timezone.now()
    asked = link.pdfs.get()
    keep_linked_pdf(asked, b"%PDF", shows="this", at=at)
    ask_for_linked_pdf(link, asked.report, "that", at=at)
    do_not_make_linked_pdf(asked)
    prolong_report_link(link, until=soon(60), by=cast.ada)
    end_report_link(link, by=cast.ada, at=timezone.now())
    take_evidence_away(project.evidence.all()[0], by=cast.ada)
    take_project_away(project, by=cast.ada)


def a_report_is_taken_back(cast: Cast) -> None:
    issued = a_plain_report(cast.hall, cast.ada, edition="public")
    take_report_back(issued, by=cast.ada, at=timezone.now())
    show_report_again(issued, by=cast.ada)


def a_pdf_is_thrown_away(cast: Cast) -> None:
    """One that is made goes, and one that is waited for is drawn once more; then nobody may have it."""
    at = timezone.now()
    for query in ("first=2025-01-01&last=2025-03-31", "first=2025-01-01&last=2025-12-31"):
        ask_for_pdf(cast.ada, cast.hall, query, at=at)
    made, waiting = cast.ada.report_pdfs.order_by("query")
    keep_pdf(made, b"%PDF", at=at)
    throw_pdfs_away(at=at)
    do_not_make_pdf(waiting)


def forgotten(cast: Cast) -> None:
    room, at = the_room(cast.hall, "main"), timezone.now()
    party = actions.withdraw_booking(a_guest_booking(room, soon(20)), by=None, at=at)
    erase_household(party.hirer, cast.hall, by=cast.ada, at=at)
    for name in ("Uma", "Vic"):
        erase_person(a_user(name), at=at)
    forget_words([cast.a_request(21).pk], at=at)
    forget_hirers([a_group("Ramblers", organiser=cast.mel).pk], at=at)
    asked = {"name": "Sam", "email": "sam@hearth.example", "text": "A stage?", "to_look": False}
    about = {"room": room, "email": "sam@hearth.example", "facts": ["wc_open"], "due_on": soon(1)}
    forget_questions([cast.hall.access_questions.create(**about).pk], at=at)
    forget_reports([found_different(cast.hall).pk], at=at)
    forget_questions([asked_about(room, "wc_baby", at=at).pk], at=at)
    forget_threads([ask_before_booking(cast.hall, **asked, at=at).pk], at=at)


OF_PEOPLE = (
    a_group_and_its_people,
    posts_of_a_hall,
    pictures_of_a_hall,
    a_report_is_filled_in,
    a_funder_is_shown,
    a_report_is_taken_back,
    a_pdf_is_thrown_away,
    forgotten,
    what_a_hall_keeps,
)
