"""What groups, visitors and the hall itself said, at random: the part of a history that is no use of a room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from accounts.models import DeprivationIndex, Hirer, Postcode, RankedArea
from bookings.models import AccessOutcome, Booking, HowWeCount, UnmetSearch, Verdict, WhomServed
from venues.models import AccessClaim, Closure, Entitlement, Entrance, Fault, Outage, ReportFact, Venue

AREAS = {"E01000001": (1, 51.51), "E01000002": (1, 51.53), "E01000003": (3, 51.52), "E01000004": (5, 52.5)}
CORE = (
    ("venue", "arr_street", ("yes", "no", "partial")), ("entrance", "ent_step_free", ("yes", "no")),
    ("front", "mov_step_free", ("yes", "no")), ("back", "mov_step_free", ("yes", "partial")),
    ("front", "mov_lift", ("not_needed", "passenger")), ("venue", "wc_accessible", ("yes", "partial", "no")),
    ("venue", "wc_open", ("unlocked", "ask")), ("front", "hea_listening", ("fixed_loop", "none")),
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    served: tuple[dict[str, Any], ...]
    facts: tuple[tuple[str, int, int | None, bool], ...]
    faults: tuple[tuple[int, int | None, bool], ...]  # told on which day, mended how many later, with a closure
    scores: tuple[int | None, ...]
    core: tuple[int, ...]  # of each core claim which of its values, from 1; 0 is none
    lift_out: tuple[int, int] | None
    entitled: frozenset[str]
    emails: tuple[str, ...]
    set_here: dict[str, Any] | None  # of how the report counts
    shop_prices: bool
    ended: tuple[tuple[str, int, int], ...]  # bookings with a stated need: how, in which month, how many


SERVED = st.fixed_dictionaries({
    "hirer": st.sampled_from(tuple("ABCDEFG")),
    "day": st.integers(-9, 9),
    "audience": st.lists(st.sampled_from(("older", "families", "carers")), unique=True, max_size=2),
    "ages": st.lists(st.sampled_from(("under_5", "25_to_49", "65_to_79")), unique=True, max_size=3),
    "mixes": st.booleans(),
    "area": st.sampled_from(("", "ZZ2", "ZZ9", *AREAS)),
    "low_income": st.sampled_from(("", "yes", "no")),
    "small_income": st.sampled_from(("", "yes", "no")),
    "income_asked": st.sampled_from((10_000, 10_000, 25_000)),
})  # fmt: skip
SET_HERE = st.fixed_dictionaries({
    "evening_since": st.sampled_from((17 * 60, 18 * 60 + 30)), "evening_until": st.sampled_from((22 * 60, 24 * 60)),
    "weekday_peak_since": st.sampled_from((0, 16 * 60)), "weekday_peak_until": st.sampled_from((21 * 60, 24 * 60)),
    "weekend_peak_since": st.just(10 * 60), "weekend_peak_until": st.sampled_from((12 * 60, 23 * 60)),
    "pay_percent": st.sampled_from((50, 100, 125)), "a_head": st.sampled_from((50, 200, 330)),
    "region": st.sampled_from(("uk", "london")), "small_income": st.sampled_from((5000, 10_000, 25_000)),
    "areas": st.lists(st.sampled_from((*AREAS, "E01009999")), unique=True).map(sorted),
})  # fmt: skip
TOLD = st.builds(
    Told,
    served=st.lists(SERVED, max_size=12).map(tuple),
    facts=st.lists(
        st.tuples(
            st.sampled_from(("cost", "volunteers", "gas", "music", "insurance")), st.integers(-40, 4),
            st.one_of(st.none(), st.integers(1, 80)), st.booleans(),
        ), max_size=6, unique_by=lambda fact: (fact[0], fact[1] * (fact[0] != "cost")),
    ).map(tuple),
    faults=st.lists(
        st.tuples(st.integers(-4, 8), st.one_of(st.none(), st.integers(0, 9)), st.booleans()), max_size=6
    ).map(tuple),
    scores=st.lists(st.one_of(st.none(), st.integers(1, 5)), max_size=9).map(tuple),
    core=st.tuples(*[st.integers(0, len(values)) for _where, _fact, values in CORE]),
    lift_out=st.one_of(st.none(), st.tuples(st.integers(-2, 5), st.integers(0, 4))),
    entitled=st.frozensets(st.sampled_from(tuple("ABCDEFG")), max_size=4),
    emails=st.tuples(*[st.sampled_from(("", "", "office@hearth.example"))] * 7),
    set_here=st.one_of(st.none(), SET_HERE),
    shop_prices=st.booleans(),
    ended=st.lists(
        st.tuples(st.sampled_from(("met", "in_part", "not_met", "unknown")), st.integers(0, 1), st.integers(1, 7)),
        max_size=3, unique_by=lambda ended: ended[:2],
    ).map(tuple),
)  # fmt: skip


def write_told(told: Told, venue: Venue, hirers: dict[str, Hirer], first: date) -> None:
    _areas()
    for row in told.served:
        said = {name: row[name] for name in ("audience", "ages", "mixes", "area", "low_income", "small_income")}
        said["income_asked"] = row["income_asked"]
        WhomServed.objects.create(hirer=hirers[row["hirer"]], said_on=first + timedelta(days=row["day"]), **said)
    _typed(told, venue, first)
    _faults(told, venue, first)
    _access(told, venue, first)
    booking = Booking.objects.filter(venue=venue).first()
    for n, score in enumerate(told.scores if booking else ()):
        month = (first.replace(day=1) + timedelta(days=31 * (n % 3))).replace(day=1)
        Verdict.objects.update_or_create(
            booking=booking, month=month, defaults={"asked_at": _noon(first, n), "score": score}
        )
    community = venue.operator.categories.get(code="community")
    community.kinds = ["club"] if len(told.entitled) > 2 else []
    community.save()
    for name in told.entitled:
        Entitlement.objects.create(
            operator=venue.operator, hirer=hirers[name], category=community, declared_at=_noon(first, 1)
        )
    if told.set_here is not None:
        HowWeCount.objects.create(venue=venue, updated_at=_noon(first, 0), **told.set_here)
    month = first.replace(day=1)
    for starts, index in ((month, 1311), (month.replace(year=month.year - 1), 1270)) if told.shop_prices else ():
        rest = {"ends_on": starts, "amount": index, "source": "A table", "updated_at": _noon(first, 0)}
        ReportFact.objects.create(venue=venue, what="shop_prices", starts_on=starts, **rest)
    UnmetSearch.objects.create(venue=venue, on=first + timedelta(days=1), lack="taken", part="day", count=7)


def _noon(first: date, day: int) -> datetime:
    return datetime.combine(first + timedelta(days=day), time(12), UTC)


def _areas() -> None:
    """Two areas of the most deprived fifth near by, one of the third, and one far away."""
    index = DeprivationIndex.objects.create(
        code="by-hand", nation="ENG", name="Index", version="1", published=date(2020, 1, 1), source="https://x.example"
    )
    for n, (code, (fifth, north)) in enumerate(AREAS.items(), 1):
        Postcode.objects.create(code=f"ZZ{n}1AA", latitude=north, longitude=-1.5, district=f"ZZ{n}", area=code)
        RankedArea.objects.create(
            index=index, code=code, rank=n, fifth=fifth, residents=900 + n, latitude=north, longitude=-1.5
        )


def _typed(told: Told, venue: Venue, first: date) -> None:
    for what, day, length, applies in told.facts:
        starts = first + timedelta(days=day)
        rest: dict[str, Any] = {"ends_on": length and starts + timedelta(days=length), "applies": applies}
        if what == "cost":
            rest = {"ends_on": starts + timedelta(days=364), "amount": 730_001}
        if what == "volunteers":
            starts = (starts + timedelta(days=31)).replace(day=1)
            rest = {"ends_on": starts + timedelta(days=27), "amount": 90}
        ReportFact.objects.update_or_create(
            venue=venue, what=what, starts_on=starts, defaults={"updated_at": _noon(first, 0), **rest}
        )
    for outcome, month, count in told.ended:
        begins = (first.replace(day=1) + timedelta(days=31 * (month + 1))).replace(day=1)
        AccessOutcome.objects.create(venue=venue, month=begins, outcome=outcome, reason="answered", count=count)


def _faults(told: Told, venue: Venue, first: date) -> None:
    for day, mended, shut in told.faults:
        on = first + timedelta(days=day)
        closure = None
        if shut:
            closure = Closure.objects.create(
                venue=venue, starts_at=_noon(on, 0), ends_at=_noon(on, 0) + timedelta(hours=3), cause="works",
                made_at=_noon(on, -1),
            )  # fmt: skip
        end = {} if mended is None else {
            "outcome": "mended", "mended_on": on + timedelta(days=mended), "ended_at": _noon(on, mended),
        }  # fmt: skip
        Fault.objects.create(venue=venue, kind="light", made_at=_noon(on, 0), made_on=on, closure=closure, **end)


def _access(told: Told, venue: Venue, first: date) -> None:
    entrance = Entrance.objects.create(venue=venue, code="door", name="Door")
    rooms = {room.code: room for room in venue.rooms.all()}
    for (where, fact, values), chosen in zip(CORE, told.core, strict=True):
        if chosen:
            AccessClaim.objects.create(
                venue=venue, entrance=entrance if where == "entrance" else None, room=rooms.get(where), fact=fact,
                state="known", value=values[chosen - 1], evidence="measured", checked_by_post="manager",
                checked_on=first - timedelta(days=400 * (chosen > 1)), made_at=_noon(first, -1),
            )  # fmt: skip
    if told.lift_out:
        day, length = told.lift_out
        starts = first + timedelta(days=day)
        Outage.objects.create(
            venue=venue, fact="mov_lift", starts_on=starts, ends_on=starts + timedelta(days=length),
            updated_at=_noon(first, day),
        )  # fmt: skip
