"""How we count, in the sentences that stand in every report."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

RULES_VERSION = "3"  # goes up whenever a definition counts otherwise than before
RULES = (
    _("A session is one dated use; a weekly year is some forty sessions, a hire of several days is one a day."),
    _(
        "A session of a confirmed booking counts as used once it is over. Cancelled ones, those to which nobody came, "
        "and what was only asked for do not."
    ),
    _("Hours are elapsed hours, from the start booked to the end booked, without the time between two hires."),
    _("A session belongs to the day on which it starts."),
    _(
        "The venue's own use counts in occupancy and in no price. It makes the venue none of the groups, and what the "
        "venue asks for itself none of the requests."
    ),
    _(
        "A group is an organisation or an informal group with a name, and counts once however often it comes. Families "
        "and private people stand apart and are no groups."
    ),
    _(
        "What was really paid is hire and whatever a hire could not leave out, VAT in, billed to the hirer. The "
        "standard price is what the same price list asks of the standard category for the same room and time."
    ),
    _(
        "Only a lower category and a waiver are concessions; a discount for volume or on commercial terms is none. "
        "What somebody else was billed for is borne by them, the rest by the venue."
    ),
    _(
        "A request counts in the days in which it is decided, withdrawn, or lapses. An automatic letter is no answer. "
        "One withdrawn before our answer counts in no share."
    ),
    _(
        "Attendance has three states, counted, confirmed as usual, and expected; a session stands in the best of them, "
        "and they are never added together. They are attendances, not different people."
    ),
    _(
        "A day part belongs to the clock on the venue's wall. Occupancy counts only use in opening hours, so that it "
        "cannot be more than 100%."
    ),
    _("Numbers are rounded only when printed. A share with fewer than five behind it prints as “n of m”."),
    _("What was not recorded is said and never guessed."),
)
