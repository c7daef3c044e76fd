"""Fair use: whether one more date goes past what a group may have, or falls into hours kept for others."""

from bookings.fair_use.judging import Refused, judge, rules_told, told

__all__ = ["Refused", "judge", "rules_told", "told"]
