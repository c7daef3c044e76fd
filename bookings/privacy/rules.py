"""Every kind of record with its rule: the notice prints them, the daily run obeys them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Disposal, User
from accounts.retention.records import BROWSERS, INVITATIONS_KEPT, JOURNAL, LETTERS, old_invitations
from accounts.retention.rules import Keep, Rule, Step, deleting
from bookings.actions.erase_person import CannotErase, erase_person
from bookings.actions.forget import forget_hirers, forget_words
from bookings.actions.forget_needs import forget_needs
from bookings.actions.forget_threads import forget_threads
from bookings.models import Thread
from bookings.privacy import use
from bookings.privacy.afterwards import FEEDBACK
from bookings.privacy.asked_for import ASKERS
from bookings.privacy.faults import FAULTS
from bookings.privacy.followed import links_ended
from bookings.privacy.for_funders import FUNDERS
from bookings.privacy.report_pdfs import REPORT_PDFS
from bookings.privacy.visiting import SOUGHT, VISITORS, WISHES
from venues.retention import (
    commenters_known,
    comments_closed,
    complaints_closed,
    keys_back,
    old_post_invitations,
    proofs_over,
)


def _forget_words(keys: Sequence[int], cutoff: datetime, at: datetime) -> int:
    return forget_words(list(use.requests_over(cutoff, at).filter(pk__in=keys).values_list("pk", flat=True)), at=at)


def _forget_those_who_only_asked(keys: Sequence[int], cutoff: datetime, at: datetime) -> int:
    still = use.hirers_of_requests_only(cutoff, at).filter(pk__in=keys)
    return forget_hirers(list(still.values_list("pk", flat=True)), at=at)


def _forget_the_unseen(keys: Sequence[int], cutoff: datetime, at: datetime) -> int:
    still = use.hirers_unseen(cutoff, at).filter(pk__in=keys)
    return forget_hirers(list(still.values_list("pk", flat=True)), at=at)


def _forget_threads(keys: Sequence[int], cutoff: datetime, at: datetime) -> int:
    still = use.threads_over(cutoff, at).filter(pk__in=keys)
    return forget_threads(list(still.values_list("pk", flat=True)), at=at)


def _erase_the_warned(keys: Sequence[int], cutoff: datetime, at: datetime) -> int:
    """One by one: whoever is still needed by a group or a hall is left as they are."""
    return sum(_was_erased(user, at) for user in use.accounts_warned(cutoff, at).filter(pk__in=keys))


def _was_erased(user: User, at: datetime) -> bool:
    try:
        return erase_person(user, at=at)
    except CannotErase:
        return False


def _forget_commenters(keys: Sequence[int], cutoff: datetime, at: datetime) -> int:
    return commenters_known(cutoff, at).filter(pk__in=keys).update(name="", email="")


def _forget_proofs(keys: Sequence[int], cutoff: datetime, at: datetime) -> int:
    gone = {"shown_picture": None, "shown_words": "", "evidence_words": "", "ended_words": ""}
    return proofs_over(cutoff, at).filter(pk__in=keys).update(**gone)


REQUESTS = Rule(
    kind=Disposal.Kind.ENQUIRIES,
    what=_(
        "A request that came to nothing: who asked, for what, and what was written to and fro; and who waited for "
        "hours that others had."
    ),
    why=_("To answer it, and to settle questions about the answer."),
    basis=_("Steps towards a contract that you asked for."),
    seen=_("Your group, and the hall’s officers."),
    keep=Keep(months=6),
    since=_("after it was refused, taken back or left without an answer, or the waiting ended"),
    then=_(
        "What was typed is deleted. Whoever has asked for nothing else goes with it. What stays is the kind of group, "
        "the hours and the reason, which count as unmet demand and name nobody."
    ),
    steps=(
        Step(use.requests_over, _forget_words),
        deleting(use.waits_over),
        Step(use.hirers_of_requests_only, _forget_those_who_only_asked),
    ),
)
HIRERS = Rule(
    kind=Disposal.Kind.CONTACTS,
    what=_(
        "Groups and households that book: name, kind, charity number, e-mail, phone, who belongs to them and what "
        "they may do, what the bookings were called and what was written about them."
    ),
    why=_("To agree on a room and to hold the agreement: to answer, remind, change and cancel."),
    basis=_("Contract: the booking."),
    seen=_("The group itself, and the hall’s officers. The caretaker sees the group’s name and what is on."),
    keep=Keep(months=24),
    since=_("after the last booking"),
    then=_(
        "E-mail, phone, people and what was typed are deleted, and the names of households, informal groups and "
        "businesses. A charity, a club or a public body keeps its name. What stays is the kind of group, the hours "
        "and the price, for the hall’s accounts and figures."
    ),
    steps=(Step(use.hirers_unseen, _forget_the_unseen),),
)
PEOPLE = Rule(
    kind=Disposal.Kind.PEOPLE,
    what=_("Your account: your name, your e-mail addresses, your password or passkey, and the posts you hold."),
    why=_("To sign you in, and to write to you about your bookings."),
    basis=_("Contract: the account that you asked for."),
    seen=_("You, the people of your groups, and the officers of halls where you have booked or hold a post."),
    keep=Keep(months=24),
    since=_("after you signed in last and your groups had their last date, if you hold no post"),
    then=_(
        "We write to you 30 days before. If you do not sign in, the account is erased. What you did stands as done "
        "by somebody who has left."
    ),
    steps=(Step(use.accounts_warned, _erase_the_warned),),
)
THREADS = Rule(
    kind=Disposal.Kind.THREADS,
    what=_(
        "A question to a hall before any booking, or the wish to look round: your name, your e-mail address, what was "
        "written to and fro, and the time asked about."
    ),
    why=_("To answer you, and to be there when you come to look."),
    basis=_("Steps towards a contract that you asked for."),
    seen=_("The hall’s officers. The caretaker sees your name on the day on which you come to look round."),
    keep=Keep(months=Thread.KEPT_MONTHS),
    since=_("after the last word"),
    then=_(
        "It is deleted. Where the time asked about was not free, the room, the time and the number of people stay: "
        "they count as unmet demand and name nobody."
    ),
    steps=(Step(use.threads_over, _forget_threads),),
)


def _forget_needs(keys: Sequence[int], cutoff: datetime, at: datetime) -> int:
    still = use.needs_over(cutoff, at).filter(pk__in=keys)
    return forget_needs(list(still.values_list("pk", flat=True)), at=at)


NEEDS = Rule(
    kind=Disposal.Kind.NEEDS,
    what=_(
        "What you said that those who come need of access, what the hall does about it, and whether it worked. It is "
        "never in the address of a page or the subject of a letter."
    ),
    why=_("To arrange it, and to have it ready when you come."),
    basis=_("Your consent: you say only what you want to say, and can change or delete it at any time."),
    seen=_(
        "You, and the hall’s managers and booking secretaries; whenever one of them looks, it is written down. A "
        "caretaker reads what to do, where and by when, and never why or for whom."
    ),
    keep=Keep(days=30),
    since=_("after the last date; at once where the booking is refused, taken back or cancelled"),
    then=_(
        "It is deleted, and so are letters about it, and the hall’s words where it refused because of access. How many "
        "such bookings of a month ended well stays, as a number that leads back to nobody. What you keep in your own "
        "account stays until you delete it there."
    ),
    steps=(Step(use.needs_over, _forget_needs),),
)


INVITATIONS = Rule(
    kind=Disposal.Kind.INVITATIONS,
    what=_("Invitations to a group or to a post: the e-mail address they went to."),
    why=_("So that the link in the letter works, and can be taken back."),
    basis=_("Legitimate interest: people who look after something together."),
    seen=_("The group’s organisers; for a post, the hall’s managers."),
    keep=INVITATIONS_KEPT,
    since=_("after the link stops working"),
    then=_("The invitation is deleted."),
    steps=(deleting(old_invitations), deleting(old_post_invitations)),
)
COMPLAINTS = Rule(
    kind=Disposal.Kind.COMPLAINTS,
    what=_("A complaint about how data were used: your name, your e-mail address, your words and the answer."),
    why=_("To answer you, and to show that we did."),
    basis=_("Legal obligation: the Data Protection Act 2018, section 164A."),
    seen=_("The managers of the operator’s halls."),
    keep=Keep(months=72),
    since=_("after it was answered: for so long it can be taken to court"),
    then=_("The complaint is deleted."),
    steps=(deleting(complaints_closed),),
)
COMMENTERS = Rule(
    kind=Disposal.Kind.COMMENTERS,
    what=_("Who said what they think of proposed prices: the name and the e-mail address, where they were given."),
    why=_("So that the hall can ask back."),
    basis=_("Legitimate interest: prices that people had a say in."),
    seen=_("The hall’s officers."),
    keep=Keep(months=6),
    since=_("after the last day on which people could write"),
    then=_("The name and the address are deleted; the words stay for as long as the next line says."),
    steps=(Step(commenters_known, _forget_commenters),),
)
COMMENTS = Rule(
    kind=Disposal.Kind.COMMENTS,
    what=_("What people said about proposed prices: their words."),
    why=_("To decide on the prices, and to tell afterwards what was said."),
    basis=_("Legitimate interest: prices that people had a say in."),
    seen=_("The hall’s officers."),
    keep=Keep(months=12),
    since=_("after the last day on which people could write"),
    then=_("The words are deleted."),
    steps=(deleting(comments_closed),),
)
PROOFS = Rule(
    kind=Disposal.Kind.PROOFS,
    what=_("Proof that a lower price is a group’s: the number, the words or the picture of a paper that it sent."),
    why=_("To know that a concession goes to whom it is meant for, and to be able to show it."),
    basis=_("Contract: the price that was agreed."),
    seen=_("The managers of the operator’s halls, and the group’s organisers."),
    keep=Keep(months=6),
    since=_("after the price has ended for the group, or was refused"),
    then=_("What was sent and what was written about it are deleted. What stays is that the group had the price."),
    steps=(Step(proofs_over, _forget_proofs),),
)

FOLLOWED = Rule(
    kind=Disposal.Kind.FOLLOWED,
    what=_("That you made a secret address to follow dates in your own calendar: of what, when, and when it was read."),
    why=_("So that it works, and that you can see whether it is in use and end it."),
    basis=_("Contract: you asked for the address."),
    seen=_("Only you. Whoever has the address reads the dates that you may see."),
    keep=Keep(days=30),
    since=_("after you ended it"),
    then=_("It is deleted."),
    steps=(deleting(links_ended),),
)

DIARIES = Rule(
    kind=Disposal.Kind.DIARIES,
    what=_("A spreadsheet of a hall’s old diary, while the hall looks through it: who hired which room, and when."),
    why=_("To bring the hall’s bookings in, wholly and without mistakes."),
    basis=_("Contract: the bookings that stand in it."),
    seen=_("The hall’s managers and booking secretaries."),
    keep=Keep(days=1),
    since=_("after the hall sent it"),
    then=_("The spreadsheet is deleted. What was brought in is a booking like any other."),
    steps=(deleting(use.diaries_left_lying),),
)
GUESTS = Rule(
    kind=Disposal.Kind.GUESTS,
    what=_("What you typed to hire once without an account: name, e-mail, phone, what it is for, and what is needed."),
    why=_("So that the link in our letter shows it once more, and asks for it."),
    basis=_("Steps towards a contract that you asked for."),
    seen=_("Only whoever has the link."),
    keep=Keep(days=1),
    since=_("after our letter"),
    then=_("It is deleted. What was asked for by the link is a booking like any other."),
    steps=(deleting(use.guests_gone),),
)
KEYS = Rule(
    kind=Disposal.Kind.KEYS,
    what=_(
        "Who has a key of the hall, by name only: its number, the money held for it, when it was given and came back."
    ),
    why=_("To know who can get in, and to give the money back."),
    basis=_("Contract: the loan of the key."),
    seen=_("The hall’s managers, booking secretaries and caretakers. Ask them what stands there of you."),
    keep=Keep(months=12),
    since=_("after the key came back"),
    then=_("The line is deleted. A key that is out or lost stays on the register."),
    steps=(deleting(keys_back),),
)
RULES: tuple[Rule, ...] = (
    REQUESTS,
    THREADS,
    VISITORS,
    FAULTS,
    WISHES,
    SOUGHT,
    ASKERS,
    NEEDS,
    FEEDBACK,
    HIRERS,
    PEOPLE,
    LETTERS,
    INVITATIONS,
    JOURNAL,
    COMPLAINTS,
    COMMENTERS,
    COMMENTS,
    PROOFS,
    FOLLOWED,
    DIARIES,
    GUESTS,
    KEYS,
    FUNDERS,
    REPORT_PDFS,
    BROWSERS,
)
