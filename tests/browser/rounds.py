"""Rounds through the site: each person stops at every page that is theirs, in each state that looks different."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import Membership
from bookings.actions.count_sought import count_sought
from bookings.models import ReportPdf
from tests.browser.hands import follow, press
from tests.browser.town import WEEK, Town, next_tuesday
from tests.make import a_user
from venues.models import Tariff

Stops = Iterator[int]  # the status that each page should have; once it was looked at, all in it is unfolded
Walk = Callable[[Page, Town], Stops]


@dataclass(frozen=True)
class Round:
    """Who goes round (nobody signed in, where there is no name), past which pages, by their names."""

    walk: Walk
    who: str
    pages: frozenset[str]
    in_the_demo: bool


ROUNDS: dict[str, Round] = {}


def stops_at(*pages: str, who: str = "", in_the_demo: bool = False) -> Callable[[Walk], Walk]:
    def keep(walk: Walk) -> Walk:
        ROUNDS[walk.__name__] = Round(walk, who, frozenset(pages), in_the_demo)
        return walk

    return keep


@stops_at("find", "venues:list", "venues:venue", "venues:room", "venues:prices", "help", "accessibility")
def a_visitor(page: Page, town: Town) -> Stops:
    tuesday = next_tuesday()
    weekly = f"/?on={tuesday}&from=19:00&to=21:00&people=25&kind=informal&repeat=weekly&until={tuesday + 5 * WEEK}"
    page.goto("/")
    yield 200
    press(page, "Find a room")
    yield 422
    page.goto("/?on=2026-02-30&from=19:00&to=18:00&people=none")
    yield 400
    page.goto(f"{weekly}&near={town.hall.town}&within=20")
    page.locator("details.map").evaluate("map => map.open = true")
    yield 200
    for need in page.locator("[name=needs]").all():
        need.check()
    page.get_by_label("How many wheelchair users?").fill("3")
    press(page, "Find a room")
    yield 200
    page.goto(weekly.replace("people=25", "people=4000"))
    yield 200
    page.goto(
        f"/?on={tuesday}&from=09:00&to=22:00&hours=3&repeat=first&people=25&layout=rows&most=40&things=kitchen,piano"
    )
    for hidden in page.locator("details").all():
        hidden.evaluate("details => details.open = true")
    yield 200
    page.goto(reverse("venues:list"))
    yield 200
    for venue in (town.hall, town.reading_room):
        page.goto(venue.get_absolute_url())
        yield 200
        page.goto(venue.rooms.all()[0].get_absolute_url())
        yield 200
    page.goto(f"{town.room('front-half').get_absolute_url()}?week={tuesday}")
    yield 200
    page.goto(f"{town.room('front-half').get_absolute_url()}?week=soon")
    yield 400
    page.goto(reverse("venues:prices", args=[town.hall.slug]))
    press(page, "Show the price")
    yield 200
    page.goto(f"{reverse('venues:prices', args=[town.hall.slug])}?on=2026-02-30")
    yield 400
    for foot in ("help", "accessibility"):
        page.goto(reverse(foot))
        yield 200


@stops_at("bookings:mine", "bookings:booking", "bookings:cancel", "bookings:cancel_date", who="ben")
def an_organiser(page: Page, town: Town) -> Stops:
    page.goto(reverse("bookings:mine"))
    yield 200
    page.goto(f"{reverse('bookings:mine')}?show=past&group={town.choir.ref}")
    yield 200
    for booking in (town.asked, town.series, town.past, town.declined, town.withdrawn):
        page.goto(booking.get_absolute_url())
        yield 200
    for booking in (town.asked, town.series, town.withdrawn):
        page.goto(reverse("bookings:cancel", args=[booking.ref]))
        yield 200
    page.goto(reverse("bookings:cancel_date", args=[town.series.ref, town.first_date.pk]))
    yield 200


@stops_at("bookings:book", who="ben")
def somebody_who_books(page: Page, town: Town) -> Stops:
    tuesday = next_tuesday()
    book = reverse("bookings:book", args=[town.hall.slug, "front-half"])
    page.goto(book)
    yield 200
    press(page, "Check dates and price")
    yield 422
    page.goto(f"{book}?on={tuesday + timedelta(days=1)}&from=19:00&to=21:00&people=25&until={tuesday + 4 * WEEK}")
    page.get_by_label("Who is it for?").select_option("Alder Vale Choir")
    page.get_by_label("What is it?", exact=True).fill("Jazz night")
    page.get_by_label("What is it for, mainly?").select_option(index=1)
    page.get_by_label("Community").first.check()
    press(page, "Check dates and price")
    yield 200
    for price_list in Tariff.objects.filter(venue=town.hall):
        for rate in price_list.document["rates"]:
            rate["per_hour"] = "20.00"
        price_list.save()
    press(page, "Ask for this room")
    yield 409
    page.goto(f"{book}?on={tuesday}&from=19:00&to=21:00&people=25")
    page.get_by_label("Who is it for?").select_option("Alder Vale Choir")
    page.get_by_label("What is it?", exact=True).fill("Jazz night")
    page.get_by_label("What is it for, mainly?").select_option(index=1)
    page.get_by_label("Community").first.check()
    press(page, "Check dates and price")
    yield 409


@stops_at(
    *("groups:list", "groups:new", "groups:group", "groups:change", "groups:invite"),
    *("groups:leave", "groups:let_go", "groups:take_back"),
    who="ben",
)
def somebody_with_groups(page: Page, town: Town) -> Stops:
    page.goto(reverse("groups:list"))
    yield 200
    page.goto(reverse("groups:new"))
    yield 200
    press(page, "Make the group")
    yield 422
    page.goto(town.choir.get_absolute_url())
    yield 200
    page.goto(reverse("groups:leave", args=[town.choir.ref]))
    yield 200
    mel = Membership.objects.create(hirer=town.choir, user=a_user("Mel"), role=Membership.Role.MEMBER)
    page.goto(reverse("groups:let_go", args=[town.choir.ref, mel.pk]))
    yield 200
    page.goto(reverse("groups:take_back", args=[town.choir.ref, town.choir.invitations.get().pk]))
    yield 200
    page.goto(reverse("groups:change", args=[town.choir.ref]))
    yield 200
    page.get_by_label("Name of the group").fill("")
    press(page, "Save")
    yield 422
    page.goto(reverse("groups:invite", args=[town.choir.ref]))
    yield 200
    press(page, "Send the invitation")
    yield 422


@stops_at("bookings:mine", "groups:list", "groups:new", "groups:accept", "groups:group", who="cleo")
def a_newcomer(page: Page, town: Town) -> Stops:
    page.goto(reverse("home"))
    yield 200
    page.goto(f"{reverse('bookings:mine')}?show=past")
    yield 200
    page.goto(reverse("groups:list"))
    yield 200
    page.goto(f"{reverse('bookings:book', args=[town.hall.slug, 'front-half'])}?people=25")
    yield 200
    page.goto(town.invitation)
    yield 200
    press(page, "Join")
    yield 200
    page.goto(town.invitation)
    yield 200


@stops_at(
    "place:access",
    "place:access_building",
    "place:access_entrance",
    "place:access_name",
    "place:access_room",
    "place:access_work",
    "place:access_walk",
    "place:access_walk_ask",
    "place:access_out",
    "place:access_out_change",
    who="len",
)
def what_is_known_of_access(page: Page, town: Town) -> Stops:
    at = [town.hall.slug]
    page.goto(reverse("place:access", args=at))
    page.get_by_label("What is this way in called?").fill("")
    press(page, "Add this way in")
    yield 422
    page.get_by_label("What is this way in called?").fill("Garden door")
    press(page, "Add this way in")
    yield 200
    page.goto(reverse("place:access_name", args=[*at, "garden-door"]))
    yield 200
    page.goto(reverse("place:access_entrance", args=[*at, "garden-door"]))
    page.get_by_label("Yes", exact=True).check()
    press(page, "Save the answers")
    yield 422
    page.goto(reverse("place:access_building", args=at))
    yield 200
    page.goto(reverse("place:access_room", args=[*at, town.hall.rooms.all()[0].code]))
    yield 200
    for fact in ("arr_street", "wc_door_mm"):
        page.goto(reverse("place:access_walk_ask", args=[*at, fact]))
        yield 200
    page.evaluate("document.querySelector('[data-walk]').removeAttribute('data-walk')")
    press(page, "Keep it and go on")
    yield 422
    page.goto(reverse("place:access_walk", args=at))
    yield 200
    count_sought({town.hall.pk: {"hearing_loop"}}, on=timezone.localdate())
    page.goto(reverse("place:access_work", args=at))
    yield 200
    page.goto(reverse("place:access_out", args=at))
    press(page, "Tell visitors")
    yield 422
    page.get_by_label("Microphone").check()
    press(page, "Tell visitors")
    yield 200
    page.get_by_role("link", name="Microphone").click()
    yield 200


@stops_at(
    *("place:hours", "place:hours_new", "place:hours_change"),
    *("place:closures", "place:closures_new", "place:closures_lift"),
    who="ada",
)
def hours_and_closures(page: Page, town: Town) -> Stops:
    hall, tuesday = [town.hall.slug], next_tuesday()
    page.goto(reverse("place:hours", args=hall))
    yield 200
    page.get_by_label("Tuesday").fill("9am to 5pm")
    press(page, "Save the hours")
    yield 200
    page.goto(reverse("place:hours", args=hall))
    page.get_by_label("Tuesday").fill("7 to 10pm")
    press(page, "Save the hours")
    yield 422
    page.goto(reverse("place:hours_new", args=hall))
    yield 200
    page.get_by_label("Meeting room").check()
    page.get_by_label("Every day").fill("9am to 11pm")
    press(page, "Save these hours")
    yield 200
    page.goto(reverse("place:hours_change", args=[*hall, "any_any_meeting"]))
    yield 200
    page.goto(reverse("place:closures", args=hall))
    yield 200
    page.goto(f"{reverse('place:closures_new', args=hall)}?first={tuesday}&cause=works&note=Sanding")
    yield 200
    press(page, "See what is booked then")
    yield 200
    page.goto(reverse("place:closures_new", args=hall))
    press(page, "See what is booked then")
    yield 422
    page.goto(reverse("place:closures_lift", args=[*hall, town.hall.closures.all()[0].pk]))
    yield 200


@stops_at("place:terms", "place:terms_new", "place:terms_change", who="ada")
def school_terms(page: Page, town: Town) -> Stops:
    hall = [town.hall.slug]
    page.goto(reverse("place:terms_new", args=hall))
    yield 200
    page.get_by_label("Whose terms are they?").fill("Shire schools")
    page.get_by_label("The terms").fill("Autumn: 1 September 2025 to 17 October")
    press(page, "Save these terms")
    yield 422
    page.get_by_label("The terms").fill("Autumn: 1 September 2025 to 17 October 2025")
    press(page, "Save these terms")
    yield 200
    page.goto(reverse("place:terms_change", args=[*hall, "shire-schools"]))
    yield 200
    page.goto(reverse("place:terms", args=hall))
    yield 200


@stops_at("place:home", who="ada")
def keeping_a_place(page: Page, town: Town) -> Stops:
    page.goto(reverse("place:home", args=[town.hall.slug]))
    yield 200


@stops_at("desk:report", "desk:report_rows", "desk:people_at_once", who="ada")
def a_report_for_the_desk(page: Page, town: Town) -> Stops:
    report = reverse("desk:report", args=[town.hall.slug])
    page.goto(f"{report}?change_on=2026-01-05&weekdays=1")
    yield 200
    page.goto(f"{report}?first=2026-03-01&last=2026-02-01")
    yield 400
    page.goto(f"{reverse('desk:report', args=[town.reading_room.slug])}?days=this_year")
    yield 200
    press(page, "Make the PDF")
    page.get_by_text("being drawn since").wait_for()
    yield 200
    ReportPdf.objects.update(made_at=timezone.now(), content=b"%PDF")
    follow(page, "Look again")
    page.get_by_role("button", name="Make the PDF anew").wait_for()
    yield 200
    page.goto(reverse("desk:report_rows", args=[town.hall.slug, "A1"]))
    yield 200
    page.goto(reverse("desk:people_at_once", args=[town.hall.slug]))
    yield 200


@stops_at("together", "desk:beside", who="ada")
def halls_side_by_side(page: Page, town: Town) -> Stops:
    address = reverse("together")
    page.goto(address)
    page.goto(address)  # the first time it may not be done
    yield 200
    page.goto(f"{address}?span=never")
    yield 400
    page.goto(reverse("desk:beside", args=[town.hall.slug]))
    yield 200


@stops_at("desk:report", who="owen")
def a_report_for_a_funder(page: Page, town: Town) -> Stops:
    page.goto(reverse("desk:report", args=[town.hall.slug]))
    yield 200
