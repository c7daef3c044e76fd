"""Fair use: whether one more date goes past what a group may have, or falls into hours kept for others."""

from bookings.fair_use.judging import Refused, judge, judge_each
from bookings.fair_use.keeping import KeptAt, rules_told

__all__ = ["KeptAt", "Refused", "judge", "judge_each", "rules_told"]
