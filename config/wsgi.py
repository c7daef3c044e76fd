"""The door for a web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from config.room import with_room

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = with_room(get_wsgi_application())
reverse("home")  # reads every page's code now: each worker would otherwise do so for its first visitor

# A search or a report makes a hundred thousand small values that live until it is answered. Every few hundred of
# them Python would look for rubbish among all of them and all the code besides: a quarter of its time, for nothing.
gc.collect()
gc.freeze()
gc.set_threshold(20_000)
