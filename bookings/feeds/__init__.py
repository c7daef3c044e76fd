"""Bookings for anybody's calendar program: iCalendar, RFC 5545."""

from bookings.feeds.beside import calendar_beside
from bookings.feeds.booking import booking_calendar
from bookings.feeds.followed import Feed, followed, name_of
from bookings.feeds.writing import Event, calendar_file

__all__ = ["Event", "Feed", "booking_calendar", "calendar_beside", "calendar_file", "followed", "name_of"]
