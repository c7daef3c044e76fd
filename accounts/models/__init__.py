"""Who there is: people, hirers, what was done, and the letters that wait."""

from accounts.models.area import Postcode
from accounts.models.deprivation import DeprivationIndex, RankedArea
from accounts.models.hirer import Hirer, Invitation, Membership
from accounts.models.journal import JournalEntry
from accounts.models.letter import Letter, Unwanted
from accounts.models.privacy import Disposal, Look
from accounts.models.touched import Touched
from accounts.models.user import User
from accounts.models.wage import LivingWage

__all__ = [
    "DeprivationIndex",
    "Disposal",
    "Hirer",
    "Invitation",
    "JournalEntry",
    "Letter",
    "LivingWage",
    "Look",
    "Membership",
    "Postcode",
    "RankedArea",
    "Touched",
    "Unwanted",
    "User",
]
