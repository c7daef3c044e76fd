"""What the address of each page is made of, in the world of tests/cast.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import Letter
from accounts.unwanted import REMINDER, SALT, Kind
from bookings.actions.link_report import token_of as token_of_link
from bookings.how_many import path_of
from bookings.models import DeskAct, LeftWish
from bookings.thread_links import token_of
from bookings.wish_links import link_of
from tests.guests import OF_GUESTS
from tests.report_links import A_KEY

if TYPE_CHECKING:
    from tests.cast import World

TOKEN, POST_TOKEN = "a-token-from-a-letter", "a-token-of-a-post"
STOPPED = ("ben@hearth.example", REMINDER, "alder-vale", "Alder Vale Hall")
PICTURE = "hall-0.png"
LETTER = "20260303-101500-1-0"


def files_of_the_world(letters: Path) -> None:
    """What of it is a file: a letter of the demo goes to the folder, the hall's picture where the settings say."""
    letters.mkdir()
    (letters / f"{LETTER[:-2]}.log").write_text("To: ben@hearth.example\nSubject: Hello\n\nDear Ben\n")
    default_storage.save(f"pictures/{PICTURE}", ContentFile(b"not looked at here"))


# What most pages of a kind are about; below, what others are.
USUAL: dict[str, Callable[[World], Any]] = {
    **dict.fromkeys(("venues", "place", "desk"), lambda world: world.venue.slug),
    **dict.fromkeys(("groups", "own"), lambda world: world.booking.hirer.ref),
    "bookings": lambda world: world.booking.ref,
}
ARGUMENTS: dict[str, Callable[[World], list[Any]]] = {
    **OF_GUESTS,
    "groups:take_back": lambda world: [world.booking.hirer.ref, world.booking.hirer.invitations.get().pk],
    "groups:let_go": lambda world: [world.booking.hirer.ref, world.member.pk],
    "groups:member": lambda world: [world.booking.hirer.ref, world.member.pk],
    "groups:ending": lambda world: [world.booking.hirer.ref, world.member.pk],
    "groups:accept": lambda world: [TOKEN],
    "unwanted": lambda world: [signing.dumps(Kind(*STOPPED), salt=SALT)],
    "place:people_take_back": lambda world: [world.venue.slug, world.venue.post_invitations.get().pk],
    "place:people_end": lambda world: [world.venue.slug, world.venue.posts.get(kind="trustee").pk],
    "place:people_ending": lambda world: [world.venue.slug, world.venue.posts.exclude(ending_asked_by=None).get().pk],
    "place:people_until": lambda world: [world.venue.slug, world.venue.posts.get(kind="trustee").pk],
    "place:keys_key": lambda world: [world.venue.slug, world.venue.keys.get().pk],
    "place:access_question": lambda world: [world.venue.slug, world.venue.access_questions.get().pk],
    "place:access_out_change": lambda world: [world.venue.slug, world.venue.outages.get().pk],
    "place:access_report": lambda world: [world.venue.slug, world.venue.access_reports.get().pk],
    **dict.fromkeys(("desk:needs", "desk:needs_state"), lambda world: [world.venue.slug, world.booking.ref]),
    "desk:task": lambda world: [world.venue.slug, world.task.pk, world.task.stated.booking.sessions.get().pk],
    "own:needs": lambda world: [],
    "bookings:different": lambda world: [world.booking.ref],
    "place:handover_note": lambda world: [world.venue.slug, world.venue.notes.get().pk],
    **dict.fromkeys(
        ("desk:fault", "desk:fault_picture"), lambda world: [world.venue.slug, world.venue.faults.get().pk]
    ),
    **dict.fromkeys(("desk:issued_report", "desk:issued_again"), lambda world: [world.venue.slug, 1]),
    "venues:report": lambda world: [world.venue.slug, 1],
    "venues:report_file": lambda world: [world.venue.slug, 1, "csv"],
    "desk:issued_file": lambda world: [world.venue.slug, 1, "csv"],
    "broken": lambda world: [world.venue.slug],
    "broken_room": lambda world: [world.venue.slug, "main"],
    "posts:accept": lambda world: [POST_TOKEN],
    "picture": lambda world: [PICTURE],
    **dict.fromkeys(
        ("venues:room", "venues:guide", "venues:guide_pdf", "venues:guide_ask", "venues:guide_json"),
        lambda world: [world.venue.slug, "main"],
    ),
    "bookings:book": lambda world: [world.venue.slug, "main"],
    **dict.fromkeys(("desk:report_rows", "desk:report_rows_csv"), lambda world: [world.venue.slug, "B1"]),
    "desk:slot": lambda world: [world.venue.slug, world.booking.slots.get().ref],
    "bookings:next_year": lambda world: [world.booking.slots.get().ref],
    "bookings:cancel_date": lambda world: [world.booking.ref, world.session.pk],
    **dict.fromkeys(
        ("bookings:wait", "bookings:wait_take", "bookings:wait_end"),
        lambda world: [world.venue.waits.exclude(made_by=None).get().ref],
    ),
    "desk:wait": lambda world: [world.venue.slug, world.venue.waits.exclude(made_by=None).get().ref],
    "desk:booking": lambda world: [world.venue.slug, world.booking.ref],
    "desk:asked_change": lambda world: [world.venue.slug, world.booking.asked_changes.get().pk],
    "desk:extend": lambda world: [world.venue.slug, world.booking.ref],
    "desk:end": lambda world: [world.venue.slug, world.booking.ref],
    "desk:change": lambda world: [world.venue.slug, world.booking.ref],
    "desk:confirm": lambda world: [world.venue.slug, world.booking.ref],
    "desk:decline": lambda world: [world.venue.slug, world.booking.ref],
    "desk:ask": lambda world: [world.venue.slug, world.booking.ref],
    "wish": lambda world: [link_of(LeftWish.objects.get(venue=world.venue)).rstrip("/").rpartition("/")[2]],
    **dict.fromkeys(("bookings:month", "bookings:month_whom"), lambda world: [_month(world)]),
    "desk:wish": lambda world: [world.venue.slug, LeftWish.objects.get(venue=world.venue).ref],
    "asked": lambda world: [token_of(world.question)],
    "for_funder": lambda world: [_of_a_link(world)],
    **dict.fromkeys(
        ("for_funder_report", "for_funder_pdf", "for_funder_csv", "for_funder_ods"),
        lambda world: [_of_a_link(world), world.venue.issued_reports.latest("number").number],
    ),
    "for_funder_picture": lambda world: [_of_a_link(world), _a_photo(world)],
    "desk:report_link": lambda world: [world.venue.slug, world.venue.report_links.get().pk],
    "desk:project": lambda world: [world.venue.slug, world.venue.projects.get().pk],
    "desk:evidence_picture": lambda world: [world.venue.slug, _a_photo(world)],
    "desk:thread": lambda world: [world.venue.slug, world.question.pk],
    "desk:answer": lambda world: [world.venue.slug, world.question.pk],
    "desk:category": lambda world: [world.venue.slug, world.booking.ref],
    **dict.fromkeys(("desk:tell_price", "desk:price_accepted"), lambda world: [world.venue.slug, world.booking.ref]),
    "desk:some": lambda world: [world.venue.slug, world.booking.ref],
    "desk:undo": lambda world: [world.venue.slug, DeskAct.objects.at(world.venue).latest("pk").pk],
    "desk:standing": lambda world: [world.venue.slug, world.booking.ref],
    "desk:hirer": lambda world: [world.venue.slug, world.booking.hirer.ref],
    "desk:kind": lambda world: [world.venue.slug, world.booking.hirer.ref],
    "desk:merge": lambda world: [world.venue.slug, world.booking.hirer.ref, world.twin.ref],
    "desk:unmerge": lambda world: [world.venue.slug, world.merge.pk],
    "desk:entitlement": lambda world: [world.venue.slug, world.claim.pk],
    "desk:entitlement_picture": lambda world: [world.venue.slug, world.claim.pk],
    "desk:entitle": lambda world: [world.venue.slug, world.booking.hirer.ref],
    "desk:terms_new": lambda world: [world.venue.slug, world.booking.hirer.ref],
    "desk:terms_end": lambda world: [world.venue.slug, world.booking.hirer.ref, world.venue.special_terms.get().pk],
    "own:proof": lambda world: [world.booking.hirer.ref, world.claim.pk],
    "own:proof_picture": lambda world: [world.booking.hirer.ref, world.claim.pk],
    "feed": lambda world: [TOKEN],
    **dict.fromkeys(("desk:letter", "desk:letter_pdf"), lambda world: [world.venue.slug, Letter.objects.get(to="").pk]),
    "desk:count": lambda world: [world.venue.slug, world.session.pk],
    "desk:hold": lambda world: [world.venue.slug, world.pencilled.pk],
    **dict.fromkeys(("desk:let_go", "desk:let_go_undo"), lambda world: [world.venue.slug, world.pencilled.pk]),
    "desk:confirmation": lambda world: [world.venue.slug, world.booking.ref],
    "desk:afterwards": lambda world: [world.venue.slug, world.session.pk],
    "desk:cancel_date": lambda world: [world.venue.slug, world.booking.ref, world.session.pk],
    "desk:waive": lambda world: [world.venue.slug, world.session.pk],
    "place:prices_change": lambda world: [world.venue.slug, "2020-01-01"],
    "place:prices_notice": lambda world: [world.venue.slug, "2020-01-01"],
    "place:prices_try": lambda world: [world.venue.slug, "2020-01-01"],
    "place:prices_simulation": lambda world: [world.venue.slug, f"draft-{world.venue.price_drafts.get().pk}"],
    "place:prices_rules": lambda world: [world.venue.slug, "2020-01-01"],
    "place:prices_rule_new": lambda world: [*_a_rule(world)[:2], "extras"],
    "place:prices_rule": lambda world: _a_rule(world),
    "place:prices_rule_away": lambda world: _a_rule(world),
    "place:prices_propose": lambda world: [world.venue.slug, f"draft-{world.venue.price_drafts.get().pk}"],
    "place:prices_comments": lambda world: [world.venue.slug, f"draft-{world.venue.price_drafts.get().pk}"],
    "place:prices_draft": lambda world: [world.venue.slug, f"draft-{world.venue.price_drafts.get().pk}"],
    "place:prices_category": lambda world: [world.venue.slug, "community"],
    "place:fair_new": lambda world: [world.venue.slug, "cap"],
    "place:fair_change": lambda world: [world.venue.slug, "kept", 1],
    "place:hours_change": lambda world: [world.venue.slug, "any_2020-12-31"],
    "place:terms_change": lambda world: [world.venue.slug, world.venue.operator.term_calendars.get().code],
    "place:closures_lift": lambda world: [world.venue.slug, world.venue.closures.get().pk],
    "place:pictures_change": lambda world: [world.venue.slug, world.venue.pictures.get().pk],
    "place:pictures_take_away": lambda world: [world.venue.slug, world.venue.pictures.get().pk],
    "place:rooms_room": lambda world: [world.venue.slug, "main"],
    "place:rooms_divide": lambda world: [world.venue.slug, "main"],
    "place:rooms_retire": lambda world: [world.venue.slug, "main"],
    "place:rooms_bring_back": lambda world: [world.venue.slug, "attic"],
    "place:access_walk_ask": lambda world: [world.venue.slug, "arr_street"],
    "place:access_entrance": lambda world: [world.venue.slug, "front"],
    "place:access_name": lambda world: [world.venue.slug, "front"],
    "place:access_room": lambda world: [world.venue.slug, "main"],
    "privacy:notice": lambda world: [world.venue.operator.slug],
    "privacy:complain": lambda world: [world.venue.operator.slug],
    "desk:complaint": lambda world: [world.venue.slug, world.venue.operator.complaints.get().ref],
    "desk:erase": lambda world: [world.venue.slug, world.booking.hirer.ref],
    "place:diary_check": lambda world: [world.venue.slug, world.venue.paper_diary_drafts.get().pk],
    "place:diary_out": lambda world: [world.venue.slug, world.venue.paper_diaries.get().pk],
    "letters:letter": lambda world: [LETTER],
}


def _of_a_link(world: World) -> str:
    """The token of the link that was given to a funder."""
    return token_of_link(world.venue, A_KEY)


def _a_photo(world: World) -> int:
    return world.venue.projects.get().evidence.get(kind="photo").pk


def _month(world: World) -> str:
    """The secret of the choir's letter about last month."""
    return path_of(world.booking.hirer.months_asked.get()).split("/")[-2]


def _a_rule(world: World) -> list[Any]:
    """The first occasion of the draft."""
    return [world.venue.slug, f"draft-{world.venue.price_drafts.get().pk}", "occasions", 1]
