"""S7: a post is handed over, and nothing is lost."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, timedelta

import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from python_calamine import CalamineWorkbook

from accounts.models import Hirer, Look
from bookings.actions.follow import make_feed_link
from bookings.models import Booking, FeedLink
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues import actions
from venues.actions.keep_keys import give_key, lose_key
from venues.actions.keep_notes import write_note
from venues.actions.publish_conditions import publish_conditions
from venues.models import AccessClaim, Entitlement, HallKey, SpecialTerms, Tariff, VenueNote

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # what it asks of a database, others ask of both kinds

TODAY = timezone.localdate()
IN_A_WEEK = TODAY + timedelta(days=7)


@shared
def hall():
    return a_venue(cells=("front", "back"))


@shared
def mia(hall):
    return a_post(hall, "manager", a_user("Mia")).user


@shared
def manager(mia):
    return signed_in(mia)


def page(hall, name="handover", *args):
    return reverse(f"place:{name}", args=[hall.slug, *args])


def text_of(answer) -> str:
    return " ".join(strip_tags(answer.content.decode().replace("<", " <")).split())


def download(browser, hall) -> zipfile.ZipFile:
    answer = browser.post(page(hall))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def rows(packed: zipfile.ZipFile, name: str) -> list[list[str]]:
    """Without the heading row."""
    return list(csv.reader(io.StringIO(packed.read(f"csv/{name}.csv").decode("utf-8-sig"))))[1:]


def everything(hall, mia) -> Booking:
    """One of each thing that a handover tells."""
    waiting = a_booking(the_room(hall, "front"), on=soon(20), title="Quilting")
    hirer = waiting.hirer
    SpecialTerms.objects.create(
        venue=hall,
        hirer=hirer,
        percent_off=10,
        words="They look after the garden.",
        agreed_by="The committee",
        agreed_on=date(2026, 5, 4),
        since=TODAY,
        until=IN_A_WEEK,
    )
    category = hall.operator.categories.get(code="community")
    Entitlement.objects.create(operator=hall.operator, hirer=hirer, category=category, proof_by=IN_A_WEEK)
    AccessClaim.objects.create(
        venue=hall,
        fact="arr_street",
        state="known",
        value="yes",
        evidence="measured",
        checked_on=TODAY - timedelta(days=4000),
    )
    Tariff.objects.filter(venue=hall).update(valid_to=IN_A_WEEK)
    give_key(hall, number="K4", holder="Ida Wren", deposit_pence=1000, given_on=TODAY, by=mia)
    lose_key(give_key(hall, number="K5", holder="Len", deposit_pence=None, given_on=TODAY, by=mia), on=TODAY, by=mia)
    write_note(hall, title="The boiler", text="Ring Mr Moss.", by=mia, at=timezone.now())
    publish_conditions(hall, "Sweep the floor.", seen=0, by=mia, at=timezone.now())
    return waiting


# One page, one download: open requests, special terms, key register, expiries, unwritten rules as notes; no entry code.


def test_S7_one_page_tells_all_of_it(hall, mia, manager):
    everything(hall, mia)
    told = text_of(manager.get(page(hall)))
    for words in (
        "Manager: Mia",
        "Quilting, Alder Vale Choir",
        "10% off",
        "Agreed by The committee on 4 May 2026.",
        "K4: Ida Wren, since",
        "£10.00 held",
        "K5: Len",
        "proof for “Community group” is due",
        "special terms end",
        "The price list “Prices” ends",
        "The building: 1 answer about getting in is to be checked again",
        "The boiler",
        "Ring Mr Moss.",
    ):
        assert words in told, words
    assert "(past)" in told


def test_S7_one_download_holds_the_same(hall, mia, manager):
    waiting = everything(hall, mia)
    packed = download(manager, hall)
    assert [row[0] for row in rows(packed, "open-requests")] == [waiting.ref]
    assert rows(packed, "special-terms")[0][3:] == [
        "The committee",
        "2026-05-04",
        TODAY.isoformat(),
        IN_A_WEEK.isoformat(),
    ]
    assert rows(packed, "keys") == [
        ["K4", "Ida Wren", "10.00", TODAY.isoformat(), "", ""],
        ["K5", "Len", "", TODAY.isoformat(), "", TODAY.isoformat()],
    ]
    assert len(rows(packed, "expiries")) == 4
    assert rows(packed, "notes")[0][:3] == ["The boiler", "Ring Mr Moss.", "Mia"]


@pytest.mark.parametrize("words", ["The code is 4471", "PIN: 0815 at the side door", "combination of the safe 12345"])
def test_S7_an_entry_code_is_refused_in_a_note(hall, manager, words):
    answer = manager.post(page(hall, "handover_note_new"), {"title": "The door", "text": words})
    assert answer.status_code == 422
    assert "looks like an entry code" in text_of(answer)
    assert not VenueNote.objects.exists()


def test_S7_notes_are_kept_changed_and_thrown_away_by_the_manager(hall, mia, manager):
    manager.post(page(hall, "handover_note_new"), {"title": "Bins", "text": "Blue on Mondays."})
    note = VenueNote.objects.get()
    assert note.by == mia
    address, seen = page(hall, "handover_note", note.pk), note.at.isoformat()
    done = manager.post(address, {"title": "Bins", "text": "Black on Mondays.", "seen": seen})
    assert done.status_code == 303
    late = manager.post(address, {"title": "Bins", "text": "Green!", "seen": seen})
    assert late.status_code == 409
    assert "Green!" in late.content.decode()
    assert manager.post(address, {"throw_away": "yes", "seen": seen}).status_code == 409
    note.refresh_from_db()
    assert note.text == "Black on Mondays."
    assert manager.post(address, {"throw_away": "yes", "seen": note.at.isoformat()}).status_code == 303
    assert not VenueNote.objects.exists()


def test_S7_a_key_is_given_once_and_comes_back(hall, manager):
    given = {"number": "K4", "holder": "Ida", "deposit": "£10", "given_on": str(TODAY)}
    assert manager.post(page(hall, "keys_give"), given).status_code == 303
    again = manager.post(page(hall, "keys_give"), {**given, "number": "k4", "holder": "Len"})
    assert again.status_code == 409
    assert "has not come back yet" in text_of(again)
    key = HallKey.objects.get()
    assert (key.holder, key.deposit_pence) == ("Ida", 1000)
    address = page(hall, "keys_key", key.pk)
    early = manager.post(address, {"what": "back", "on": str(TODAY - timedelta(days=1))})
    assert "before it was given" in text_of(early)
    assert manager.post(address, {"what": "lost", "on": str(TODAY)}).status_code == 303
    assert "have the lock changed" in text_of(manager.get(page(hall, "keys")))
    assert manager.post(address, {"what": "back", "on": str(TODAY)}).status_code == 303
    assert manager.post(address, {"what": "back", "on": str(TODAY)}).status_code == 404
    assert manager.post(page(hall, "keys_give"), given).status_code == 303


@pytest.mark.once
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "x" * 21}, "number"),
        ({"holder": " "}, "holder"),
        ({"deposit": "ten"}, "deposit"),
        ({"given_on": "2100-01-01"}, "given_on"),
        ({"given_on": "31 February 2026"}, "given_on"),
    ],
)
def test_S7_bad_entries_are_told_beside_their_box(hall, manager, wrong, field):
    """The words of a form, whatever the database."""
    typed = {"number": "K4", "holder": "Ida", "deposit": "", "given_on": str(TODAY), **wrong}
    answer = manager.post(page(hall, "keys_give"), typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not HallKey.objects.exists()


# A special term says who agreed it, when and until when, or is not saved.


@pytest.mark.parametrize("lacking", ["agreed_by", "agreed_on", "until"])
def test_S7_a_special_term_says_who_agreed_it_when_and_until_when_or_is_not_saved(hall, manager, lacking):
    hirer = a_booking(the_room(hall, "front")).hirer
    typed = {
        "category": "",
        "percent_off": "10",
        "since": str(TODAY),
        "until": str(IN_A_WEEK),
        "agreed_by": "The committee",
        "agreed_on": str(TODAY),
        "words": "They sweep.",
    }
    address = reverse("desk:terms_new", args=[hall.slug, hirer.ref])
    answer = manager.post(address, {**typed, lacking: ""})
    assert answer.status_code == 422
    assert lacking in answer.context["form"].errors
    assert not SpecialTerms.objects.exists()
    assert manager.post(address, typed).status_code == 303


# Everything exports as ODS and CSV, documents as PDF.


@pytest.mark.once
def test_S7_everything_exports_as_ods_and_csv_and_documents_as_pdf(hall, mia, manager):
    """What is drawn or packed, no database has a say in."""
    everything(hall, mia)
    packed = download(manager, hall)
    names = set(packed.namelist())
    tables = {"open-requests", "special-terms", "keys", "expiries", "notes", "hirers", "bookings", "dates", "prices"}
    assert {name for name in names if name.startswith("csv/")} == {f"csv/{table}.csv" for table in tables}
    assert {"handover.pdf", "prices-2020-01-01.pdf", "conditions-1.pdf"} <= names
    assert packed.testzip() is None

    book = CalamineWorkbook.from_object(io.BytesIO(packed.read(f"{hall.slug}.ods")))
    assert set(book.sheet_names) == {name.replace("-", " ") for name in tables}
    for table in tables:
        sheet = book.get_sheet_by_name(table.replace("-", " ")).to_python()
        assert len(sheet) == len(rows(packed, table)) + 1, table
    dates = book.get_sheet_by_name("dates").to_python()
    assert dates[1][1] == soon(20)
    assert dates[1][6] == 16.0
    with pikepdf.open(io.BytesIO(packed.read("handover.pdf"))) as document:
        assert document.Root.MarkInfo.Marked
        assert "Handover of" in str(document.docinfo["/Title"])


def test_S7_a_cell_never_is_a_formula(hall, mia, manager):
    booking = a_booking(the_room(hall, "front"), title="=HYPERLINK(1)")
    Hirer.objects.filter(pk=booking.hirer_id).update(name="@choir", contact_phone="+44 1632 960000")
    write_note(hall, title="-1", text="=2+2", by=mia, at=timezone.now())
    packed = download(manager, hall)
    assert rows(packed, "open-requests")[0][2:4] == ["'@choir", "'=HYPERLINK(1)"]
    assert rows(packed, "hirers")[0][5] == "'+44 1632 960000"
    assert rows(packed, "notes")[0][:2] == ["'-1", "'=2+2"]
    book = CalamineWorkbook.from_object(io.BytesIO(packed.read(f"{hall.slug}.ods")))
    assert book.get_sheet_by_name("notes").to_python()[1][:2] == ["'-1", "'=2+2"]


@pytest.mark.once
def test_S7_a_confidential_booking_keeps_its_name_to_itself(hall, manager):
    """Who reads what is decided in Python, of rows that others read from both kinds of database."""
    secret = a_booking(the_room(hall, "front"), title="Ottoline’s hour", confidential=True, on=soon(20))
    packed = download(manager, hall)
    assert rows(packed, "bookings")[0][:3] == [secret.ref, "confidential", "confidential"]
    assert rows(packed, "dates")[0][:2] == [secret.ref, soon(20).isoformat()]
    for name in packed.namelist():
        assert b"Ottoline" not in packed.read(name)
    with pikepdf.open(io.BytesIO(packed.read("handover.pdf"))) as document:
        plain = io.BytesIO()
        document.save(plain, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    assert b"Ottoline" not in plain.getvalue()


def test_S7_each_group_can_see_that_its_contact_was_taken_out(hall, mia, manager):
    booking = a_booking(the_room(hall, "front"))
    download(manager, hall)
    download(manager, hall)
    look = Look.objects.get(hirer=booking.hirer)
    assert (look.by, look.page, look.at_place) == (mia, "place:handover", hall.slug)


def test_S7_another_halls_things_are_not_in_it(hall, manager):
    elsewhere = a_venue()
    a_booking(the_room(elsewhere, "main"), hirer=a_group("Strangers", organiser=a_user()))
    give_key(elsewhere, number="X", holder="Stranger", deposit_pence=None, given_on=TODAY, by=a_user())
    packed = download(manager, hall)
    assert [rows(packed, name) for name in ("hirers", "bookings", "dates", "keys", "notes")] == [[]] * 5


# The old post's rights, links and feeds end with it.


def test_S7_the_old_posts_rights_links_and_feeds_end_with_it(hall, mia, manager):
    nia = a_user("Nia")
    feeds = [
        reverse("feed", args=[make_feed_link(mia, key="a-key", at=timezone.now(), **thing)])
        for thing in ({"venue": hall}, {"room": hall.rooms.first()})
    ]
    assert [Client().get(feed).status_code for feed in feeds] == [200, 200]
    assert manager.get(page(hall)).status_code == 200
    invitation = actions.invite_to_post(
        hall, email=nia.email, kind="manager", by=mia, at=timezone.now(), hands_over=hall.posts.get(user=mia)
    )
    asked_before = hall.post_invitations.get()
    actions.take_up_post(invitation or asked_before, by=nia, at=timezone.now())
    assert signed_in(nia).get(page(hall)).status_code == 200
    for name in ("handover", "keys", "home", "people"):
        assert manager.get(page(hall, name)).status_code == 404
    assert manager.post(page(hall)).status_code == 404
    assert manager.get(reverse("desk:requests", args=[hall.slug])).status_code == 404
    assert {Client().get(feed).status_code for feed in feeds} <= {404, 410}
    assert FeedLink.objects.filter(owner=mia).count() == 2


@pytest.mark.parametrize("kind", ["secretary", "treasurer", "caretaker", "trustee", "funder"])
def test_S7_only_a_manager_has_the_handover(hall, kind):
    browser = signed_in(a_post(hall, kind).user)
    assert browser.get(page(hall)).status_code == browser.post(page(hall)).status_code == 404


@pytest.mark.once
def test_S7_the_page_asks_as_much_for_twenty_as_for_ten(hall, mia, manager):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def questions(numbers) -> int:
        for number in numbers:
            booking = a_booking(the_room(hall, "front"), on=soon(20 + number), hirer=a_group(f"Group {number}"))
            terms = {"words": "So", "agreed_by": "Us", "agreed_on": TODAY, "since": TODAY, "until": IN_A_WEEK}
            SpecialTerms.objects.create(venue=hall, hirer=booking.hirer, percent_off=10, **terms)
            give_key(hall, number=f"K{number}", holder="Ida", deposit_pence=1, given_on=TODAY, by=mia)
            write_note(hall, title=f"Note {number}", text="So.", by=mia, at=timezone.now())
        with CaptureQueriesContext(connection) as asked:
            manager.get(page(hall))
        return len(asked)

    assert questions(range(5)) == questions(range(5, 12))
