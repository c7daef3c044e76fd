from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "bookings"

    def ready(self) -> None:
        from bookings import checks  # noqa: F401  registers the check of the guard
        from bookings.actions import change_kind  # noqa: F401  says while what a group's kind stays
