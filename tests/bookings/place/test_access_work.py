"""What is to be found out about access: one page, the most useful first, each line a way to answer it.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.retention import take_out
from bookings.actions.count_sought import count_sought
from bookings.desk.access_work import access_work
from bookings.desk.place import Place
from bookings.privacy.visiting import SOUGHT
from tests.make import a_post, a_user, a_venue, signed_in, soon
from tests.reading import words_of
from tests.shared import shared
from venues.models import AccessClaim, AccessQuestion, AccessReport, SoughtNeed, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall() -> Venue:
    return a_venue()


@shared
def manager(hall) -> Client:
    return signed_in(a_post(hall, "manager").user)


def work(hall) -> str:
    return reverse("place:access_work", args=[hall.slug])


def today(hall) -> date:
    return timezone.now().astimezone(hall.tz).date()


def said(hall, fact: str, value: str, **more: Any) -> AccessClaim:
    told = {"state": "known", "evidence": "stated", "checked_on": today(hall), "checked_by_post": "caretaker"} | more
    return AccessClaim.objects.create(venue=hall, fact=fact, value=value, **told)


def a_question(hall, *facts: str, due: int) -> AccessQuestion:
    on = today(hall) + timedelta(days=due)
    return AccessQuestion.objects.create(venue=hall, room=hall.rooms.get(), facts=[*facts], due_on=on)


def labels(lines) -> list[tuple[str, str]]:
    return [(line.fact.code, line.why.name) for line in lines]


def test_the_core_comes_first_then_what_is_asked_about_and_each_leads_to_where_it_is_answered(hall, manager):
    said(hall, "wc_baby", "yes", checked_on=date(2020, 1, 1))
    said(hall, "wc_accessible", "no")
    said(hall, "wc_alarm", "yes")  # of a toilet that is not there: never asked, and still beside its own rule
    said(hall, "ent_text", "yes", checked_on=today(hall) - timedelta(days=330))
    claim = said(hall, "sen_quiet", "yes")
    AccessReport.objects.create(venue=hall, claim=claim, fact="sen_quiet", words="It was full.", made_on=today(hall))
    early = a_question(hall, "fac_wifi", "hea_mic", due=3)
    late = a_question(hall, "hea_mic", "hea_listening", due=-1)
    count_sought({hall.pk: {"captions"}}, on=today(hall))

    page = manager.get(work(hall))
    desk = page.context["work"]
    assert [each.is_overdue for each in desk.waiting] == [True, False]
    core = [line for line in desk.first if line.fact.core]
    assert desk.first[: len(core)] == core
    assert core[0].fact.code == "hea_listening"
    why = dict(labels([*desk.first, *desk.others, *desk.due]))
    assert why["wc_baby"] == "OUT_OF_DATE"
    assert why["sen_quiet"] == "DIFFERENT"
    assert why["ent_text"] == "DUE"
    [doubt] = [line for line in desk.first if line.why.name == "CONTRADICTORY"]
    assert (doubt.fact.code, "“Wheelchair-accessible toilet” no" in doubt.told) == ("wc_alarm", True)
    assert "wc_accessible" not in why
    assert why["arr_street"] == "UNKNOWN"
    assert "wc_open" not in why
    behind = [(line.fact.code, line.asked) for line in desk.first[len(core) :]]
    assert behind == [("hea_mic", 2), ("fac_wifi", 2), ("wc_alarm", 0)]
    assert {line.asked for line in desk.others} == {0}
    assert desk.pressing == 4  # two questions, what a visitor found different, what cannot both be true
    words = words_of(page)
    assert "It was due on" in words
    assert "It was full." not in words  # a visitor's words stand on the page that answers them
    assert "Live captions or remote interpreter 1 0" in words
    questions = [reverse("place:access_question", args=[hall.slug, pk]) for pk in (late.pk, early.pk)]
    assert [each.address for each in desk.waiting] == questions
    addresses = [each.address for each in (*desk.waiting, *desk.first, *desk.others)]
    assert all(addresses)
    for address in addresses[:4]:
        assert manager.get(address).status_code == 200


def test_what_only_the_manager_may_answer_leads_others_nowhere_and_names_the_manager(hall, manager):
    len_ = signed_in(a_post(hall, "caretaker", a_user("Len")).user)
    [evac] = [line for line in len_.get(work(hall)).context["work"].first if line.fact.code == "mov_evac"]
    assert (evac.address, evac.who) == ("", "the manager, Ada")
    late = a_question(hall, "hea_mic", due=-1)  # a caretaker answers it by walking round, without who asked what
    [waiting] = len_.get(work(hall)).context["work"].waiting
    assert waiting.address == reverse("place:access_walk_ask", args=[hall.slug, "hea_mic", late.room.code])
    [street] = [line for line in len_.get(work(hall)).context["work"].first if line.fact.code == "arr_street"]
    assert street.who == "the caretaker, Len"
    assert signed_in(a_post(hall, "treasurer", a_user("Tom")).user).get(work(hall)).status_code == 404


def test_a_search_counts_once_what_is_not_known_by_need_and_month_and_nobody_who_searched(hall):
    visitor = Client()
    asked = {"on": soon(20).isoformat(), "from": "19:00", "to": "21:00", "people": "20", "kind": "informal"}
    told = asked | {"needs": ["hearing_loop", "warm_room"]}
    assert visitor.post(reverse("find"), told).status_code == 303
    assert visitor.post(reverse("find"), told | {"people": "25"}).status_code == 303  # the same visit goes on
    month = timezone.localdate().replace(day=1)
    counted = SoughtNeed.objects.values_list("venue", "need", "month", "count")
    assert {*counted} == {(hall.pk, "hearing_loop", month, 1), (hall.pk, "warm_room", month, 1)}
    said(hall, "fac_warmth", "yes", room=hall.rooms.get())
    assert Client().post(reverse("find"), told).status_code == 303
    assert dict(SoughtNeed.objects.values_list("need", "count")) == {"hearing_loop": 2, "warm_room": 1}
    assert Client().post(reverse("find"), asked).status_code == 303
    assert Client().post(reverse("find"), told | {"people": "5000"}).status_code == 303
    assert SoughtNeed.objects.get(need="hearing_loop").count == 2
    assert {field.name for field in SoughtNeed._meta.get_fields()} == {"id", "venue", "need", "month", "count"}


@pytest.mark.on_postgres
def test_a_new_year_still_tells_of_the_month_before(hall, manager):
    for on, times in ((date(2026, 11, 3), 1), (date(2026, 12, 31), 2), (date(2027, 1, 1), 3)):
        for _time in range(times):
            count_sought({hall.pk: {"baby"}}, on=on)
    place = Place.of(hall.posts.get().user, hall.slug, "place:access_work")
    [sought] = access_work(place, on=date(2027, 1, 15)).sought
    assert (sought.now, sought.before) == (3, 2)
    for day, left in ((date(2027, 1, 31), 3), (date(2027, 2, 1), 2), (date(2027, 3, 1), 1), (date(2027, 4, 1), 0)):
        take_out(SOUGHT, datetime.combine(day, time(12), UTC))  # what nobody looks at any more goes, two months after
        assert SoughtNeed.objects.count() == left, day


@pytest.mark.once
def test_the_page_asks_as_much_for_many_rooms_and_questions(hall, manager, django_assert_max_num_queries):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    big = a_venue(cells=tuple(f"room-{number}" for number in range(12)))
    nell = signed_in(a_post(big, "manager", a_user("Nell")).user)
    for number in range(8):
        AccessQuestion.objects.create(venue=big, room=big.rooms.all()[number], facts=["hea_mic"], due_on=today(big))
    for browser, place in ((manager, hall), (nell, big)):
        with django_assert_max_num_queries(23):
            browser.get(work(place))
    desk = nell.get(work(big)).context["work"]
    [microphone] = [line for line in desk.first if line.fact.code == "hea_mic"]
    assert (microphone.asked, len(microphone.places)) == (8, 12)  # one line, whatever the number of rooms
