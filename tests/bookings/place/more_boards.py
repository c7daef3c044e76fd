"""The rest of the published price lists that are typed by page: those with sessions, other ways, and many rules."""

from __future__ import annotations

from tests.bookings.place.boards import ALL_DAY, sum_of
from tests.bookings.place.typing_a_list import HOLIDAYS, WEEKDAYS, WEEKEND, Board

GUESTS, REGULARS = ["anyone", "community"], ["regular-community", "regular"]
BY_LENGTH = {"p0-way": "steps", "p0-steps": "2: 40\n4: 60\n8: 100", "p0-then": "15"}

MORE_BOARDS = {
    "21_sgb_hall": Board(
        first="2024-07-01",
        times=(("Night", "mon tue wed thu fri sat sun", "17:00", "00:00"),),
        table="""
            rooms | regular-community | regular | community | anyone
            hall | 18 | 22 | 18 | 35
            hall, Night | | | 35 |
            kitchen | 15 | 18 | 15 | 18
        """,
        rules=(
            ("facts", {"question": "Low risk?", "kind": "yes_no", "unless_said": "no"}),
            ("fees", {"name": "Cleaning", **sum_of("flat", "70", category=GUESTS, room=["hall"])}),
            ("bonds", {"name": "Key", **sum_of("once", "50", category=REGULARS, room=["hall"])}),
            ("bonds", {"name": "Kitchen", **sum_of("once", "50", room=["kitchen"])}),
            (
                "bonds",
                {
                    "name": "Bond",
                    **sum_of("once", "100", category=REGULARS, room=["hall"]),
                    **sum_of("flat", "300", "p1-", category=GUESTS, room=["hall"]),
                    **sum_of("flat", "100", "p2-", category=["anyone"], room=["hall"], fact__low__risk="yes"),
                    **sum_of("flat", "150", "p3-", category=["community"], room=["hall"], fact__low__risk="yes"),
                    **sum_of("flat", "400", "p4-", category=GUESTS, room=["hall"], band=["night"], rank="1"),
                    **sum_of(
                        "flat",
                        "100",
                        "p5-",
                        category=GUESTS,
                        room=["hall"],
                        band=["night"],
                        fact__low__risk="yes",
                        rank="1",
                    ),
                },
            ),
            (
                "cancellation",
                {
                    "notice": "days",
                    "p0-at_least": "14",
                    "p0-refund": "100",
                    "p1-at_least": "7",
                    "p1-refund": "50",
                },
            ),
        ),
    ),
    "59_bow_brickhill_pavilion": Board(
        first="2023-04-01",
        times=(
            ("Friday evening", "fri", "18:00", "00:00"),
            ("Saturday", "sat", *ALL_DAY),
            ("Sunday", "sun", "00:00", "22:00"),
            ("Bank holidays", HOLIDAYS, *ALL_DAY),
        ),
        table="""
            rooms | parishioner-social | parishioner-not-for-profit | non-parishioner-social | non-parishioner-not-for-profit | classes | commercial | village-club
            pavilion | 6.93 | 6.93 | 13.86 | 13.86 | 14.44 | 31.18 | ask
            pavilion, Friday evening | 13.86 | 13.86 | 27.72 | 27.72 | 17.91 |
            pavilion, Saturday | 13.86 | 13.86 | 27.72 | 27.72 | 17.91 |
            pavilion, Sunday | 13.86 | 13.86 | 27.72 | 27.72 | 17.91 |
            pavilion, Bank holidays | 13.86 | 13.86 | 27.72 | 27.72 | 17.91 |
        """,  # noqa: E501
        rules=(
            (
                "adjustments",
                {
                    "name": "Bank holidays cost double",
                    "sign": "more",
                    "of": "percent",
                    "amount": "100",
                    "w-dates": ["bank-holiday"],
                },
            ),
            ("bonds", {"name": "Deposit", **sum_of("once", "250")}),
            (
                "cancellation",
                {
                    "notice": "days",
                    "p0-at_least": "15",
                    "p0-refund": "100",
                    "p1-at_least": "8",
                    "p1-refund": "75",
                    "p2-at_least": "4",
                    "p2-refund": "50",
                    "p3-at_least": "0",
                    "p3-refund": "25",
                },
            ),
        ),
    ),
    "60_shalbourne_pavilion": Board(
        first="2026-01-01",
        ways=(
            {"name": "Half day", "longest": "6"},
            {"name": "Full day", "opens": "08:00", "closes": "00:00"},
            {"name": "Wedding", "asked": "on"},
            {"name": "Cricket", "asked": "on", "of": "day"},
        ),
        table="""
            rooms | resident | non-resident
            pavilion | 26 | 30
            pavilion, Half day | 105 | 126
            pavilion, Full day | 200 | 220
            pavilion, Wedding | 2100 | 2625
            pavilion, Cricket | 265 | 265
        """,
        rules=(
            ("facts", {"question": "Changing rooms?", "kind": "yes_no"}),
            ("facts", {"question": "Units used?", "kind": "number", "after": "on"}),
            (
                "fees",
                {
                    "name": "Cleaning",
                    **sum_of("flat", "40", fact__changing__rooms="no"),
                    **sum_of("flat", "60", "p1-", fact__changing__rooms="yes"),
                },
            ),
            (
                "fees",
                {
                    "name": "Electricity beyond 25 units",
                    **sum_of("per_fact", "0.33", fact="units-used", free="25", from_bond="on"),
                },
            ),
            (
                "bonds",
                {
                    "name": "Deposit",
                    **sum_of("once", "20", product=["hour"]),
                    **sum_of("once", "30", "p1-", product=["half-day"]),
                    **sum_of("once", "50", "p2-", product=["full-day", "cricket"]),
                    **sum_of("once", "250", "p3-", product=["wedding"]),
                },
            ),
        ),
    ),
    "62_st_andrews_ealing_urc": Board(
        first="2023-01-01",
        ways=({"name": "Half day", "longest": "4"}, {"name": "Day", "longest": "8"}),
        table="""
            rooms | commercial | community | registered-charity
            st-aidans-hall | 57.45 | 44.30 | 39.55
            st-aidans-hall, Half day | 168.95 | 125.70 | 114
            st-aidans-hall, Day | 299 | 251 | 211
            johnston-hall | 44.20 | 37 | 33
            johnston-hall, Half day | 143.50 | 102.20 | 95
            johnston-hall, Day | 253.80 | 188.60 | 163.50
            counselling-room | 14.80 | 14.80 | 12.50
            counselling-room, Half day | 36 | 31 | 29
            counselling-room, Day | 67.20 | 61 | 54
            training-room | 36 | 29 | 27
            training-room, Half day | 107 | 87.50 | 71
            training-room, Day | 198 | 143 | 141.50
            meeting-room | 31 | 23 | 19.40
            meeting-room, Half day | 80.50 | 71 | 51.50
            meeting-room, Day | 142.96 | 120 | 105
            johnston-unit | 62 | 46.50 | 40
            johnston-unit, Half day | 184 | 141.50 | 106
            johnston-unit, Day | 337 | 252 | 203
            johnston-lounge | ask | ask | ask
        """,
        rules=(
            ("facts", {"question": "First block?", "kind": "yes_no"}),
            (
                "adjustments",
                {
                    "name": "First block of ten",
                    "sign": "less",
                    "of": "percent",
                    "amount": "10",
                    "w-dates_booked": "10 or more",
                    "w-date_number": "up to 10",
                    "w-fact-first-block": "yes",
                },
            ),
            ("extras", {"name": "St Aidans kitchen", **sum_of("flat", "8.70")}),
            ("extras", {"name": "Johnston kitchen", **sum_of("flat", "9.50")}),
        ),
    ),
    "66_romford_baptist_church": Board(
        first="2026-01-01",
        counted={"step": "30", "minimum": ""},
        table="""
            rooms | commercial | charity | member
            the-church | 80 | 60 | 0
            willow-hall | 40 | 30 | 0
            foyer | 32 | 24 | 0
            pine-room | 24 | 18 | 0
            sycamore-room / oak-room | 20 | 15 | 0
            olive-room / juniper-room | 12 | 9 | 0
            youth-lounge | 30 | 22.50 | 0
        """,
        rules=(
            (
                "limits",
                {
                    "name": "The Church, commercial",
                    "of": "hire",
                    "least": "200",
                    "most": "600",
                    "minutes": "8",
                    "w-category": ["commercial"],
                    "w-room": ["the-church"],
                },
            ),
            (
                "limits",
                {
                    "name": "The Church, charity",
                    "of": "hire",
                    "least": "150",
                    "most": "400",
                    "minutes": "8",
                    "w-category": ["charity"],
                    "w-room": ["the-church"],
                },
            ),
            (
                "extras",
                {
                    "name": "Setting up the Church and putting it back",
                    **sum_of("flat", "80", category=["commercial"], room=["the-church"]),
                    **sum_of("flat", "60", "p1-", category=["charity"], room=["the-church"]),
                },
            ),
            ("extras", {"name": "Caretaker", **BY_LENGTH}),
            ("extras", {"name": "Operator of sound and pictures", **BY_LENGTH}),
        ),
    ),
    "72_triangle_garden_pavilion": Board(
        first="2016-09-01",
        sessions=(
            ("Weekend morning", WEEKEND, "08:00", "13:00"),
            ("Weekend afternoon", WEEKEND, "13:00", "18:00"),
            ("Weekend evening", WEEKEND, "18:00", "22:00"),
            ("Morning", WEEKDAYS, "08:00", "12:00"),
            ("Afternoon", WEEKDAYS, "12:00", "15:30"),
            ("Late afternoon", WEEKDAYS, "15:30", "18:30"),
            ("Evening", WEEKDAYS, "18:30", "22:00"),
        ),
        table="""
            rooms | non-profit-free | private | chargeable
            pavilion, Weekend morning | 20 | 30 | 30
            pavilion, Weekend afternoon | 20 | 30 | 30
            pavilion, Weekend evening | 20 | 30 | 30
            pavilion, Morning | 20 | 30 | 30
            pavilion, Afternoon | 20 | 30 | 30
            pavilion, Late afternoon | 20 | 30 | 30
            pavilion, Evening | 20 | 30 | 30
        """,
        rules=(
            ("bonds", {"name": "Damage deposit", **sum_of("once", "50")}),
            ("cancellation", {"notice": "weeks", "p0-at_least": "2", "p0-refund": "2/3"}),
        ),
    ),
    "73_centre_at_st_peters": Board(
        first="2026-01-01",
        counted={"tax": "inside", "tax_name": "VAT", "tax_percent": "20", "minimum": ""},
        together=("room-1+room-2", "room-2+room-3", "room-1+room-2+room-3"),
        table="""
            rooms | regular | infrequent-or-commercial
            room-1 | 7 | 12
            room-2 | 6 | 10
            room-3 | 5 | 8
            room-1+room-2 | 11 | 18
            room-2+room-3 | 8 | 14
            room-1+room-2+room-3 | 14 | 24
        """,
        rules=(
            (
                "extras",
                {
                    "name": "Kitchen",
                    **sum_of("per", "15", minutes="3", category=["regular"]),
                    **sum_of("per", "24", "p1-", minutes="3", category=["infrequent-or-commercial"]),
                },
            ),
            ("extras", {"name": "Projector", **sum_of("flat", "15")}),
            ("extras", {"name": "Crockery", **sum_of("per_item", "4", lot="6")}),
            ("extras", {"name": "Tablecloth, rectangular", **sum_of("per_item", "4")}),
            ("extras", {"name": "Tablecloth, square", **sum_of("per_item", "3")}),
        ),
    ),
}
