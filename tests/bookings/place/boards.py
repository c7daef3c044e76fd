"""Fifteen of the forty-eight published price lists, as somebody types them who has the notice board in hand."""

from __future__ import annotations

from tests.bookings.place.typing_a_list import EVERY_DAY, HOLIDAYS, WEEKDAYS, WEEKEND, Board

ALL_DAY = ("00:00", "00:00")
MON_THU = "mon tue wed thu"


def sum_of(way: str, price: str, prefix: str = "p0-", **when: object) -> dict[str, object]:
    """The boxes of one price of a rule."""
    said = {"way": way, "price": price, **when}
    return {f"{prefix}{box.replace('__', '-')}": value for box, value in said.items()}


BOARDS = {
    "06_flackwell_heath_community_centre": Board(
        first="2026-01-01",
        times=(
            ("Weekend", WEEKEND, *ALL_DAY),
            ("Weekend and bank holidays", f"{WEEKEND} {HOLIDAYS}", *ALL_DAY),
            ("After seven", f"{WEEKEND} {HOLIDAYS}", "19:00", "00:00"),
        ),
        table="""
            rooms | affiliated | regular | single-event
            main-hall | 10 | 12 | 15
            main-hall, Weekend | 12 | 14 |
            main-hall, Weekend and bank holidays | | | 20
            main-hall, After seven | | | 21
            sarney-room | 9 | 10 | 12
            sarney-room, Weekend | 11 | 12 |
            sarney-room, Weekend and bank holidays | | | 15
            sarney-room, After seven | | | 16
        """,
        rules=(
            ("extras", {"name": "Opening and locking up by a contractor", "p0-way": "on_application"}),
            ("bonds", {"name": "Bond", **sum_of("flat", "100", category=["single-event"])}),
            ("deposits", {"name": "On booking, kept", **sum_of("flat", "25", category=["single-event"])}),
        ),
    ),
    "10_st_lukes_peckham": Board(
        first="2018-01-01",
        times=(("Monday to Friday", WEEKDAYS, *ALL_DAY), ("Saturday", "sat", *ALL_DAY)),
        table="""
            rooms | one-off
            hall, Monday to Friday | 36
            hall, Saturday | 65
        """,
        rules=(
            ("facts", {"question": "Cleaning hours beyond the usual?", "kind": "number", "after": "on"}),
            (
                "fees",
                {
                    "name": "Cleaning beyond the usual",
                    **sum_of("per_fact", "40", fact="cleaning-hours-beyond-the-usual"),
                },
            ),
            ("limits", {"name": "A Saturday at most", "of": "hire", "most": "600", "w-band": ["saturday"]}),
            ("extras", {"name": "Garden", **sum_of("flat", "50")}),
            ("bonds", {"name": "Security deposit", **sum_of("flat", "200")}),
        ),
    ),
    "31_little_rocky_run_hoa": Board(
        first="2020-01-01",
        times=(
            ("Monday to Thursday", MON_THU, *ALL_DAY),
            ("Friday before 6pm", "fri", "00:00", "18:00"),
            ("Weekend before 6pm", WEEKEND, "00:00", "18:00"),
            ("Friday to Sunday after 6pm", "fri sat sun", "18:00", "00:00"),
        ),
        table="""
            rooms | resident
            center, Monday to Thursday | 30
            center, Friday before 6pm | 30 | 2
            center, Weekend before 6pm | 45 | 2
            center, Friday to Sunday after 6pm | 45 | 3
        """,
        rules=(
            ("fees", {"name": "Inspection", **sum_of("flat", "50")}),
            ("bonds", {"name": "Security deposit", **sum_of("flat", "250")}),
        ),
    ),
    "33_oakland_recreation_centers": Board(
        first="2020-01-01",
        times=(
            ("Monday to Thursday", MON_THU, *ALL_DAY),
            ("Monday to Thursday by day", MON_THU, "08:00", "20:00"),
            ("Friday to Sunday", "fri sat sun", *ALL_DAY),
            ("Friday night", "fri", "20:00", "00:00"),
            ("Saturday and Sunday from 9am", WEEKEND, "09:00", "00:00"),
            ("The hour after midnight", WEEKEND, "00:00", "01:00"),
        ),
        table="""
            rooms | resident | non-resident | non-profit | corporate
            meeting-room, Monday to Thursday | 40 | 48 | | 50 | 2
            meeting-room, Monday to Thursday by day | | | 15 | | 2
            meeting-room, Friday to Sunday | 50 | 60 | 20 | 60 | 2
            great-hall, Monday to Thursday by day | 65 | 78 | | | 2
            great-hall, Friday night | 80 | 96 | | | 2
            great-hall, Saturday and Sunday from 9am | 80 | 96 | | | 2
            great-hall, The hour after midnight | 200 | 240 | |
            multipurpose-room | ask | ask | ask | ask
        """,
    ),
    "39_st_aidans_community_centre": Board(
        first="2020-01-01",
        times=(
            ("Before 1pm", EVERY_DAY, "00:00", "13:00"),
            ("1pm to 6pm", EVERY_DAY, "13:00", "18:00"),
            ("After 6pm", EVERY_DAY, "18:00", "00:00"),
        ),
        table="""
            rooms | affiliated
            whole-building, Before 1pm | 7.50
            whole-building, 1pm to 6pm | 12.10
            whole-building, After 6pm | 15.00
            hall, Before 1pm | 5.80
            hall, 1pm to 6pm | 9.40
            hall, After 6pm | 11.60
            club-room, Before 1pm | 3.20
            club-room, 1pm to 6pm | 5.10
            club-room, After 6pm | 6.40
            committee-room, Before 1pm | 1.70
            committee-room, 1pm to 6pm | 2.80
            committee-room, After 6pm | 3.50
        """,
        rules=(
            ("occasions", {"name": "Celebration"}),
            (
                "bonds",
                {
                    "name": "Deposit for an evening celebration",
                    **sum_of("flat", "150", occasion=["celebration"], band=["after-6pm"], dates_booked="up to 1"),
                },
            ),
        ),
    ),
    "50_po_leung_kuk_family_centre": Board(
        first="2026-01-01",
        counted={"minimum": "1", "step": "60", "grace": "15"},
        times=(("Saturdays and Sundays", WEEKEND, *ALL_DAY),),
        table="""
            rooms | group | student-group
            interview-room | 80 | 80
            interview-room, Saturdays and Sundays | 100 | 100
            activity-room-1 | 150 | 150
            activity-room-1, Saturdays and Sundays | 180 | 180
            after-school-care-service-room | 200 | 200
            after-school-care-service-room, Saturdays and Sundays | 250 | 250
            activity-room-2 | 250 | 250
            activity-room-2, Saturdays and Sundays | 300 | 300
            lobby | 500 | 500
            lobby, Saturdays and Sundays | 600 | 600
        """,
        rules=(
            (
                "facts",
                {
                    "question": "Minutes over?",
                    "kind": "number",
                    "after": "on",
                    "unless_said": "0",
                    "overrun": "on",
                },
            ),
            (
                "adjustments",
                {
                    "name": "Student groups",
                    "sign": "less",
                    "of": "percent",
                    "amount": "30",
                    "w-category": ["student-group"],
                },
            ),
        ),
    ),
    "55_ty_price_hall": Board(
        first="2026-01-01",
        sessions=(
            ("Morning", EVERY_DAY, "09:00", "13:00"),
            ("Afternoon", EVERY_DAY, "13:30", "17:30"),
            ("Evening", EVERY_DAY, "18:00", "22:00"),
        ),
        table="""
            rooms | standard-one-off | standard-regular | community-one-off | community-regular
            main-hall-with-kitchen | 15 | 10 | 10 | 7.50
            main-hall-with-kitchen, Morning | 45 | 30 | 30 | 22.50
            main-hall-with-kitchen, Afternoon | 45 | 30 | 30 | 22.50
            main-hall-with-kitchen, Evening | 45 | 30 | 30 | 22.50
            monnow-room / upper-room | 10 | 8 | 6 | 5
            monnow-room / upper-room, Morning | 30 | 24 | 18 | 15
            monnow-room / upper-room, Afternoon | 30 | 24 | 18 | 15
            monnow-room / upper-room, Evening | 30 | 24 | 18 | 15
            whole-building | ask | ask | ask | ask
        """,
    ),
    "56_halfway_community_hub_overton": Board(
        first="2026-01-01",
        counted={"step": "60", "minimum": ""},
        table="""
            rooms | local-public-activity | local-voluntary-group | other
            main-room / room-2 | 10 | 10 | 15
        """,
        rules=(("extras", {"name": "Kitchen", **sum_of("per", "2", minutes="1")}),),
    ),
}
