from django.db import migrations

from accounts.migrations._triggers import AddTriggers
from accounts.models.touched import Touches


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0027_what_was_written_is_noted"),
        ("venues", "0039_photos_and_receipts_for_funders"),
    ]

    operations = [
        AddTriggers(
            [
                ("operator", Touches(what="operator", key="id", name="an_operator_touches_its_venues")),
                ("category", Touches(what="operator", key="operator", name="a_category_touches_its_venues")),
                ("venue", Touches(what="venue", key="id", name="a_venue_touches_itself")),
                ("cell", Touches(what="venue", key="venue", name="a_cell_touches_its_venue")),
                ("entrance", Touches(what="venue", key="venue", name="an_entrance_touches_its_venue")),
                ("room", Touches(what="venue", key="venue", name="a_room_touches_its_venue")),
                ("layout", Touches(what="room", key="room", name="a_layout_touches_its_room")),
                ("openinghours", Touches(what="venue", key="venue", name="hours_touch_their_venue")),
                ("closure", Touches(what="venue", key="venue", name="a_closure_touches_its_venue")),
                ("accessclaim", Touches(what="venue", key="venue", name="a_claim_touches_its_venue")),
                ("accessreport", Touches(what="venue", key="venue", name="an_access_report_touches_its_venue")),
                ("outage", Touches(what="venue", key="venue", name="an_outage_touches_its_venue")),
                ("tariff", Touches(what="venue", key="venue", name="a_price_list_touches_its_venue")),
            ]
        ),
    ]
