"""Who there is: people, hirers, what was done, and the letters that wait."""

from accounts.models.hirer import Hirer, Invitation, Membership
from accounts.models.journal import JournalEntry
from accounts.models.letter import Letter
from accounts.models.user import User

__all__ = ["Hirer", "Invitation", "JournalEntry", "Letter", "Membership", "User"]
