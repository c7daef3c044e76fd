from django.db import migrations

from accounts.migrations._triggers import AddTriggers
from venues.models.unchanging import NeverReplaced


class Migration(migrations.Migration):
    dependencies = [("bookings", "0078_what_the_hall_changed_before_it_said_yes")]

    operations = [
        AddTriggers(
            [
                ("issuedreport", NeverReplaced(name="an_issued_report_is_never_replaced")),
                ("issueddocument", NeverReplaced(name="an_issued_document_is_never_replaced")),
            ]
        ),
    ]
