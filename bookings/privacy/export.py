"""All that is kept of one person, as one file that people and programs can read."""

from __future__ import annotations

from datetime import date, datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts import erasure
from accounts.models import Invitation, JournalEntry, Letter, Look, Membership, User
from accounts.rights import SEES_MONEY, roles_of
from accounts.unwanted import SUMMARY
from bookings import access_letters, needs_letters
from bookings.models import Booking, Session
from bookings.privacy import needed, written
from bookings.privacy.afterwards import said_afterwards
from bookings.privacy.followed import calendars_followed
from bookings.privacy.guests import guests
from bookings.privacy.told import Told, moment
from bookings.privacy.waited_for import waited_for
from bookings.terms import terms_words
from venues.models import Entitlement, Post, PostInvitation, SpecialTerms

WRITTEN_AT_THE_DESK = (
    "request_arrived",
    "request_waits",
    "booked_at_once",
    "date_cancelled",
    "withdrawn",
    "thread_to_desk",
    "changed_by_hirer",
    *needs_letters.TO_DESK,
    SUMMARY,
)
ABOUT_OTHERS = (
    "complaint_arrived",
    "complaint_pressing",
    "colleague_invited",
    "price_comment",
    "access_report",
    "fault_told",
    access_letters.PASSED,
)


def data_of(user: User, *, at: datetime) -> Told:
    """In a fixed number of questions. Of others it tells nothing: no names, no addresses, no words of theirs."""
    today = timezone.localdate(at)
    belonging = user.memberships.select_related("hirer").order_by("pk")
    memberships = [each for each in belonging if roles_of(each, on=today)]
    return {
        "about this file": {
            "what it is": "Everything that Hearth keeps about you, and what your groups keep that you may see",
            "made at": moment(at),
            "how long it is kept, and your rights": settings.PUBLIC_URL + reverse("privacy"),
            "times": "in Coordinated Universal Time; prices in pence",
        },
        "you": _person(user),
        "where you are signed in": [_browser(found) for found in UserSession.objects.filter(user=user).order_by("pk")],
        "your groups": [_group(membership, today) for membership in memberships],
        "bookings of your groups": _bookings(memberships, user, today),
        "hires not yet asked for, begun without an account": guests(user),
        "what your groups wait for": waited_for(memberships, user),
        "posts you hold or held": [_post(post) for post in _posts(user)],
        "invitations to you": _invitations(user),
        "calendars you follow": calendars_followed(user),
        "letters to you": [_letter(letter) for letter in _letters(user)],
        "lower prices of groups you organise": _prices(memberships),
        "what you did": [_act(entry) for entry in JournalEntry.objects.filter(by=user).order_by("at", "pk")],
        "who opened a page with your groups' contact": _looks(memberships),
        "what you asked before a booking": written.questions(user),
        "wishes you left": written.left_wishes(user),
        "what you asked about access": written.about_access(user),
        "what you need, kept in your account": needed.kept_in_account(user),
        "what was said to be needed with bookings": needed.said_with_bookings(memberships, today),
        "what your groups said afterwards": said_afterwards(memberships),
        "what you found different": written.found_different(user),
        "faults you told of": written.faults_told(user),
        "what was written about bookings": written.written_about_bookings(
            user, [each.hirer_id for each in memberships]
        ),
        "letters you do not want": written.letters_stopped(user),
        "complaints you made": written.complaints(user),
        "what you said about proposed prices": written.comments(user),
    }


def _person(user: User) -> Told:
    addresses = EmailAddress.objects.filter(user=user).order_by("pk")
    return {
        "name": user.name,
        "e-mail": user.email,
        "e-mail addresses": [{"address": each.email, "confirmed": each.verified} for each in addresses],
        "signed up at": moment(user.date_joined),
        "signed in last at": moment(user.last_login),
        "has a password": user.has_usable_password(),
        "second steps and passkeys": [
            {
                "kind": key.get_type_display(),
                "added at": moment(key.created_at),
                "used last": moment(key.last_used_at),
            }
            for key in Authenticator.objects.filter(user=user).order_by("pk")
        ],
    }


def _browser(found: UserSession) -> Told:
    return {
        "browser": found.user_agent,
        "address on the network": found.ip,
        "signed in at": moment(found.created_at),
        "seen last at": moment(found.last_seen_at),
    }


def _group(membership: Membership, today: date) -> Told:
    group = membership.hirer
    return {
        "name": group.name,
        "kind": group.get_kind_display(),
        "charity number": group.charity_number,
        "e-mail for letters": group.contact_email,
        "phone": group.contact_phone,
        "postal address": group.postal_address,
        "mainly for children or young people": group.serves_young,
        "made at": moment(group.created_at),
        "your part": membership.role,
        "what you may do": sorted(roles_of(membership, on=today)),
        "you belong to it since": moment(membership.since),
    }


def _bookings(memberships: list[Membership], user: User, today: date) -> list[Told]:
    """Prices only where the person may see the money of that group."""
    by_group = {each.hirer_id: SEES_MONEY in roles_of(each, on=today) for each in memberships}
    found = Booking.objects.filter(hirer__in=by_group).order_by("pk")
    found = found.select_related("venue", "hirer")
    told = found.prefetch_related(
        "sessions__rooms", "sessions__extras", "refused_dates", "acceptances__conditions__venue"
    )
    return [_booking(booking, user, priced=by_group[booking.hirer_id]) for booking in told]


def _booking(booking: Booking, user: User, *, priced: bool) -> Told:
    return {
        "number": booking.ref,
        "group": booking.hirer.name,
        "place": booking.venue.name,
        "what": booking.title,
        "what for": booking.get_purpose_display(),
        "people": booking.people,
        "as a series": booking.series,
        "what else was answered": booking.asked or {},
        "about the party": dict(booking.party.words),
        "status": booking.status_word,
        "asked at": moment(booking.requested_at),
        "minutes from opening the form to asking": booking.minutes_to_ask,
        "changed by the hall before it said yes": booking.changed_by_hall,
        "asked by you": booking.made_by_id == user.pk,
        "how loud": booking.get_sound_display(),
        "what was written to the hall": booking.message,
        "the hall's words": booking.reason_words,
        "conditions of hire": _accepted(booking),
        "shown in public": booking.is_public,
        "dates": [_date(session, priced=priced) for session in booking.sessions.all()],
        "dates it could not have": [f"{each.on.isoformat()}: {each.reason}" for each in booking.refused_dates.all()],
    }


def _accepted(booking: Booking) -> list[Told]:
    return [{"which": each.conditions.words, "accepted at": moment(each.at)} for each in booking.acceptances.all()]


def _date(session: Session, *, priced: bool) -> Told:
    told: Told = {
        "from": moment(session.starts_at),
        "to": moment(session.ends_at),
        "rooms": [room.name for room in session.rooms.all()],
        "status": session.status_words,
        "people who came": session.counted,
        "people who came, as the group confirmed": session.typical,
        "extras": [f"{extra.quantity} × {extra.name}" for extra in session.extras.all()],
    }
    if priced and session.hire_pence is not None:
        hire, extras = session.hire_pence + session.compulsory_pence, session.extras_pence
        told["price"] = hire + extras + session.vat_pence
        told["still charged"] = session.cancellation_pence
    return told


def _prices(memberships: list[Membership]) -> list[Told]:
    """As the page of the group's prices tells them."""
    own = [each.hirer_id for each in memberships if each.role == Membership.Role.ORGANISER]
    claims = Entitlement.objects.filter(hirer__in=own).without_pictures().order_by("pk")
    agreed = SpecialTerms.objects.filter(hirer__in=own).select_related("hirer", "venue", "category").order_by("pk")
    return [
        *(_claim(claim) for claim in claims.select_related("hirer", "operator", "category")),
        *({"group": each.hirer.name, "at": each.venue.name, "agreed with you": terms_words(each)} for each in agreed),
    ]


def _claim(claim: Entitlement) -> Told:
    return {
        "group": claim.hirer.name,
        "at": claim.operator.name,
        "price": claim.category.name,
        "since": moment(claim.declared_at),
        "proof asked at": moment(claim.proof_asked_at),
        "what was shown": claim.shown_words,
        "a picture of a paper is kept": claim.has_picture,
        "shown at": moment(claim.shown_at),
        "accepted at": moment(claim.accepted_at),
        "ended at": moment(claim.ended_at),
        "why it ended": claim.ended_words,
    }


def _posts(user: User) -> list[Post]:
    return list(Post.objects.filter(user=user).select_related("venue").order_by("since", "pk"))


def _post(post: Post) -> Told:
    return {
        "post": post.get_kind_display(),
        "place": post.venue.name,
        "since": post.since.isoformat(),
        "until": post.until.isoformat() if post.until else None,
    }


def _invitations(user: User) -> list[Told]:
    mine = erasure.is_to("email", erasure.addresses_of(user))
    groups = Invitation.objects.filter(mine).select_related("hirer").order_by("pk")
    posts = PostInvitation.objects.filter(mine).select_related("venue").order_by("pk")
    return [
        *({"to": each.hirer.name, "made at": moment(each.created_at)} for each in groups),
        *({"to": f"{each.get_kind_display()}, {each.venue}", "made at": moment(each.created_at)} for each in posts),
    ]


def _letters(user: User) -> list[Letter]:
    """Those to the person; not those to a post of theirs, which are about other people."""
    to_them = Letter.objects.filter(erasure.is_to("to", erasure.addresses_of(user)))
    return list(to_them.exclude(kind__in=(*WRITTEN_AT_THE_DESK, *ABOUT_OTHERS)).order_by("written_at", "pk"))


def _letter(letter: Letter) -> Told:
    return {"about": letter.subject, "written at": moment(letter.written_at), "sent at": moment(letter.sent_at)}


def _act(entry: JournalEntry) -> Told:
    return {"at": moment(entry.at), "what": entry.verb, "of": f"{entry.subject_kind} {entry.subject_ref}"}


def _looks(memberships: list[Membership]) -> list[Told]:
    """Of the groups in which the person is an organiser, as their “Who looked” page tells."""
    own = [each.hirer_id for each in memberships if each.role == Membership.Role.ORGANISER]
    looks = Look.objects.filter(hirer__in=own).select_related("hirer").order_by("at", "pk")
    return [{"at": moment(look.at), "group": look.hirer.name, "at the desk of": look.at_place} for look in looks]
