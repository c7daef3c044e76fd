"""What site staff see of people, letters and the journal. Hirers are not here: their pages log who looks."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from accounts.models import DeprivationIndex, Disposal, JournalEntry, Letter, LivingWage, User
from accounts.staff import Seen


@admin.register(User)
class People(admin.ModelAdmin):
    """Who may sign in; only a superuser says who is staff."""

    list_display = ("email", "name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "name")
    fields = ("email", "name", "is_active", "is_staff", "is_superuser", "last_login", "date_joined")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        always = ("email", "name", "last_login", "date_joined")
        is_super = bool(getattr(request.user, "is_superuser", False))
        return always if is_super else (*always, "is_staff", "is_superuser")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Letter)
class Letters(Seen):
    """Whether letters go; what they say is between those who wrote and those who read."""

    list_display = ("kind", "to", "send_after", "sent_at", "tries")
    list_filter = ("kind",)
    fields = ("kind", "to", "send_after", "sent_at", "tries", "last_error")


@admin.register(JournalEntry)
class Journal(Seen):
    list_display = ("at", "by", "verb", "subject_kind", "subject_ref")
    list_filter = ("subject_kind",)
    list_select_related: ClassVar[list[str]] = ["by"]


@admin.register(Disposal)
class Disposals(Seen):
    list_display = ("at", "kind", "older_than", "rows")
    list_filter = ("kind",)


@admin.register(DeprivationIndex)
class DeprivationIndices(Seen):
    list_display = ("name", "version", "nation", "published", "source")


@admin.register(LivingWage)
class LivingWages(admin.ModelAdmin):
    """Rates beside those that this version brings; one of the same day takes the place of its."""

    list_display = ("region", "payable_by", "pence", "source")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
