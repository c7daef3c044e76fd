from django.db import migrations

from accounts.migrations._triggers import AddTriggers
from venues.models.unchanging import NeverReplaced


class Migration(migrations.Migration):
    dependencies = [("venues", "0043_closures_are_noted_with_their_day")]

    operations = [
        AddTriggers([("accessclaim", NeverReplaced(name="a_claim_is_never_replaced"))]),
    ]
