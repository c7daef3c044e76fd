"""Who looked at what is personal, and what was taken out when its time was over."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.hirer import Hirer


class Look(models.Model):
    """Somebody opened a page that shows a hirer's contact or people."""

    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    hirer = models.ForeignKey(Hirer, models.CASCADE, related_name="looks")
    at_place = models.CharField(max_length=60, blank=True)  # the slug of the venue whose desk it was
    page = models.CharField(max_length=60)  # the name of the page's address

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["hirer", "-at"], name="looks_at_hirer"),
            models.Index(fields=["at"], name="looks_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.page} of {self.hirer_id} at {self.at}"


class Disposal(models.Model):
    """What the retention rules took out, of which kind, older than which day; never whose it was."""

    class Kind(models.TextChoices):
        ENQUIRIES = "enquiries", _("Requests that came to nothing")
        CONTACTS = "contacts", _("Contacts of hirers not seen for long")
        PEOPLE = "people", _("Accounts not used for long")
        LETTERS = "letters", _("Letters sent")
        INVITATIONS = "invitations", _("Invitations not taken up")
        JOURNAL = "journal", _("Who did what, and who looked")
        COMPLAINTS = "complaints", _("Complaints that are closed")
        COMMENTERS = "commenters", _("Who wrote about proposed prices")
        COMMENTS = "comments", _("What was written about proposed prices")
        PROOFS = "proofs", _("Proof for lower prices that ended")
        FOLLOWED = "followed", _("Addresses of followed calendars that were ended")
        DIARIES = "diaries", _("Paper diaries not brought in")
        THREADS = "threads", _("Questions before a booking")
        GUESTS = "guests", _("Hires without an account, not asked for in the end")
        VISITORS = "visitors", _("Who asked or told about access")
        WISHES = "wishes", _("Wishes that visitors left")
        FAULTS = "faults", _("What visitors told of faults")
        SOUGHT = "sought", _("Counts of what was searched for and not known")
        ASKERS = "askers", _("Keys of who asked for hours that others had")
        NEEDS = "needs", _("Access needs stated with bookings")
        FEEDBACK = "feedback", _("What groups said of the space, and whom they serve")
        KEYS = "keys", _("Keys that came back")
        FUNDERS = "funders", _("What funders were shown")
        REPORT_PDFS = "report_pdfs", _("Reports that officers had made as PDF")
        BROWSERS = "browsers", _("Browsers signed out")
        ERASED = "erased", _("Taken out because the person asked")

    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField(default=timezone.now, editable=False)
    older_than = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.rows} {self.kind} older than {self.older_than}"
