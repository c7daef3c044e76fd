"""Groups and the invitations to join them."""

from django.urls import include, path

from accounts.views import belonging, groups, parts
from accounts.views.unwanted import unwanted

group_urls = [
    path("groups/", groups.mine, name="list"),
    path("groups/new/", groups.new, name="new"),
    path("groups/<slug:ref>/", groups.group, name="group"),
    path("groups/<slug:ref>/change/", groups.change, name="change"),
    path("groups/<slug:ref>/invite/", groups.invite, name="invite"),
    path("groups/<slug:ref>/invitations/<int:pk>/take-back/", belonging.take_back, name="take_back"),
    path("groups/<slug:ref>/people/<int:pk>/let-go/", belonging.let_go, name="let_go"),
    path("groups/<slug:ref>/people/<int:pk>/keep-or-let-go/", parts.ending, name="ending"),
    path("groups/<slug:ref>/people/<int:pk>/", parts.member, name="member"),
    path("groups/<slug:ref>/hand-over/", parts.hand_over, name="hand_over"),
    path("groups/<slug:ref>/leave/", belonging.leave, name="leave"),
    path("invitations/<slug:token>/", groups.accept, name="accept"),
]

urlpatterns = [
    path("", include((group_urls, "groups"))),
    path("no-more-letters/<str:said>/", unwanted, name="unwanted"),
]
