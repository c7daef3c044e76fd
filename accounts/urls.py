"""Groups and the invitations to join them."""

from django.urls import include, path

from accounts.views import groups

group_urls = [
    path("groups/", groups.mine, name="list"),
    path("groups/new/", groups.new, name="new"),
    path("groups/<str:ref>/", groups.group, name="group"),
    path("groups/<str:ref>/invite/", groups.invite, name="invite"),
    path("invitations/<str:token>/", groups.accept, name="accept"),
]

urlpatterns = [path("", include((group_urls, "groups")))]
