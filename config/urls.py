"""Every address of Hearth. django-scheduler's own addresses are never mounted: they let strangers write."""

urlpatterns = []
