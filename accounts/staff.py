"""Django's admin, for site staff alone: behind a second step, and to everybody else not there."""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.views import redirect_to_login
from django.db.models.base import ModelBase
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OUR_APPS = ("accounts", "venues", "bookings")
SECOND_STEPS = ("totp", "webauthn", "recovery_codes")


def took_a_second_step(request: HttpRequest) -> bool:
    """Whether this sign-in was proved by an app, a key or a spare code, and the account still asks for one."""
    return is_mfa_enabled(request.user) and any(
        record.get("method") == "mfa" and record.get("type") in SECOND_STEPS
        for record in get_authentication_records(request, request.user)
    )


class StaffSite(AdminSite):
    """What the house itself may see and put right; bookings and money change through their own pages only."""

    site_header = site_title = gettext_lazy("Hearth: site staff")
    index_title = gettext_lazy("What the house keeps")
    site_url = "/"
    final_catch_all_view = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only what our own apps show: a library's pages would change calendars and codes behind the site's back."""
        models: Any = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        ours = [model for model in models if model._meta.app_label in OUR_APPS]
        super().register(ours, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.is_active and user.is_staff and took_a_second_step(request))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A visitor signs in, staff prove themselves, and to anybody else there is no such page."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            away = self._sent_away(request)
            return away or inner(request, *args, **kwargs)

        return guarded

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The admin has no door of its own: allauth's is limited, and asks for the second step."""
        return self._sent_away(request) or redirect("admin:index")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_logout")

    def _sent_away(self, request: HttpRequest) -> HttpResponse | None:
        user: Any = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not (user.is_staff and user.is_active):
            raise Http404
        if self.has_permission(request):
            return None
        messages.info(
            request, _("Site staff sign in with a second step: set up an authenticator app, then sign in anew.")
        )
        return redirect("mfa_index")


class Seen(ModelAdmin):
    """Rows that staff may look at, and never change."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
