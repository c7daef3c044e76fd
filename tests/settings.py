"""Hearth's own settings in its test mode, whichever way the tests are started."""

import os

os.environ["HEARTH_MODE"] = "test"

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick: no test's password is worth guarding
