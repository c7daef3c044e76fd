"""Refusals, each a sentence for the person who asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from bookings.availability import Finding


class BookingError(Exception):
    """Something asked for that cannot be; the text is for the person."""


class RoomTaken(BookingError):
    """Somebody else has it; `findings` says which dates."""

    def __init__(self, findings: Sequence[Finding] = ()) -> None:
        super().__init__(_("Somebody else has booked the room for that time. Nothing was booked."))
        self.findings = list(findings)


class DatesChanged(BookingError):
    """Which dates are free has changed since the person looked."""

    def __init__(self) -> None:
        super().__init__(
            _("What is free has changed since you looked. Nothing was booked. Please check the dates again.")
        )


class PriceChanged(BookingError):
    """The price differs from what was shown."""

    def __init__(self) -> None:
        super().__init__(
            _("The price has changed since you looked. Nothing was booked. Please check it and ask again.")
        )


class NotPossible(BookingError):
    """Shut, too soon, too far, too many: the words say which."""


class TooLate(BookingError):
    """It is over, or somebody has already dealt with it."""
