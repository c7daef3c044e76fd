"""Dates that are booked or asked for, and shall be otherwise: what was wished, what would happen, what it costs."""

from bookings.changing.dates import ChangedDate, ChangePlan
from bookings.changing.planning import dates_to_come, plan_change
from bookings.changing.wishes import ALL, LATER, ONE, Wish

__all__ = ["ALL", "LATER", "ONE", "ChangePlan", "ChangedDate", "Wish", "dates_to_come", "plan_change"]
