"""The door for a web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
reverse("home")  # reads every page's code now: each worker would otherwise do so for its first visitor
