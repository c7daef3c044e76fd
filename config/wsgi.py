"""The door for a web server."""

import gc
import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import reverse

from config.room import with_room
from venues.bank_holidays import bank_holidays

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = with_room(get_wsgi_application())
# Read now, once for all workers, what the first visitor would otherwise wait for: the code of every page; the bank
# holidays, whose package reads those of all countries (a second, the first time on a machine); how every page is drawn.
reverse("home")
bank_holidays("ENG")
pages: Path = settings.BASE_DIR / "templates"
for page in pages.rglob("*.html"):
    get_template(str(page.relative_to(pages)))

# A search or a report makes a hundred thousand small values that live until it is answered. Every few hundred of
# them Python would look for rubbish among all of them and all the code besides: a quarter of its time, for nothing.
gc.collect()
gc.freeze()
gc.set_threshold(20_000)
