"""To whom a complaint goes, and how long it has still to be acknowledged, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.clock import day_words
from venues.complaint_letters import Reached, reached_by
from venues.models import Complaint, Operator

WHOM = {
    Reached.MANAGERS: gettext_lazy("This goes to the managers of %(name)s."),
    Reached.SECRETARIES: gettext_lazy(
        "%(name)s has no manager here at the moment; this goes to those who answer its requests."
    ),
    Reached.ADDRESS: gettext_lazy(
        "Nobody at %(name)s can read complaints here at the moment. Yours is kept, and a letter to the address of "
        "%(name)s says that it waits."
    ),
    Reached.HOST: gettext_lazy(
        "Nobody at %(name)s can read complaints here at the moment. Yours is kept, and a letter tells whoever runs "
        "this site that it waits."
    ),
    Reached.NOBODY: gettext_lazy(
        "Nobody at %(name)s can read complaints here at the moment. Yours is kept until somebody can; write to them or "
        "telephone as well."
    ),
}


def whom_it_reaches(operator: Operator) -> str:
    """Said to whoever complains, before and after."""
    return WHOM[reached_by(operator)] % {"name": operator.name}


@dataclass(frozen=True)
class Waiting:
    complaint: Complaint
    now: datetime

    @property
    def is_overdue(self) -> bool:
        return self.complaint.acknowledged_at is None and self.days_left < 0

    @property
    def days_left(self) -> int:
        by = timezone.localdate(self.complaint.acknowledge_by)
        return (by - timezone.localdate(self.now)).days

    @property
    def word(self) -> str:
        """How it stands, in a word or two."""
        if self.complaint.answered_at:
            return _("Answered")
        if self.complaint.acknowledged_at:
            return _("Acknowledged")
        return _("Overdue") if self.is_overdue else _("Waiting")

    @property
    def words(self) -> str:
        """What has to be done next, and by when."""
        by = timezone.localdate(self.complaint.acknowledge_by)
        if self.complaint.answered_at:
            return _("Answered on %(day)s") % {"day": day_words(timezone.localdate(self.complaint.answered_at))}
        if self.complaint.acknowledged_at:
            day = day_words(timezone.localdate(self.complaint.acknowledged_at))
            return _("Acknowledged on %(day)s; answer it without undue delay") % {"day": day}
        if self.is_overdue:
            late = ngettext("%(count)d day", "%(count)d days", -self.days_left) % {"count": -self.days_left}
            return _("%(late)s late: it had to be acknowledged by %(day)s") % {"late": late, "day": day_words(by)}
        return _("Acknowledge by %(day)s") % {"day": day_words(by)}
