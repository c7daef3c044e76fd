"""What site staff see of operators, venues and posts."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin
from django.http import HttpRequest

from accounts.staff import Seen
from venues.models import Operator, Post, PostInvitation, Venue


@admin.register(Operator)
class Operators(Seen):
    list_display = ("name", "slug", "currency")
    search_fields = ("name",)


@admin.register(Venue)
class Venues(Seen):
    list_display = ("name", "operator", "town", "published")
    list_filter = ("published",)
    search_fields = ("name", "town")
    list_select_related: ClassVar[list[str]] = ["operator"]


@admin.register(Post)
class Posts(admin.ModelAdmin):
    """The last day of a post can be set, where nobody of the venue is left who could."""

    list_display = ("venue", "user", "kind", "since", "until")
    list_filter = ("kind",)
    search_fields = ("venue__name", "user__email")
    list_select_related: ClassVar[list[str]] = ["venue", "user"]
    fields = ("venue", "user", "kind", "since", "until")
    readonly_fields = ("venue", "user", "kind", "since")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        return False


@admin.register(PostInvitation)
class PostInvitations(Seen):
    list_display = ("venue", "email", "kind", "created_at", "expires_at", "accepted_at")
    fields = ("venue", "email", "kind", "until", "invited_by", "created_at", "expires_at", "accepted_at")
    list_select_related: ClassVar[list[str]] = ["venue"]
