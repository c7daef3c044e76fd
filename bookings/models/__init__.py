"""What was agreed, when it is, and which cell it takes."""

from bookings.models.acceptance import Acceptance
from bookings.models.adjustment import AccessOutcome, Adjustment, DidItWork, SavedNeeds, StatedNeed, TaskTick
from bookings.models.asked_back import MonthAsked, MonthRound, Verdict, WhomServed
from bookings.models.asked_change import AskedChange
from bookings.models.booking import Booking, Standing
from bookings.models.closing_act import ClosingAct
from bookings.models.desk_act import DeskAct
from bookings.models.equipment import Equipment, EquipmentUse, SessionExtra
from bookings.models.feed import FeedLink
from bookings.models.guest import BookingKey, GuestAsk
from bookings.models.hold import Hold
from bookings.models.how_we_count import HowWeCount
from bookings.models.issued import IssuedDocument, IssuedReport
from bookings.models.kept_figures import FiguresAsked, KeptFigures, PooledHall
from bookings.models.left_wish import LeftWish, WishAnswer
from bookings.models.merge import Merge, ToldApart
from bookings.models.occupancy import Occupancy
from bookings.models.paper_diary import PaperDiary, PaperDiaryDraft
from bookings.models.phoned_full import PhonedFull
from bookings.models.refused import RefusedDate
from bookings.models.refused_ask import AskerKey, RefusedAsk
from bookings.models.renewal import Renewal, Slot
from bookings.models.report_link import ReportLink
from bookings.models.report_pdf import LinkedPdf, ReportPdf
from bookings.models.session import Session, SessionRoom, first_date_wanted
from bookings.models.stretch import RoomCalendar, Stretch
from bookings.models.thread import Message, Thread
from bookings.models.unmet_search import UnmetSearch
from bookings.models.wait import Wait

__all__ = [
    "Acceptance",
    "AccessOutcome",
    "Adjustment",
    "AskedChange",
    "AskerKey",
    "Booking",
    "BookingKey",
    "ClosingAct",
    "DeskAct",
    "DidItWork",
    "Equipment",
    "EquipmentUse",
    "FeedLink",
    "FiguresAsked",
    "GuestAsk",
    "Hold",
    "HowWeCount",
    "IssuedDocument",
    "IssuedReport",
    "KeptFigures",
    "LeftWish",
    "LinkedPdf",
    "Merge",
    "Message",
    "MonthAsked",
    "MonthRound",
    "Occupancy",
    "PaperDiary",
    "PaperDiaryDraft",
    "PhonedFull",
    "PooledHall",
    "RefusedAsk",
    "RefusedDate",
    "Renewal",
    "ReportLink",
    "ReportPdf",
    "RoomCalendar",
    "SavedNeeds",
    "Session",
    "SessionExtra",
    "SessionRoom",
    "Slot",
    "Standing",
    "StatedNeed",
    "Stretch",
    "TaskTick",
    "Thread",
    "ToldApart",
    "UnmetSearch",
    "Verdict",
    "Wait",
    "WhomServed",
    "WishAnswer",
    "first_date_wanted",
]
