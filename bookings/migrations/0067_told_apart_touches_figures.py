from django.db import migrations

from accounts.migrations._triggers import AddTriggers
from accounts.models.touched import Touches


class Migration(migrations.Migration):
    dependencies = [("bookings", "0066_kept_figures")]

    operations = [
        AddTriggers([("toldapart", Touches(what="hirer", key="one", name="groups_told_apart_touch_where_they_book"))]),
    ]
