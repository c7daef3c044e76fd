from django.db import migrations

from accounts.migrations._triggers import ReplaceTriggers
from accounts.models.touched import Touches

NAME = "a_closure_touches_its_venue"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0030_since_when_what_was_written_counts"),
        ("venues", "0042_prices_in_the_shops"),
    ]

    operations = [
        ReplaceTriggers(
            [("closure", Touches(what="days", key="venue", since=("starts_at",), name=NAME))],
            [("closure", Touches(what="venue", key="venue", name=NAME))],
        ),
    ]
