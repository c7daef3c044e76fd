"""An account begun with somebody else's address is theirs alone from the moment they confirm it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.userkit import user_id_to_str
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.models import Session as Browser
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from accounts.whole import whole

SIGNED_UP = "signed_up_here"  # in the session of the browser that set the password


def holder_of(email: str) -> User | None:
    """Whose account goes by this address: who has confirmed it, else who began one with it."""
    confirmed = EmailAddress.objects.filter(email__iexact=email.strip(), verified=True).select_related("user").first()
    return confirmed.user if confirmed else User.objects.filter(email__iexact=email.strip()).first()


def goes_by(user: User, email: str) -> bool:
    """Whether this address is known to be this person's."""
    if user.email.lower() == email.lower():
        return True
    return EmailAddress.objects.filter(user=user, verified=True, email__iexact=email).exists()


def is_unconfirmed(user: User) -> bool:
    """Somebody signed up with this address, and nobody has shown yet that it is theirs."""
    confirmed = set(EmailAddress.objects.filter(user=user).values_list("verified", flat=True))
    return confirmed == {False}


def signed_up_here(request: HttpRequest, user: User) -> None:
    """Whoever confirms the address in this browser goes on with the password typed here."""
    request.session[SIGNED_UP] = user.pk


@whole
def take_from_whoever_began(user: User) -> None:
    """No password, passkey, code app or open browser of theirs leads in; nor does another address they named."""
    had_password = user.has_usable_password()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user).delete()
    _close_browsers(user)
    if had_password:
        journal.record(None, "took the first password from", user)


@receiver(pre_save, sender=EmailAddress, dispatch_uid="first_confirmed")
def _when_first_confirmed(instance: EmailAddress, **signal: Any) -> None:
    """Every way of confirming ends in this row: a code, a link, an import, the admin."""
    if not instance.verified or not instance.pk or not is_unconfirmed(instance.user):
        return
    request = context.request
    if request is not None and _knows_the_password(request, instance.user):
        return
    told = instance.user.has_usable_password()
    take_from_whoever_began(instance.user)
    EmailAddress.objects.filter(user=instance.user).exclude(pk=instance.pk).delete()
    instance.primary, instance.user.email = True, instance.email
    instance.user.save(update_fields=["email"])
    if told and request is not None and (request.user.is_anonymous or request.user == instance.user):
        messages.warning(
            request,
            _(
                "Somebody, perhaps you, had begun an account with this address and never confirmed it. "
                "Its password no longer works: set your own under “Password”, or go on signing in with a code."
            ),
        )


def _knows_the_password(request: HttpRequest, user: User) -> bool:
    """It was set in this very browser, or typed there to sign in."""
    if request.session.get(SIGNED_UP) == user.pk:
        return True
    return any(record["method"] == "password" for record in get_authentication_records(request, user))


def _close_browsers(user: User) -> None:
    """Those signed in, and those that wait for a code: what waits was saved within the time it is given."""
    browsers = UserSession.objects.filter(user=user)
    Browser.objects.filter(session_key__in=list(browsers.values_list("session_key", flat=True))).delete()
    browsers.delete()
    waits = max(app_settings.LOGIN_TIMEOUT, app_settings.EMAIL_VERIFICATION_BY_CODE_TIMEOUT)
    saved_after = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE - waits)
    here = getattr(getattr(context.request, "session", None), "session_key", None)
    recent = Browser.objects.filter(expire_date__gte=saved_after).exclude(session_key=here)
    theirs = [browser.pk for browser in recent.iterator() if _waits_for(browser.get_decoded(), user)]
    Browser.objects.filter(pk__in=theirs).delete()


def _waits_for(kept: dict[str, Any], user: User) -> bool:
    pending, login = kept.get("account_email_verification_code"), kept.get("account_login")
    named = user_id_to_str(user)
    return (
        kept.get(SIGNED_UP) == user.pk
        or (isinstance(pending, dict) and pending.get("user_id") == named)
        or (isinstance(login, dict) and login.get("user_pk") == user_pk_to_url_str(user))
    )
