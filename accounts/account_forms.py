"""allauth's forms in our own words: one label at the box and in the summary, a sentence for what is missing."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

Words = dict[str, Any]  # sentences, translated when they are shown

MISSING: Words = {
    "name": _("Type your name."),
    "login": _("Type your e-mail address."),
    "email": _("Type an e-mail address."),
    "password": _("Type your password."),
    "password1": _("Type a password."),
    "password2": _("Type the new password again."),
    "oldpassword": _("Type the password you have now."),
    "code": _("Type the code."),
}
FITS = MaxLengthValidator(254, _("No e-mail address is that long. Check it."))  # allauth would cut it off, unasked


class InOurWords(forms.BaseForm):
    labels: ClassVar[Words] = {"login": _("E-mail address"), "email": _("E-mail address"), "code": _("Code")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.error_messages["required"] = MISSING.get(name, field.error_messages["required"])
            if isinstance(field, forms.EmailField):
                others = [check for check in field.validators if not isinstance(check, MaxLengthValidator)]
                field.validators = [*others, FITS]


class NewPassword(InOurWords):
    labels: ClassVar[Words] = {
        "oldpassword": _("Your password now"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }


class Login(InOurWords, account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].error_messages["required"] = _(
            "Type your password. If you have none, choose “Send me a code by e-mail”."
        )


class SignUp(InOurWords, account.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "password1" in self.fields:
            self.fields["password1"].help_text = _(
                "At least 10 characters. Or leave it empty: a letter then brings you a code each time you sign in."
            )


class AddEmail(InOurWords, account.AddEmailForm):
    pass


class ResetPassword(InOurWords, account.ResetPasswordForm):
    pass


class RequestLoginCode(InOurWords, account.RequestLoginCodeForm):
    def __init__(self, *args: Any, data: Any = None, **kwargs: Any) -> None:
        """Whoever typed the address on the page of signing in does not type it again."""
        if data is not None and "email" not in data and "login" in data:
            data = data.copy()
            data["email"] = data["login"]
        super().__init__(*args, data=data, **kwargs)


class ConfirmLoginCode(InOurWords, account.ConfirmLoginCodeForm):
    pass


class Reauthenticate(InOurWords, account.ReauthenticateForm):
    pass


class ChangePassword(NewPassword, account.ChangePasswordForm):
    pass


class SetPassword(NewPassword, account.SetPasswordForm):
    pass


class ResetPasswordKey(NewPassword, account.ResetPasswordKeyForm):
    pass


class SecondStep(InOurWords, mfa.AuthenticateForm):
    pass
