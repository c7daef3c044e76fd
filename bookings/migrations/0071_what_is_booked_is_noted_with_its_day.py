from django.db import migrations

from accounts.migrations._triggers import AddTriggers, ReplaceTriggers
from accounts.models.touched import Touches

BOOKING, SESSION = "a_booking_touches_its_venue", "a_session_touches_its_venue"
ROOM, VERDICT = "a_room_of_a_session_touches_itself", "a_verdict_touches_its_booking"
ASK = "a_refused_ask_touches_its_venue"
OF_BOOKINGS = ("requested_at", "answered_at", "decided_at", "made_at")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0030_since_when_what_was_written_counts"),
        ("bookings", "0070_how_a_hall_counts"),
        ("venues", "0043_closures_are_noted_with_their_day"),
    ]

    operations = [
        ReplaceTriggers(
            [
                ("booking", Touches(what="days", key="venue", since=OF_BOOKINGS, name=BOOKING)),
                ("refusedask", Touches(what="days", key="venue", since=("decided_on",), name=ASK)),
                ("session", Touches(what="days", key="venue", since=("starts_at",), name=SESSION)),
                ("sessionroom", Touches(what="session", key="session", name=ROOM)),
                ("verdict", Touches(what="verdict", key="booking", since=("month",), name=VERDICT)),
            ],
            [
                ("booking", Touches(what="venue", key="venue", name=BOOKING)),
                ("refusedask", Touches(what="venue", key="venue", name=ASK)),
                ("session", Touches(what="venue", key="venue", name=SESSION)),
                ("sessionroom", Touches(what="room", key="room", name=ROOM)),
                ("verdict", Touches(what="booking", key="booking", name=VERDICT)),
            ],
        ),
        AddTriggers(
            [
                ("booking", Touches(what="booking", key="id", name="a_booking_touches_its_dates")),
                (
                    "session",
                    Touches(
                        what="asked",
                        key="booking",
                        of=("booking", "starts_at", "ends_at"),
                        name="hours_touch_what_asked_for_them",
                    ),
                ),
            ]
        ),
    ]
