"""The access guide of a room: facts with measures and dates by a visitor's journey, and what nobody knows said so.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import io
import json
import re
from datetime import date, timedelta

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.make import a_room, a_venue, soon, the_room
from tests.reading import words_of
from tests.venues.test_pictures import a_file
from venues.access.vocabulary import CORE, FACTS, JOURNEY
from venues.models import AccessClaim, Entrance, Outage, Room, Venue
from venues.pictures import store_picture

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LONG_AGO = date(2020, 5, 14)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def claimed(venue: Venue, fact: str, value: str, **more) -> AccessClaim:
    told = {"state": "known", "evidence": "stated", "checked_on": timezone.localdate(), **more}
    return AccessClaim.objects.create(venue=venue, fact=fact, value=value, **told)


@pytest.fixture
def room() -> Room:
    """A hall with two ways in, a toilet that was measured, a lift that is out, and much that nobody knows."""
    venue = a_venue(name="Alder Vale Hall")
    room, today = the_room(venue, "main"), timezone.localdate()
    front, side = (Entrance.objects.create(venue=venue, code=name.lower(), name=name) for name in ("Front", "Side"))
    picture = store_picture(venue, None, a_file(), "A wide toilet door, standing open")
    by = {"checked_by_post": "caretaker"}
    claimed(venue, "wc_door_mm", "850", evidence="measured", picture=picture, **by)
    claimed(venue, "arr_street", "yes", checked_on=LONG_AGO)
    claimed(venue, "mov_lift", "passenger", room=room)
    claimed(venue, "ent_step_free", "no", entrance=front, note="Three stone steps")
    claimed(venue, "ent_step_free", "yes", entrance=side)
    claimed(venue, "ent_entry", "keysafe", entrance=side, note="behind the third stone", method="with the key")
    claimed(
        venue, "mov_evac", "partial", note="Arranged for each booking", evidence="stated", checked_by_post="manager"
    )
    Outage.objects.create(
        venue=venue, fact="mov_lift", starts_on=today, note="A part is on order.", updated_at=timezone.now()
    )
    return room


def sections(html: str) -> dict[str, str]:
    """What stands below each heading of the journey."""
    main = html.split("<main", 1)[1].split("</main", 1)[0]
    return {
        code: re.split(r"<h2", part)[0] for code, part in re.findall(r'<h2 id="(\w+)">(.*?)</section>', main, re.DOTALL)
    }


def test_what_is_known_stands_by_a_visitors_journey_with_its_measure_and_its_day(client, room):
    answer = client.get(room.guide_address)
    html = answer.content.decode()
    told = sections(html)
    assert list(told) == list(JOURNEY)
    assert "850" not in re.sub(r"/media/[^\s\"]+", "", html.split("</head>")[1])
    assert "85 cm. Checked" in told["toilets"]
    assert "by the caretaker, measured" in told["toilets"]
    assert 'alt="A wide toilet door, standing open"' in told["toilets"]
    assert "Yes, last checked 14 May 2020." in told["arrival"]
    assert "In part. Arranged for each booking" in told["leaving"]
    assert re.search(r"<strong>Front</strong>: No. Three stone steps", told["entrance"])
    assert re.search(r"<strong>Side</strong>: Yes", told["entrance"])
    assert "Not known" in told["hearing"]
    assert "Low echo" in told["hearing"]
    assert html.index("out of order since") < html.index('<h2 id="arrival"')
    assert "A part is on order." in html
    stages = {stage for stage, text in told.items() if "It was different?" in text}
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+/different/[^"]+)"', html)]
    assert {link.split("stage=")[1] for link in links} == stages
    assert len(links) == len(stages)  # one link a stage, and each tells which
    assert client.get(links[0]).context["back"] == room.guide_address
    for secret in ("third stone", "with the key", "key safe"):
        assert secret not in html
    assert "told when you book" in told["entrance"]
    assert not re.search(
        r"(?<!wheelchair-)(?<!for )\baccessible\b(?! (toilet|parking))",
        re.sub(r"<[^>]+>", " ", html.split("<main")[1].split("</main")[0]).lower(),
    )


def test_at_its_head_it_answers_whether_one_can_get_in(client, room):
    """Each of the core with a sign and in words, leading to its stage; what may keep somebody away is not folded."""
    html = client.get(room.guide_address).content.decode()
    head = html.split('<h2 id="can-i-get-in">')[1].split("</section>")[0]
    assert "Of the 12 questions that matter most to most people: 2 yes, 1 in part, 2 no, 7 not known." in head
    assert re.findall(r'<dt><a href="#(\w+)">', head) == list(JOURNEY)
    told = dict(re.findall(r"<span>([^<]+): <strong>([^<]+)</strong>", head))
    assert set(told) == {fact.label for fact in CORE}
    assert head.count('class="icon"') >= len(CORE)
    assert told["Step-free entrance"] == "yes (Side)"  # by which of the two doors
    assert told["Step-free route from the street"] == "yes; last checked 14 May 2020"
    assert told["Plan for leaving without stairs"] == "in part"
    assert told["Quiet space"] == "not known"
    assert told["Lift to this room, or not needed"] == "not now. The lift is out of order"
    assert told["Step-free to this room"] == "not now. The lift is out of order"
    for address in (room.get_absolute_url(), room.venue.get_absolute_url()):  # no page says yes to what is out of order
        assert "Lift to this room, or not needed: not now. The lift is out of order" in words_of(client.get(address))

    stage = {code: re.sub(r"<details.*?</details>", "", text, flags=re.DOTALL) for code, text in sections(html).items()}
    assert "Arranged for each booking" in stage["leaving"]
    assert "Three stone steps" in stage["entrance"]
    assert "Low echo" not in stage["hearing"]
    assert "85 cm" not in stage["toilets"]
    assert html.count("<details open") == 0
    everything = client.get(f"{room.guide_address}?all=1").content.decode()
    main = everything.split("<main")[1]
    assert main.count("<details open") == main.count("<details") > 9


def test_what_the_visit_looked_for_stands_first_and_says_what_the_search_says_of_that_day(client, room):
    """Here the lift works again after tomorrow; without needs there is nothing of it, and no need in any address."""
    for fact in ("mov_step_free", "hea_mic"):
        claimed(room.venue, fact, "yes", room=room)
    tomorrow = timezone.localdate() + timedelta(days=1)
    Outage.objects.update(ends_on=tomorrow)
    assert "looked-for" not in client.get(room.guide_address).content.decode()
    asked = {"repeat": "once", "from": "19:00", "to": "21:00", "people": "10", "needs": ["step_free", "hearing_loop"]}
    for on, says in ((tomorrow, False), (soon(20), True)):
        found = client.post(reverse("find"), {**asked, "on": on.isoformat()}, follow=True).content.decode()
        [link] = re.findall(r'href="([^"]+/access/\?on=[^"]+)"', found) or [f"{room.guide_address}?on={on}"]
        assert link == f"{room.guide_address}?on={on}"
        page = client.get(link).content.decode()
        told = page.split('<h2 id="looked-for">')[1].split("</section>")[0]
        assert page.index('id="looked-for"') < page.index('id="can-i-get-in"')
        assert f"{on:%A} {on.day} {on:%B %Y}" in told
        assert ("Meets this need." in told) is says is ("Meets this need." in found)
        assert ("out of order since" in told) is not says
        assert "We do not know: Hearing loop or other listening system" in told
        assert re.findall(r'name="facts" value="(\w+)"', told) == ["hea_listening"]
        assert re.findall(r'name="need" value="(\w+)"', told) == ["step_free", "hearing_loop"]
    for odd in ("never", "1999-01-01"):
        told = client.get(f"{room.guide_address}?on={odd}").content.decode().split('id="looked-for"')[1]
        assert f"{timezone.localdate():%A} {timezone.localdate().day} " in told


@pytest.mark.once
def test_every_fact_stands_on_it_once_known_or_not(client, room):
    """But for what follows from others and says no more than they do.

    Words made of rows that the tests beside this one read from both kinds of database.
    """
    html = client.get(room.guide_address).content.decode()
    missing = {fact.code for fact in FACTS.values() if fact.label not in html}
    assert missing <= {"ent_ramp_notice_h", "mov_lift_size", "ent_steps", "ent_ramp"}


@pytest.mark.once
def test_the_sheet_says_the_same_and_a_screen_reader_can_read_it(client, room):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    answer = client.get(reverse("venues:guide_pdf", args=[room.venue.slug, room.code]))
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        assert str(document.docinfo["/Title"]) == "Access guide: Main, Alder Vale Hall"
        assert str(document.Root.Lang) == "en-gb"
        tags = list(every_tag(document.Root.StructTreeRoot))
    kinds = [str(tag.get("/S", "")) for tag in tags]
    assert {"/H1", "/H2", "/H3", "/Figure"} <= set(kinds)
    assert kinds.count("/H2") == 1 + len(JOURNEY)  # “Can I get in?” before them
    assert [str(tag.Alt) for tag in tags if tag.get("/S") == "/Figure"] == ["A wide toilet door, standing open"]


def every_tag(element):
    below = element.get("/K", [])
    for child in list(below) if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary):
            yield child
            yield from every_tag(child)


def test_a_room_that_is_not_there_has_no_guide_and_an_unpublished_place_shows_none(client, room):
    assert client.get(reverse("venues:guide", args=[room.venue.slug, "attic"])).status_code == 404
    Venue.objects.update(published=False)
    for name in ("guide", "guide_pdf"):
        assert client.get(reverse(f"venues:{name}", args=[room.venue.slug, room.code])).status_code == 404


@pytest.mark.once
def test_more_rooms_and_more_answers_ask_no_more_questions(client, room):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    counts = []
    for turn in range(2):
        for number in range(5):
            other = a_room(room.venue, f"room-{turn}-{number}", cells=list(room.cells.all()))
            claimed(room.venue, "mov_step_free", "yes", room=other)
        with CaptureQueriesContext(connection) as questions:
            assert client.get(room.guide_address).status_code == 200
        counts.append(len(questions))
    assert counts[0] == counts[1] <= 12


def structured(client, address: str) -> dict:
    html = client.get(address).content.decode()
    return json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])


def test_programs_read_the_same_as_json_and_in_the_pages(client, room):
    """A room's name ends no script; where the place keeps its address back, none is given."""
    Room.objects.update(name="Main </script>")
    Venue.objects.update(address_shown=Venue.AddressShown.CONFIRMED, latitude="53.2", longitude="-0.5")
    for address in (f"{room.venue.get_absolute_url()}access.json", f"{room.get_absolute_url()}access.json"):
        answer = client.get(address)
        told = answer.json()
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "geometry" not in told
        assert "Church Lane" not in answer.content.decode()
        said = told["properties"]["accessibility"]
        assert said["restrooms"][0]["entrance"]["properties"]["door"]["width"] == {"value": 850, "unit": "mm"}
        assert [door["properties"]["isLevel"] for door in said["entrances"] if "isLevel" in door["properties"]] == [
            False
        ]
        assert "third stone" not in answer.content.decode()
    told = structured(client, room.get_absolute_url())
    features = {each["propertyID"].split("#")[1]: each["value"] for each in told["amenityFeature"]}
    assert features == {
        "arr_street": True,
        "ent_step_free": True,
        "mov_evac": False,
        "wc_door_mm": 850,
        "mov_lift": FACTS["mov_lift"].options["passenger"],
    }
    assert told["name"] == "Main </script>"
    assert set(told["containedInPlace"]["address"]) == {"@type", "addressLocality", "addressCountry"}
    assert structured(client, room.guide_address) == told
    assert f'id="{next(iter(features))}"' in client.get(reverse("vocabulary")).content.decode()

    Venue.objects.update(address_shown=Venue.AddressShown.ALWAYS)
    hall = structured(client, room.venue.get_absolute_url())
    whole = {each["propertyID"].split("#")[1] for each in hall["amenityFeature"]}
    assert whole == features.keys() - {"mov_lift"}  # which is of the room alone
    assert (hall["geo"]["latitude"], hall["address"]["streetAddress"]) == (53.2, "Church Lane")
    assert [each["url"] for each in hall["containsPlace"]] == [told["url"]]
    assert (hall["openingHoursSpecification"][0]["opens"], len(hall["openingHoursSpecification"])) == ("08:00", 7)
