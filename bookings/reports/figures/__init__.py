"""Every figure, question by question: affordable, accessible, available, fit, well used, whom it reaches."""

from __future__ import annotations

from bookings.reports.evidence import Evidence
from bookings.reports.figures import (
    accessible,
    asked,
    attendance,
    available,
    beginnings,
    benchmarks,
    burden,
    concentration,
    concessions,
    core_facts,
    deprived,
    fit,
    not_kept,
    occupancy,
    outcomes,
    patterns,
    prices,
    promises,
    reach,
    running,
    sessions,
    sizes,
    unmet,
    upkeep,
    uptake,
    waiting,
    whom,
    within_means,
)
from bookings.reports.figures.on_record import as_recorded
from bookings.reports.figures.own_use import said_of_requests
from bookings.reports.set_by_the_hall import flagged
from bookings.reports.values import Figure


def every(e: Evidence, before: Evidence | None) -> list[Figure]:
    """Every figure, question by question, with what the hall set of how it is counted."""
    return [flagged(figure, e.counting) for figure in _every(e, before)]


def _every(e: Evidence, before: Evidence | None) -> list[Figure]:
    income = running.with_cost(sessions.income(e), e)
    affordable = [
        prices.price_paid(e, before),
        prices.net_charge(e),
        concessions.value(e),
        within_means.affordable_hours(e),
        concessions.hours_under(e),
        concessions.hours_at(e),
        prices.free_hours(e),
        prices.cost_a_head(e),
        within_means.affordable_a_head(e),
        benchmarks.usual_hires(e),
        beginnings.up_front(e),
        prices.change_in_the_community_rate(e, before),
        running.recovery(income, e),
    ]
    on_offer = [
        asked.succeeded(e),
        asked.counting_withdrawals(e),
        unmet.unmet(e),
        waiting.time_to_answer(e),
        available.on_offer(e),
        available.free_in_the_peak(e),
        unmet.why_not(e),
        promises.broken(e),
        available.closed(e),
        beginnings.open_to_newcomers(e),
        beginnings.notice(e),
        asked.newcomers_chance(e),
        burden.of_asking(e),
    ]
    fit_for_purpose = [
        sizes.fitting(e),
        sizes.over_the_limit(e),
        fit.verdict(e),
        fit.came_back(e),
        upkeep.faults(e),
        upkeep.documents(e),
        *not_kept.figures(e),
    ]
    well_used = [
        occupancy.occupancy(e, before),
        occupancy.of_fixed_hours(e),
        attendance.attendances(e),
        occupancy.used_hours(e),
        occupancy.in_the_peak(e),
        sessions.sessions(e),
        attendance.hours_of_people(e),
        patterns.pattern(e),
        patterns.purposes(e),
        patterns.new_activities(e),
        sizes.seats(e),
        sessions.lost(e),
        income,
        running.volunteers(e),
    ]
    reached = [reach.groups(e), uptake.eligible(e), concentration.concentration(e), reach.open_doors(e)]
    getting_in = [*accessible.figures(e), core_facts.fact_by_fact(e)]
    found = [*affordable, *getting_in, *on_offer, *fit_for_purpose, *well_used, *reached]
    return [said_of_requests(as_recorded(figure, e)) for figure in (*found, *whom.figures(e), *deprived.figures(e))]


def of_people(e: Evidence) -> list[Figure]:
    """Those with a number that is about hirers or people, from sessions and what groups said: as `every` has them."""
    income = running.with_cost(sessions.income(e), e)
    money = [prices.price_paid(e, None), prices.net_charge(e), concessions.value(e), prices.free_hours(e)]
    hours = [concessions.hours_under(e), concessions.hours_at(e), patterns.purposes(e), uptake.eligible(e)]
    affordable = [within_means.affordable_hours(e), within_means.affordable_a_head(e)]
    heads = [attendance.attendances(e), attendance.hours_of_people(e), prices.cost_a_head(e)]
    asking = [unmet.unmet(e), unmet.why_not(e), outcomes.of_stated_needs(e), outcomes.turned_away(e)]
    others = [income, running.recovery(income, e), reach.groups(e)]
    found = [*money, *hours, *affordable, *heads, *asking, *others]
    return [said_of_requests(as_recorded(figure, e)) for figure in (*found, *whom.figures(e), *deprived.figures(e))]


def headlines(e: Evidence) -> tuple[str, ...]:
    """The fourteen; where few pay the standard price, A2s stands in the place of A4."""
    concession = "A2s" if concessions.few_pay_the_standard(e) else "A4"
    return ("A1", concession, "F5", "B1", "B2", "C3", "C5", "C6", "D5", "D6", "E2", "E6", "F1", "N2")
