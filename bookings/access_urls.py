"""The pages of what somebody needs with a booking."""

from django.urls import path

from bookings.views import desk_needs, needs

own_urls = [path("your-needs/", needs.own, name="needs")]
booking_urls = [
    path("<slug:ref>/access/", needs.needs, name="needs"),
    path("<slug:ref>/did-it-work/", needs.worked, name="worked"),
]
desk_urls = [
    path("<slug:slug>/access/", desk_needs.access, name="access"),
    path("<slug:slug>/bookings/<slug:ref>/access/", desk_needs.needs, name="needs"),
    path("<slug:slug>/bookings/<slug:ref>/access/told/", desk_needs.state, name="needs_state"),
    path("<slug:slug>/to-do/<int:pk>/<int:date>/", desk_needs.task, name="task"),
]
