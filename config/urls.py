"""Every address of Hearth. django-scheduler's own addresses are never mounted: they let strangers write."""

from django.contrib import admin
from django.urls import include, path

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("staff/", admin.site.urls),
    path("", include("accounts.urls")),
    path("", include("bookings.urls")),
]
