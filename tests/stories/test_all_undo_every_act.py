"""For five minutes "Undo" takes back a desk person's act: each act of a desk has one, or a reason why it needs none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from bookings.models import DeskAct
from bookings.rights import TABLE

KIND = DeskAct.Kind
# By the page that does it: the kinds of act that `desk:undo` takes back, or the address of its own undo.
UNDONE: dict[str, tuple[str, ...]] = {
    "desk:confirm": (KIND.CONFIRMED,),
    "desk:decline": (KIND.DECLINED,),
    "desk:decline_gone": (KIND.DECLINED,),
    "desk:some": (KIND.PARTLY,),
    "desk:change": (KIND.CHANGED, KIND.PRICED),
    "desk:extend": (KIND.CHANGED,),
    "desk:asked_change": (KIND.CHANGED, KIND.DECLINED, KIND.PRICED),
    "desk:end": (KIND.ENDED,),
    "desk:cancel_date": (KIND.CANCELLED,),
    "desk:waive": (KIND.WAIVED,),
    "desk:tell_price": (KIND.PRICED,),
    "desk:price_accepted": (KIND.CONFIRMED,),
    "desk:book": (KIND.MADE,),
    "desk:hold": (KIND.MADE,),
    "desk:slot": (KIND.MADE, KIND.GAVE_UP),
    "desk:let_go": ("desk:let_go_undo",),
    "desk:next_year": ("desk:next_year_undo",),
    "desk:next_year_end": ("desk:next_year_end_undo",),
    "desk:merge": ("desk:unmerge",),
    "desk:phone": ("desk:let_go",),  # what was pencilled in
    "desk:phone_full": ("desk:phone_full",),  # on the page to which it leads
    "desk:wait_add": ("desk:wait",),  # taken off the list again, with its letter
    "desk:wait": (KIND.MADE, "desk:wait"),  # booked; passed on, taken off: each has its Undo on that page
    "desk:ask": ("desk:ask",),  # what is written waits, with a button beside it that takes it back
    "desk:answer": ("desk:answer",),
    "desk:wish": ("desk:wish",),  # its answer is taken back there; put aside, it is on the lists of other halls still
    "desk:fault": ("desk:fault",),  # what was settled is opened again on the same page
    "desk:terms_new": ("desk:terms_end",),  # taken away again; no letter tells of them
}
SELF = "it is an undo itself"
SET_AGAIN = "no letter goes, and it is set again on the same page"
NOT_UNDONE: dict[str, str] = {
    **dict.fromkeys(("desk:undo", "desk:next_year_undo", "desk:next_year_end_undo", "desk:let_go_undo"), SELF),
    "desk:unmerge": SELF,
    **dict.fromkeys(("desk:standing", "desk:kind", "desk:count", "desk:follow", "desk:terms_end"), SET_AGAIN),
    **dict.fromkeys(("desk:needs_state", "desk:task", "desk:how_many", "desk:for_report", "desk:counting"), SET_AGAIN),
    **dict.fromkeys(("desk:people_at_once", "desk:issued_report"), SET_AGAIN),
    "desk:category": "it only says what a request shall cost; the answer tells the hirer, and can be undone",
    "desk:needs": "its letter waits five minutes, and gives way to the next where it is answered anew: one goes",
    "desk:link": "the link before may have fallen into wrong hands: it ends at once, and another is one button away",
    "desk:entitle": "a lower price is given by a manager, who ends it with one button, and the group is told of both",
    "desk:entitlement": "the same of proof that was shown",
    "desk:afterwards": "takings, a meter, an over-run: a second figure corrects the first, and is a line of its own",
    "desk:letters": "what was printed is on paper; a letter noted as printed can be read and printed again",
    "desk:letter": "it lets a letter that failed be tried again, with nothing in it changed",
    "desk:issue": "what was issued never changes, which is what it is for; a later report stands beside it",
    "desk:report_pdf": "a document is drawn for whoever asks; nothing else changes, and after a week it is gone",
    **dict.fromkeys(("desk:report_link_new", "desk:report_link"), "a link is ended with one button, and works no more"),
    **dict.fromkeys(("desk:projects", "desk:project"), "what was added is taken away on the same page; no letter goes"),
    "desk:complaint": "whoever complains is owed the answer as it was given, and is told at once that it came",
    "desk:erase": "who asks to be forgotten is forgotten at once; a page shows before what goes",
}


def patterns(found: list[Any], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in found:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, f"{prefix}{one.namespace}:" if one.namespace else prefix)
        else:
            yield f"{prefix}{one.name}", one


def acts_of_a_desk() -> set[str]:
    """The pages of a desk that do something when a button is pressed: the others refuse the method itself."""
    pressed = RequestFactory().post("/")
    pressed.user = AnonymousUser()
    found = {name: one for name, one in patterns(get_resolver("config.urls").url_patterns) if name.startswith("desk:")}
    return {
        name
        for name, one in found.items()
        if one.callback(pressed, **dict.fromkeys(one.pattern.converters, 1)).status_code != 405
    }


def test_all_acts_of_a_desk_have_an_undo_or_a_reason_why_not():
    """Whoever writes a new act of the desk writes its undo, and names it here; or says why there is none."""
    assert acts_of_a_desk() == UNDONE.keys() | NOT_UNDONE.keys()
    assert not UNDONE.keys() & NOT_UNDONE.keys()
    ways = {way for each in UNDONE.values() for way in each}
    assert ways - set(KIND) <= TABLE.keys()
    assert set(KIND) <= ways  # and no kind of act that no page does


def test_all_undo_is_for_whoever_may_do_the_act():
    for name, ways in UNDONE.items():
        for way in ways:
            undo = "desk:undo" if way in set(KIND) else way
            assert TABLE[name] & TABLE["desk:undo"] <= TABLE[undo], name
