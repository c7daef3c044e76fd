"""Who has used Hearth since a moment, and who has not: what the rules of retention ask."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Hirer, Letter, Membership, User
from bookings.models import Booking, GuestAsk, Merge, PaperDiaryDraft, Session, Thread, Wait, first_date_wanted
from venues.models import Post

WARNING = "unused"  # the kind of the letter that comes before an account goes
WARNED_BEFORE = timedelta(days=30)
CAME_TO_NOTHING = (Booking.Status.DECLINED, Booking.Status.EXPIRED, Booking.Status.WITHDRAWN)


def requests_over(cutoff: datetime, at: datetime) -> QuerySet[Booking]:
    """Those refused, unanswered or taken back before the cutoff, their words still here."""
    expired = Q(status=Booking.Status.EXPIRED, first__lt=cutoff)
    return (
        Booking.objects.filter(status__in=CAME_TO_NOTHING, forgotten_at=None, hirer__operator_itself=None)
        .annotate(first=first_date_wanted())
        .filter(Q(decided_at__lt=cutoff) | expired)
    )


def hirers_of_requests_only(cutoff: datetime, at: datetime) -> QuerySet[Hirer]:
    """Those who asked, and of whom nothing ever came; and who only waited, without an account."""
    bookings = Booking.objects.filter(hirer=OuterRef("pk"))
    came_to_something = bookings.exclude(status__in=CAME_TO_NOTHING)
    after = bookings.filter(Q(requested_at__gte=cutoff) | Q(made_at__gte=cutoff) | Q(decided_at__gte=cutoff))
    held = Exists(Membership.objects.filter(hirer=OuterRef("pk"))) | Q(merged_into__isnull=False)
    return _known(cutoff).filter(
        Exists(bookings) | ~held, ~Exists(came_to_something), ~Exists(after), ~_dates_since(cutoff), ~_waits(cutoff)
    )


def hirers_unseen(cutoff: datetime, at: datetime) -> QuerySet[Hirer]:
    """Those whose last booking, date or merge lies before the cutoff."""
    asked = Booking.objects.filter(hirer=OuterRef("pk")).filter(
        Q(requested_at__gte=cutoff) | Q(made_at__gte=cutoff) | Q(status=Booking.Status.REQUESTED)
    )
    merged = Merge.objects.filter(given_up=OuterRef("pk"), at__gte=cutoff)
    return _known(cutoff).filter(~Exists(asked), ~_dates_since(cutoff), ~Exists(merged), ~_waits(cutoff))


def accounts_unused(cutoff: datetime, at: datetime) -> QuerySet[User]:
    """Nobody has signed in with it since, its groups have had no date since, and it holds no post."""
    posts = Post.objects.filter(user=OuterRef("pk")).held_on(timezone.localdate(at))
    groups = Membership.objects.filter(user=OuterRef("pk"), hirer__bookings__sessions__ends_at__gte=cutoff)
    return (
        User.objects.filter(erased_at=None, is_staff=False)
        .annotate(last_used=Coalesce(F("last_login"), F("date_joined")))
        .filter(~Exists(posts), ~Exists(groups), last_used__lt=cutoff)
    )


def accounts_warned(cutoff: datetime, at: datetime) -> QuerySet[User]:
    """The unused ones whose letter has been out long enough, nobody having signed in upon it."""
    letter = Letter.objects.filter(
        kind=WARNING,
        to=OuterRef("email"),
        written_at__lte=at - WARNED_BEFORE,
        written_at__gt=OuterRef("last_used"),
    )
    return accounts_unused(cutoff, at).filter(Exists(letter))


def _known(cutoff: datetime) -> QuerySet[Hirer]:
    """Hirers with a name, older than this; never an operator's own."""
    return Hirer.objects.filter(forgotten_at=None, created_at__lt=cutoff, operator_itself=None)


def _dates_since(cutoff: datetime) -> Exists:
    return Exists(Session.objects.filter(booking__hirer=OuterRef("pk"), ends_at__gte=cutoff))


def threads_over(cutoff: datetime, at: datetime) -> QuerySet[Thread]:
    """What was asked before a booking, the last word of it and the look round before the cutoff."""
    still_to_come = Q(look_at__gte=cutoff)
    return Thread.objects.before_a_booking().filter(forgotten_at=None, last_at__lt=cutoff).exclude(still_to_come)


def needs_over(cutoff: datetime, at: datetime) -> QuerySet[Booking]:
    """Bookings whose last date was over before the cutoff, of which something is kept that somebody needed."""
    something = Q(stated_needs__isnull=False) | Q(asked_whether_it_worked__isnull=False)
    to_come = Session.objects.filter(booking=OuterRef("pk"), status=Session.Status.PLANNED, ends_at__gte=cutoff)
    return Booking.objects.filter(something, ~Exists(to_come)).exclude(status=Booking.Status.REQUESTED).distinct()


def guests_gone(cutoff: datetime, at: datetime) -> QuerySet[GuestAsk]:
    """Whose link is over, whether it was used or not."""
    return GuestAsk.objects.filter(made_at__lt=cutoff)


def _waits(cutoff: datetime) -> Exists:
    """Whether they wait, or did since."""
    waits = Wait.objects.filter(hirer=OuterRef("pk"))
    return Exists(waits.filter(Q(state__in=Wait.OPEN) | Q(ended_at__gte=cutoff)))


def diaries_left_lying(cutoff: datetime, at: datetime) -> QuerySet[PaperDiaryDraft]:
    """Files of paper diaries, whether they were brought in or not."""
    return PaperDiaryDraft.objects.filter(made_at__lt=cutoff)


def waits_over(cutoff: datetime, at: datetime) -> QuerySet[Wait]:
    """Nobody waits any more, since before the cutoff."""
    return Wait.objects.exclude(state__in=Wait.OPEN).filter(ended_at__lt=cutoff)
