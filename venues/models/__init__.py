"""Where, open when, at what rate, and what is known of getting in."""

from venues.models.access import AccessClaim
from venues.models.access_question import AccessQuestion
from venues.models.access_report import AccessReport
from venues.models.complaint import Complaint
from venues.models.conditions import Conditions
from venues.models.draft import PriceComment, PriceDraft
from venues.models.entitlement import Entitlement, SpecialTerms
from venues.models.fault import Fault
from venues.models.for_report import ReportFact, ReportWords, WhatChanged
from venues.models.handing_over import HallKey, VenueNote
from venues.models.opening import Closure, OpeningHours
from venues.models.operator import Category, Operator
from venues.models.outage import Outage
from venues.models.picture import Picture
from venues.models.project import Evidence, Project
from venues.models.room import Cell, Entrance, Layout, Room
from venues.models.school_terms import Term, TermCalendar
from venues.models.sought_need import SoughtNeed
from venues.models.tariff import Tariff
from venues.models.venue import Post, PostInvitation, Venue
from venues.models.way_in import WayIn

__all__ = [
    "AccessClaim",
    "AccessQuestion",
    "AccessReport",
    "Category",
    "Cell",
    "Closure",
    "Complaint",
    "Conditions",
    "Entitlement",
    "Entrance",
    "Evidence",
    "Fault",
    "HallKey",
    "Layout",
    "OpeningHours",
    "Operator",
    "Outage",
    "Picture",
    "Post",
    "PostInvitation",
    "PriceComment",
    "PriceDraft",
    "Project",
    "ReportFact",
    "ReportWords",
    "Room",
    "SoughtNeed",
    "SpecialTerms",
    "Tariff",
    "Term",
    "TermCalendar",
    "Venue",
    "VenueNote",
    "WayIn",
    "WhatChanged",
]
