"""What somebody types to have dates otherwise than they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.clock import span_words
from bookings.changing import ALL, LATER, ONE, Wish
from bookings.changing.targets import day_of, times_of
from bookings.forms.as_sent import all_sent, as_typed
from bookings.forms.choices import layout_words
from bookings.forms.fields import ClockField, DayField, times_between
from bookings.forms.people import PeopleField
from bookings.forms.place.money import PriceField
from bookings.forms.rooms_beside import RoomsBeside, offer_rooms, together_of
from bookings.forms.ways import later_by
from bookings.models import Booking, Session
from bookings.recurrence import Times, from_document
from bookings.sent_numbers import sent_number
from venues.models import Layout, Room
from venues.money import Money

WAY, LEAVE, ALONG = "way-", "leave", "along"
A_DAY = 1440  # minutes
ADDRESS_NAMES = {"starts": "from", "ends": "to"}


class ChangeForm(forms.Form):
    """Filled in with the date as it is; what differs from it is wished."""

    which = forms.ChoiceField(
        label=gettext_lazy("Which dates?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose which dates to change.")},
    )
    on = DayField(label=gettext_lazy("Day"))
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Day of the week, if you change several dates"), coerce=int, empty_value=None, required=False
    )
    starts = ClockField(label=gettext_lazy("From"))
    ends = ClockField(label=gettext_lazy("To"))
    room = forms.TypedChoiceField(label=gettext_lazy("Room"))
    beside = RoomsBeside()
    layout = forms.TypedChoiceField(
        label=gettext_lazy("How should the room be laid out?"),
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    people = PeopleField()
    castle_from = ClockField(label=gettext_lazy("The bouncy castle comes at"), required=False)
    castle_until = ClockField(label=gettext_lazy("It is gone by"), required=False)
    price = PriceField(
        label=gettext_lazy("What each date costs, where no price list tells it"),
        help_text=gettext_lazy("All in, for example 120.00. Leave it empty to keep what was agreed."),
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        booking: Booking,
        dates: Sequence[Session],
        anchor: Session,
        rooms: Mapping[int, Room],
        which: str = ONE,
        desk: bool = False,
    ) -> None:
        self.booking, self.dates, self.anchor = booking, dates, anchor
        self.rooms = {str(key): room for key, room in rooms.items()}
        self.own_rooms = [rooms[held.room_id] for held in anchor.session_rooms.all()]
        self.layout_now = anchor.laid_out_in({room.pk for room in self.own_rooms})
        self.lasts_a_day = anchor.period.minutes >= A_DAY
        super().__init__(data, initial=self._as_it_is(which))
        self._offer_dates()
        self._offer_rooms()
        self._offer_layouts()
        people = self.fields["people"]
        assert isinstance(people, PeopleField)
        people.required = bool(anchor.people)
        people.ask(desk=desk)
        if self.lasts_a_day:
            del self.fields["starts"], self.fields["ends"]
        if not booking.party.castle_from:
            del self.fields["castle_from"], self.fields["castle_until"]
        if not desk:
            del self.fields["price"]

    def _as_it_is(self, which: str) -> dict[str, Any]:
        times = times_of(self.anchor)
        return {
            "which": which,
            "on": day_of(self.anchor),
            "starts": times.start,
            "ends": times.end,
            "room": self.own_rooms[0].pk if self.own_rooms else None,
            "beside": [room.pk for room in self.own_rooms[1:]],
            "layout": self.layout_now.pk if self.layout_now else "",
            "people": self.anchor.people or None,
        }

    def _offer_dates(self) -> None:
        zone = self.booking.venue.tz
        later = [each for each in self.dates if each.starts_at >= self.anchor.starts_at]
        only = _("Only %(when)s") % {"when": span_words(self.anchor.starts_at, self.anchor.ends_at, zone)}
        choices = [(ONE, only)]
        if len(later) > 1:
            many = ngettext(
                "It and all later ones: %(count)d date", "It and all later ones: %(count)d dates", len(later)
            )
            choices.append((LATER, many % {"count": len(later)}))
        if len(self.dates) > len(later):
            every = ngettext("All to come: %(count)d date", "All to come: %(count)d dates", len(self.dates))
            choices.append((ALL, every % {"count": len(self.dates)}))
        _choices(self, "which", choices)
        if len(self.dates) == 1:
            self.fields["which"].widget = forms.HiddenInput()
        if len(self.dates) == 1 or not self._is_weekly():
            del self.fields["weekday"]
        else:
            usual = (("", _("As it is")), *((str(number), name) for number, name in WEEKDAYS.items()))
            _choices(self, "weekday", list(usual))
        if len(self.dates) > 1:
            self.fields["on"].label = _("Day, if you change one date")

    def _is_weekly(self) -> bool:
        """Whether its rule names one day of the week."""
        if self.booking.pattern is None:
            return False
        pattern = from_document(self.booking.pattern)
        return pattern.is_a_rule and pattern.nth is None and len(pattern.on_weekdays) == 1

    def _offer_rooms(self) -> None:
        """Those on offer, and those that it is in; equipment alone needs none."""
        offered = {key: room for key, room in self.rooms.items() if room.retired_on is None or room in self.own_rooms}
        if not self.own_rooms or len(offered) == 1:
            del self.fields["room"], self.fields["beside"]
            return
        offer_rooms(self, offered)

    def _offer_layouts(self) -> None:
        rooms = list(self.rooms.values()) if "room" in self.fields else self.own_rooms
        layouts = {str(layout.pk): (room, layout) for room in rooms for layout in room.layouts.all()}
        if not layouts:
            del self.fields["layout"]
            return
        named: list[tuple[str, Any]] = [(key, layout_words(layout)) for key, (_room, layout) in layouts.items()]
        if len({room.pk for room, _layout in layouts.values()}) > 1:
            named = [
                (room.name, [(str(layout.pk), layout_words(layout)) for layout in room.layouts.all()])
                for room in sorted(rooms, key=lambda room: room not in self.own_rooms)
                if room.layouts.all()
            ]
        field = _choices(self, "layout", named if self.layout_now else [("", _("It does not matter")), *named])
        assert isinstance(field, forms.TypedChoiceField)
        field.coerce = lambda key: layouts[key][1]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        starts, ends = found.get("starts"), found.get("ends")
        times = None
        if starts is not None and ends is not None:
            try:
                times = times_between(starts, ends)
            except ValidationError as refusal:
                self.add_error("ends", refusal)
        if found.get("which") != ONE and found.get("on", day_of(self.anchor)) != day_of(self.anchor):
            self.add_error("on", _("To move several dates, choose a day of the week."))
        rooms = together_of(self, found["room"]) if "room" in found else tuple(self.own_rooms)
        layout: Layout | None = found.get("layout")
        if layout and layout.room_id not in {room.pk for room in rooms}:
            if layout != self.layout_now:
                self.add_error("layout", _("That is a layout of another room. Choose one of the room."))
            layout = None
        if not self.errors:
            self.wish = self._wish(found, times, rooms, layout)
            if self.wish.is_empty and self.wish.price is None:
                self.nothing_differs = True
        return found

    nothing_differs = False

    @property
    def asks_of_the_castle(self) -> bool:
        """Only where its hours would not lie within the hire; what was typed stays in sight."""
        names = [name for name in ("castle_from", "castle_until") if name in self.fields]
        return any(self.errors.get(name) or self.data.get(name) for name in names)

    @property
    def shows_beside(self) -> bool:
        """Whether the other rooms stand there from the first; who has one room seldom looks for more."""
        return len(self.own_rooms) > 1 or bool(self["beside"].errors or self["beside"].value())

    def _wish(self, found: dict[str, Any], times: Times | None, rooms: Sequence[Room], layout: Layout | None) -> Wish:
        on, weekday, people = found["on"], found.get("weekday"), found["people"]
        which, anchor, price = found["which"], self.anchor, found.get("price")
        return Wish(
            which,
            anchor.pk,
            on=on if which == ONE and on != day_of(anchor) else None,
            weekday=weekday if which != ONE and weekday != day_of(anchor).weekday() else None,
            times=times if times != times_of(anchor) else None,
            rooms=tuple(rooms) if set(rooms) != set(self.own_rooms) else (),
            layout=layout if layout != self.layout_now else None,
            people=people if people not in (None, anchor.people) else None,
            castle=_castle(found),
            price=None if price is None else Money(price, self.booking.venue.operator.currency),
            ways=self._ways(times or times_of(anchor)),
            along=self._along(),
        )

    def _ways(self, times: Times) -> dict[int, Times]:
        """What was chosen for dates that clash; what means nothing leaves the date where it is."""
        chosen = {}
        for name, value in self.data.items():
            key, start = sent_number(name.removeprefix(WAY)), str(value).removeprefix("at ")
            if name.startswith(WAY) and key is not None and (way := later_by(start, times)):
                chosen[key] = way
        return chosen

    def _along(self) -> frozenset[int]:
        """Of the dates at a time of their own, those that were ticked."""
        ticked = {sent_number(value) for value in all_sent(self, ALONG)}
        return frozenset(each.pk for each in self.dates if each.pk in ticked)

    def typed(self) -> list[tuple[str, str]]:
        """What was typed, name by name, to travel on hidden in the next page."""
        return as_typed(self)

    def add_prefix(self, field_name: str) -> str:
        return super().add_prefix(ADDRESS_NAMES.get(field_name, field_name))


def _castle(found: dict[str, Any]) -> Times | None:
    """Both its hours, or none: then they move along with the hire, where they can."""
    comes, goes = found.get("castle_from"), found.get("castle_until")
    return Times(comes, goes) if comes and goes else None


def _choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
    return field
