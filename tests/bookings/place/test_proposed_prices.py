"""Prices that a hall proposes: shown for a while, talked about, and what came of it.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import journal
from accounts.clock import date_words
from accounts.models import Letter
from bookings.desk.price_work import key_of
from tests.bookings.place.price_page import page
from tests.make import a_post, a_user, a_venue, signed_in
from tests.shared import shared
from venues.models import PriceComment, PriceDraft

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TODAY = timezone.localdate()
DAY = timedelta(days=1)
LATER, LAST_DAY = TODAY + 60 * DAY, TODAY + 20 * DAY
SAID = {"name": "Ramblers", "email": "ramblers@hearth.example", "text": "Too dear for walkers."}


@shared
def hall():
    return a_venue()


@shared
def manager(hall):
    return signed_in(a_post(hall, "manager").user)


def a_draft(hall, name="Dearer"):
    document = {**hall.tariffs.get().document, "name": name, "valid_from": str(LATER)}
    rates = [{**row, "per_hour": "9.50"} if row["category"] == "community" else row for row in document["rates"]]
    return PriceDraft.objects.create(venue=hall, name=name, valid_from=LATER, document={**document, "rates": rates})


@pytest.fixture
def draft(hall, manager):
    made = a_draft(hall)
    assert propose(manager, hall, made).status_code == 303
    made.refresh_from_db()
    return made


def propose(manager, hall, draft, **fields):
    typed = {"until": str(LAST_DAY), "words": "The roof <leaks>.", **fields}
    return manager.post(page(hall, "prices_propose", key_of(draft)), typed)


def publish(manager, hall, draft, *, at_once=True, **sent):
    """The button, with what its form has hidden; unless at once, what is asked is answered."""
    address = page(hall, "prices_draft", key_of(draft))
    sent = {"publish": "yes", "seen": manager.get(address).context["work"].seen, **sent}
    answer = manager.post(address, sent)
    return answer if at_once else manager.post(address, {**sent, "heard": answer.context["heard"]})


def public(hall):
    return reverse("venues:proposed_prices", args=[hall.slug])


def close(draft):
    PriceDraft.objects.filter(pk=draft.pk).update(comments_until=TODAY - DAY)


def test_everybody_reads_them_beside_what_holds_today(hall, manager, draft):
    body = Client().get(public(hall)).content.decode()
    for words in (
        "The roof &lt;leaks&gt;.",
        "Main, Community group: £9.50 instead of £8.00 an hour",
        "What holds today",
    ):
        assert words in body
    assert body.count("<table") == 2
    for where in (hall.get_absolute_url(), reverse("venues:prices", args=[hall.slug])):
        assert public(hall) in Client().get(where).content.decode()
    assert journal.of(hall).first().why.startswith("Showed the draft “Dearer” as proposed")


def test_what_is_not_proposed_is_not_there(hall, manager):
    made = a_draft(hall)
    assert Client().get(public(hall)).status_code == 404
    assert public(hall) not in Client().get(hall.get_absolute_url()).content.decode()
    propose(manager, hall, made)
    hall.published = False
    hall.save()
    assert Client().get(public(hall)).status_code == 404
    assert manager.get(public(hall)).status_code == 200


@pytest.mark.once
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("until", str(TODAY - DAY)),
        ("until", str(TODAY + 500 * DAY)),
        ("until", str(LATER)),
        ("until", "soon"),
        ("words", " "),
    ],
)
def test_a_day_and_words_that_will_not_do_are_told(hall, manager, field, value):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    answer = propose(manager, hall, a_draft(hall), **{field: value})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not PriceDraft.objects.proposed(TODAY).exists()


def test_one_list_is_proposed_at_a_time_and_can_be_taken_from_view(hall, manager, draft):
    other = a_draft(hall, "Another")
    refused = propose(manager, hall, other)
    assert refused.status_code == 409
    assert "“Dearer” is shown as proposed until" in refused.content.decode()
    propose(manager, hall, draft, words="Heating too.")
    assert "Heating too." in Client().get(public(hall)).content.decode()
    manager.post(page(hall, "prices_propose", key_of(draft)), {"stop": "yes"})
    assert Client().get(public(hall)).status_code == 404
    assert propose(manager, hall, other).status_code == 303


def test_a_comment_reaches_the_desk_and_nobody_else(hall, manager, draft):
    visitor = Client()
    for _twice in range(2):  # the button pressed twice is one comment
        answer = visitor.post(public(hall), SAID, follow=True)
    assert "Thank you." in answer.content.decode()
    assert SAID["text"] not in answer.content.decode()
    assert PriceComment.objects.get().text == SAID["text"]
    visitor.post(public(hall), {"text": "Fair."})
    letter = Letter.objects.get(to=hall.email)
    comments = page(hall, "prices_comments", key_of(draft))
    assert comments in letter.body
    assert SAID["text"] not in letter.body
    secretary = signed_in(a_post(hall, "secretary").user)
    assert "2 new comments on the proposed prices “Dearer”" in secretary.get(
        reverse("desk:requests", args=[hall.slug])
    ).content.decode().replace("\n", " ")
    body = secretary.get(comments).content.decode()
    for words in (SAID["text"], SAID["name"], SAID["email"], "Somebody who gave no name"):
        assert words in body
    for kind, status in (("trustee", 200), ("caretaker", 404), ("funder", 404)):
        assert signed_in(a_post(hall, kind).user).get(comments).status_code == status
    assert signed_in(a_user("Cleo")).get(comments).status_code == 404
    assert comments in manager.get(page(hall, "prices_draft", key_of(draft))).content.decode()


def test_the_desk_marks_what_it_has_read(hall, draft):
    Client().post(public(hall), SAID)
    ada = a_post(hall, "secretary").user
    address = page(hall, "prices_comments", key_of(draft))
    number = str(PriceComment.objects.get().pk)
    trustee = signed_in(a_post(hall, "trustee").user)
    buttons = [seen.get(address).content.decode().count("Mark these as read") for seen in (trustee, signed_in(ada))]
    assert buttons == [0, 1]
    PriceComment.objects.create(draft=draft, text="Fair enough.")
    assert signed_in(ada).get(address).content.decode().count("Mark these as read") == 2  # at the top and the end
    PriceComment.objects.exclude(pk=number).delete()
    assert trustee.post(address, {"read": number}).status_code == 404
    assert signed_in(ada).post(address, {"read": [number, "x", "99999999999999999999"]}).status_code == 303
    comment = PriceComment.objects.get()
    assert comment.read_by == ada
    assert "new comment" not in signed_in(ada).get(reverse("desk:requests", args=[hall.slug])).content.decode()
    assert "Read by Ada on" in trustee.get(address).content.decode()


@pytest.mark.once
@pytest.mark.parametrize(
    ("field", "value"), [("text", ""), ("text", "x" * 2001), ("name", "x" * 121), ("email", "nobody"), ("text", "a\0b")]
)
def test_what_cannot_be_kept_is_told_and_nothing_is_lost(hall, draft, field, value):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    answer = Client().post(public(hall), {**SAID, field: value})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert all(words in answer.content.decode() for name, words in SAID.items() if name != field)
    assert not PriceComment.objects.exists()


def test_whoever_is_signed_in_need_not_type_their_name(hall, draft):
    ben = a_user("Ben Marsh")
    body = signed_in(ben).get(public(hall)).content.decode()
    assert 'value="Ben Marsh"' in body
    assert f'value="{ben.email}"' in body


@pytest.mark.once
def test_one_visitor_cannot_flood_and_a_form_of_another_site_writes_nothing(hall, draft, settings):
    """Tries are counted on both kinds of database by operations/test_counters.py."""
    assert Client(enforce_csrf_checks=True).post(public(hall), SAID).status_code == 403
    settings.RATELIMIT_ENABLE = True
    seen = [
        Client(REMOTE_ADDR="192.0.2.7").post(public(hall), {"text": f"No {turn}"}).status_code for turn in range(22)
    ]
    assert seen[-1] == 429
    assert PriceComment.objects.count() == 20


@pytest.mark.once
@pytest.mark.parametrize("came", ["nothing yet", "published", "given up"])
def test_after_its_last_day_the_page_says_what_came_of_it(hall, manager, draft, came):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    Client().post(public(hall), SAID)
    close(draft)
    late = Client().post(public(hall), {**SAID, "text": "Late"})
    assert late.status_code == 409
    assert PriceComment.objects.count() == 1
    address = page(hall, "prices_draft", key_of(draft))
    words = "Nothing is decided yet"
    if came == "published":
        assert publish(manager, hall, draft, at_once=False).status_code == 303
        words = "The hall has decided: these prices hold from"
    if came == "given up":
        manager.post(address, {"throw_away": "sure"})
        words = "The hall has given these prices up"
    body = Client().get(public(hall)).content.decode()
    assert words in body
    assert f"until {date_words(TODAY - DAY)}. That is over." in body
    assert "<textarea" not in body
    assert public(hall) not in Client().get(hall.get_absolute_url()).content.decode()
    assert SAID["text"] in manager.get(page(hall, "prices_comments", key_of(draft))).content.decode()
    assert manager.get(address).status_code == 200


@pytest.mark.once
@pytest.mark.parametrize(
    ("is_shown", "comments", "words"),
    [
        (True, 0, "People were told that they can write until {day}. Publish all the same?"),
        (True, 2, "People were told that they can write until {day}, and 2 comments are unread. Publish all the same?"),
        (False, 1, "1 comment is unread. Publish all the same?"),
        (False, 0, ""),
    ],
)
def test_to_publish_asks_once_about_whoever_is_not_heard_yet(hall, manager, draft, is_shown, comments, words):
    """The words of a form, whatever the database."""
    for number in range(comments):
        Client().post(public(hall), {"text": f"No {number}"})
    if not is_shown:
        close(draft)
    asked = publish(manager, hall, draft)
    assert asked.status_code == (409 if words else 303)
    if words:
        assert words.format(day=date_words(LAST_DAY)) == asked.context["question"]
        there = page(hall, "prices_comments", key_of(draft)) in asked.content.decode()
        assert there is bool(comments)
        assert hall.tariffs.count() == 1
        assert publish(manager, hall, draft, heard=asked.context["heard"]).status_code == 303
    assert hall.tariffs.count() == 2


@pytest.mark.once
def test_gaps_and_whoever_is_not_heard_are_asked_about_together(hall, manager, draft):
    """The words of a form, whatever the database."""
    rates = [row for row in draft.document["rates"] if row["category"] == "standard"]
    PriceDraft.objects.filter(pk=draft.pk).update(document={**draft.document, "rates": rates})
    asked = publish(manager, hall, draft)
    assert asked.status_code == 409
    for words in ("Publish it now, with these gaps", "Some open hours have no price"):
        assert words in asked.content.decode()
    sent = {name: asked.context[name] for name in ("heard", "agreed")}
    assert publish(manager, hall, draft, agreed=sent["agreed"]).status_code == 409
    assert publish(manager, hall, draft, heard=sent["heard"]).status_code == 409
    assert publish(manager, hall, draft, **sent).status_code == 303


@pytest.mark.parametrize("came", ["published", "given up"])
def test_what_is_decided_before_its_last_day_is_told_as_decided(hall, manager, draft, came):
    if came == "published":
        publish(manager, hall, draft, at_once=False)
    else:
        manager.post(page(hall, "prices_draft", key_of(draft)), {"throw_away": "sure"})
    body = Client().get(public(hall)).content.decode()
    assert f"until it was decided, on {date_words(TODAY)}." in body
    assert date_words(LAST_DAY) not in body
    if came == "published":
        assert f"The hall has decided: these prices hold from {date_words(LATER)}." in body
        hall.tariffs.filter(valid_from=LATER).update(valid_from=TODAY)
        assert f"these prices hold since {date_words(TODAY)}." in Client().get(public(hall)).content.decode()
    assert reverse("venues:prices", args=[hall.slug]) in body


@pytest.mark.once
def test_many_comments_ask_no_more_than_few(hall, manager, draft):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    address, asked = page(hall, "prices_comments", key_of(draft)), []
    for _turn in range(2):
        rows = [PriceComment(draft=draft, text="x", read_by=a_user(), read_at=timezone.now()) for _row in range(8)]
        PriceComment.objects.bulk_create(rows)
        with CaptureQueriesContext(connection) as questions:
            manager.get(address)
        asked.append(len(questions))
    assert asked[0] == asked[1]
