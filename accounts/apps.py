from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import first_confirmed  # noqa: F401  listens from now on for an address that is confirmed
        from accounts.form_words import speak_our_words

        speak_our_words()
