"""Make an account for somebody whom the house vouches for."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.core.validators import validate_email

from accounts.addresses import must_be_sendable
from accounts.models import User
from accounts.whole import whole


@whole
def add_person(email: str, name: str) -> User:
    """Without a password: a code by e-mail lets them in. Raises ValidationError for what is no address."""
    email = email.strip().lower()
    validate_email(email)
    must_be_sendable(email)
    user = User.objects.create_user(email, name=name)
    # Only a letter to this address opens the account, so there is nothing left to confirm.
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
