"""What is written to a hall when somebody says something about its proposed prices; never what they said."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import outbox
from venues.models import PriceComment
from venues.quiet import letters_to_desk_after

KIND = "price_comment"


def arrived(comment: PriceComment) -> None:
    """To the hall, once a day however many there are."""
    draft = comment.draft
    venue, day = draft.venue, timezone.localdate(comment.made_at, draft.venue.tz)
    link = reverse("place:prices_comments", args=[venue.slug, f"draft-{draft.pk}"])
    context = {"venue": venue, "draft": draft, "link": settings.PUBLIC_URL + link}
    outbox.post(
        f"price-comment-{draft.pk}-{day.isoformat()}",
        kind=KIND,
        place=venue.slug,
        after=letters_to_desk_after(venue, comment.made_at),
        to=venue.email,
        subject=_("Somebody says what they think of your proposed prices"),
        body=render_to_string(f"letters/{KIND}.txt", context).strip() + "\n",
    )
