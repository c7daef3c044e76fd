"""How we count, in the sentences that stand in every report."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

RULES = (
    _("A session is one dated use; a weekly year is some forty sessions, a hire of several days is one a day."),
    _(
        "A session of a confirmed booking counts as used once it is over. Cancelled ones, those to which nobody came, "
        "and what was only asked for do not."
    ),
    _("Hours are elapsed hours, from the start booked to the end booked, without the time between two hires."),
    _("A session belongs to the day on which it starts."),
    _("The venue's own use counts in occupancy and in no price."),
    _("Numbers are rounded only when printed. A share with fewer than five behind it prints as “n of m”."),
    _("What was not recorded is said and never guessed."),
)
