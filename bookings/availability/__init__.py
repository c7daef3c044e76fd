"""Which rooms are open and free in which stretches of time, and if not, why."""

from bookings.availability.hours import Hours, Shut
from bookings.availability.survey import Finding, State, Survey, survey
from bookings.availability.taken import taken_periods

__all__ = ["Finding", "Hours", "Shut", "State", "Survey", "survey", "taken_periods"]
