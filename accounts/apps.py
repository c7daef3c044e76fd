from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import first_confirmed  # noqa: F401  listens from now on for an address that is confirmed
