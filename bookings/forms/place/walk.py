"""One question of the walk round: an answer as a thumb gives it, measures as a tape has them, a photo if it helps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.desk.walking import WalkRound
from bookings.forms.place.access import claim_of, clash_words, number_words, tells_the_number
from bookings.forms.place.access_boxes import A_NUMBER, LONGEST_NOTE, choices
from bookings.forms.place.doubted import hidden_box, is_doubted, sent_box
from bookings.forms.place.pictures import KINDS
from venues.access import words
from venues.access.rules import Clash
from venues.access.values import State, Values
from venues.access.vocabulary import Fact
from venues.access.walk import Key, Stop
from venues.access.words.measures import tenfold_words
from venues.files.contents import AccessRow
from venues.pictures import LONGEST_ALT, MOST_BYTES

KEPT_FOR = timedelta(days=60)  # how long an answer may lie on a phone before it is sent
BY_TAPE = ("mm", "grad")
BOXES = {
    "mm": gettext_lazy("Centimetres"),
    "grad": gettext_lazy("Centimetres that it drops over 1 metre"),
    "m": gettext_lazy("Metres"),
    "h": gettext_lazy("Hours"),
    "int": gettext_lazy("How many"),
}


class WalkForm(forms.Form):
    """`row` is the answer, once it is valid; `clashes` is what it leaves no room for, where that is why it is not."""

    all_optional = True

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    checked = forms.DateField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, round_: WalkRound, stop: Stop, post: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round, self.stop, self.post = round_, stop, post
        self.row: AccessRow | None = None
        self.clashes: list[tuple[Clash, frozenset[Key]]] = []
        fact, left = stop.fact, round_.walk.offered(stop)
        if fact.is_number:
            self.fields["number"] = _number_box(fact, left)
            self.fields[sent_box("number")] = hidden_box()
        self.fields["answer"] = forms.ChoiceField(
            label=words.question(fact),
            choices=[choice for choice in choices(fact) if choice[0] != A_NUMBER and _is_left(choice[0], left)],
            widget=forms.RadioSelect,
            required=False,
            error_messages={"invalid_choice": _("Choose one of the answers.")},
        )
        self.fields["note"] = Line(
            label=_("What people should know"),
            max_length=LONGEST_NOTE,
            help_text=_("Needed where it is so in part, or does not apply."),
            required=False,
        )
        self.fields["photo"] = forms.FileField(
            label=_("A photo"),
            required=False,
            help_text=_(fact.photo) if fact.photo else _("If one says more than words."),
            widget=forms.FileInput(attrs={"accept": KINDS, "capture": "environment"}),
            error_messages={"empty": _("The file is empty. Take it again.")},
        )
        self.fields["alt"] = Line(
            label=_("What does the photo show?"),
            max_length=LONGEST_ALT,
            help_text=_("It is read out to people who cannot see it."),
            required=False,
        )
        self.fields["give_up"] = forms.BooleanField(
            label=_("What was said before is so no more: keep this answer, and forget that one."), required=False
        )

    @property
    def given_up(self) -> frozenset[Key]:
        """The fewest answers that must go, where somebody said that what was said before is so no more."""
        gone: frozenset[Key] = frozenset()
        for _clash, keys in self.clashes:
            gone |= frozenset() if keys & gone else keys
        return gone

    @property
    def photo(self) -> tuple[bytes, str] | None:
        file: UploadedFile | None = self.cleaned_data.get("photo")
        return (file.read(), self.cleaned_data["alt"]) if file else None

    def clean_checked(self) -> date:
        """The day on which somebody looked: today, unless the answer lay on a phone."""
        today, day = self.round.walk.on, self.cleaned_data["checked"]
        if day and day < today - KEPT_FOR:
            raise forms.ValidationError(_("This was checked too long ago. Look again."))
        return min(day or today, today)

    def clean_photo(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["photo"]
        if file and (file.size or 0) > MOST_BYTES:
            most = {"most": MOST_BYTES // 1_000_000}
            raise forms.ValidationError(_("The photo has more than %(most)s MB. Take a smaller one.") % most)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("photo") and not cleaned.get("alt"):
            self.add_error("alt", _("Say in a few words what the photo shows, for people who cannot see it."))
        if not self.errors:
            self._read(cleaned)
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> None:
        answer = self._answer(cleaned)
        if answer is None:
            return
        held, checked = self.round.row_of(self.stop), cleaned["checked"]
        is_known = answer != State.UNKNOWN
        row = AccessRow(
            *self.stop.key,
            answer=answer,
            note=cleaned["note"],
            checked=checked if is_known else None,
            evidence=self._evidence(cleaned) if is_known else "",
            by=self.post,
            method=_("with a tape measure") if isinstance(answer, int) and self.stop.fact.value in BY_TAPE else "",
        )
        if held and held.answer == answer:  # still so: what was told with it is told on
            row = replace(
                row,
                note=row.note or held.note,
                source=held.source,
                picture=held.picture,
                method=row.method or held.method,
            )
        if "no_note" in claim_of(row).faults(place=self.stop.fact.scope, today=self.round.walk.on):
            self.add_error("note", _("Say in a few words what is missing, or why it does not apply."))
            return
        if tells_the_number(self.stop.fact, row.note):
            self.add_error("note", number_words())
            return
        claim = claim_of(row)
        self.clashes = sorted(self.round.walk.clashes(self.stop, claim), key=lambda clash: len(clash[1]))
        if self.clashes and not cleaned["give_up"]:
            self.add_error("give_up", clash_words(self.clashes[0][0], claim))
            return
        self.row = row

    def _answer(self, cleaned: dict[str, Any]) -> str | int | None:
        """A number that is typed is the answer, unless another one is chosen."""
        fact, number = self.stop.fact, cleaned.get("number")
        if cleaned.get("answer"):
            return str(cleaned["answer"])
        if number is None:
            self.add_error("number" if fact.is_number else "answer", _("Choose an answer. “I do not know” is one."))
            return None
        whole = _in_its_unit(fact, number)
        if not fact.least <= whole <= fact.most:
            least, most = sorted((_on_the_tape(fact, fact.least), _on_the_tape(fact, fact.most)))
            told = _("That cannot be: give a number from %(least)g to %(most)g.") % {"least": least, "most": most}
            self.add_error("number", (whole > fact.most and tenfold_words(fact, whole)) or told)
            return None
        held = self.round.row_of(self.stop)
        is_as_before = held is not None and held.answer == whole
        return None if not is_as_before and is_doubted(self, "number", fact, whole) else whole

    @property
    def number_sent(self) -> BoundField:
        """Of a question whose answer is a number."""
        return self[sent_box("number")]

    def _evidence(self, cleaned: dict[str, Any]) -> str:
        if self.stop.fact.is_measured:
            return "measured"
        return "photographed" if cleaned.get("photo") else "stated"


def _is_left(choice: str, left: Values | None) -> bool:
    """Whether other answers leave this one; nobody is kept from saying that they do not know."""
    if left is None or choice == State.UNKNOWN:
        return True
    if choice == State.NOT_APPLICABLE:
        return left.not_applicable
    return choice in left.words


def _number_box(fact: Fact, left: Values | None) -> forms.Field:
    is_whole = fact.value not in BY_TAPE
    least = max(fact.least, int(left.at_least)) if left and left.is_span and is_whole else None
    attrs = {"inputmode": "numeric" if is_whole else "decimal", "class": "short", "min": least or 0}
    return forms.DecimalField(
        label=BOXES[fact.value],
        required=False,
        help_text=_(fact.how) if fact.how else "",
        min_value=least or 0,
        max_digits=9,
        decimal_places=0 if is_whole else 1,
        widget=forms.NumberInput(attrs=attrs),
        error_messages={
            "invalid": _("Type a number, such as 80."),
            "max_digits": _("That cannot be."),
            "max_decimal_places": _("A whole number will do.")
            if is_whole
            else _("One figure behind the point will do."),
        },
    )


def _in_its_unit(fact: Fact, typed: Decimal) -> int:
    """Millimetres of centimetres; of what a slope drops over a metre, 1 in how many, never gentler than it is."""
    if fact.value == "mm":
        return int(typed * 10)
    if fact.value == "grad":
        return min(fact.most, int(100 / typed)) if typed else fact.most
    return int(typed)


def _on_the_tape(fact: Fact, number: int) -> float:
    """The other way round."""
    if fact.value == "mm":
        return number / 10
    return round(100 / number, 1) if fact.value == "grad" else number
