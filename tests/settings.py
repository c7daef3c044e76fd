"""Hearth's own settings in its test mode, whichever way the tests are started."""

import gc
import os
from contextlib import suppress

from scripts.postgres import NoServer, find_binaries

os.environ["HEARTH_MODE"] = "test"

from config.settings import *  # noqa: F403

gc.disable()  # until all is imported and all tests are read (conftest.py)

WHITENOISE_AUTOREFRESH = True  # none of a thousand clients reads first all the files that the demo has collected
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick: no test's password is worth guarding

with suppress(NoServer):  # the programs of the server that the suite starts itself
    POSTGRES_PROGRAMS = os.environ.get("POSTGRES_PROGRAMS") or str(find_binaries())
