"""What we do, one verb a file, each in one transaction."""

from bookings.actions.accept_some import accept_some
from bookings.actions.ask_change import agree_change, ask_change, close_asked_changes, refuse_change, take_change_back
from bookings.actions.book_pencilled import book_pencilled
from bookings.actions.cancel import cancel_booking, cancel_session, end_booking, withdraw_booking
from bookings.actions.change_dates import change_dates
from bookings.actions.change_kind import change_kind
from bookings.actions.change_room import change_room
from bookings.actions.change_venue import ChangedMeanwhile, change_venue
from bookings.actions.confirm import confirm_booking
from bookings.actions.count_people import count_people
from bookings.actions.decline import decline_booking
from bookings.actions.extend_booking import extend_booking
from bookings.actions.import_venue import ChangeRefused, import_venue
from bookings.actions.lapse_holds import lapse_holds
from bookings.actions.let_go_of_hold import free_at_once, keep_hold_after_all, lapse_pencilled, let_go_of_hold
from bookings.actions.merge_groups import NotMerged, merge_groups
from bookings.actions.pencil_in import pencil_in
from bookings.actions.request_booking import request_booking
from bookings.actions.set_standing import set_standing
from bookings.actions.tell_apart import tell_apart
from bookings.actions.undo_merge import undo_merge

__all__ = [
    "ChangeRefused",
    "ChangedMeanwhile",
    "NotMerged",
    "accept_some",
    "agree_change",
    "ask_change",
    "book_pencilled",
    "cancel_booking",
    "cancel_session",
    "change_dates",
    "change_kind",
    "change_room",
    "change_venue",
    "close_asked_changes",
    "confirm_booking",
    "count_people",
    "decline_booking",
    "end_booking",
    "extend_booking",
    "free_at_once",
    "import_venue",
    "keep_hold_after_all",
    "lapse_holds",
    "lapse_pencilled",
    "let_go_of_hold",
    "merge_groups",
    "pencil_in",
    "refuse_change",
    "request_booking",
    "set_standing",
    "take_change_back",
    "tell_apart",
    "undo_merge",
    "withdraw_booking",
]
