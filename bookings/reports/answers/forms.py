"""Which forms there are, what their boxes ask, and which figures answer; boxes differ in name, match by sense."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bookings.reports.answers import sentences
from bookings.reports.answers.sentences import Sentence, before_and_after, only, says, where


@dataclass(frozen=True)
class Box:
    name: str | Promise
    sentences: tuple[Sentence, ...]


COUNTED = says(
    _("Attendances counted: %(counted)s (attendances, not different people). Sessions with a count: %(coverage)s."),
    counted="E6.counted n",
    coverage="E6.counted_coverage %",
)
OPEN_DOORS = says(
    _("Hours open to anyone, free or for what they can pay: %(hours)s; of all hours used: %(share)s."),
    hours="N2 h",
    share="N2 %",
)
SUCCEEDED = says(
    _("Requests that succeeded: %(c3)s; counting also those withdrawn after our reply: %(c3w)s."),
    c3="C3 %",
    c3w="C3w %",
)

LOTTERY = (
    Box(
        _("Who took part, and how many"),
        (
            says(
                _("Groups that used the place: %(groups)s, of them here for the first time: %(new)s."),
                groups="F1 n",
                new="F1.new n",
            ),
            COUNTED,
            sentences.whom_they_serve,
        ),
    ),
    Box(
        _("What difference it made"),
        (
            says(
                _(
                    "Groups that said the space was right for what they did (4 or 5 of 5): %(verdict)s; "
                    "answers: %(answered)s, asked: %(asked)s."
                ),
                verdict="D5 %",
                answered="D5.answered n",
                asked="D5.asked n",
            ),
            says(_("Groups of the period before that came back: %(back)s."), back="D6 %"),
            OPEN_DOORS,
            sentences.what_one_said,
        ),
    ),
    Box(_("How people were involved"), (sentences.what_was_changed, sentences.why_not)),
    Box(
        _("What you learned"),
        (
            says(
                _(
                    "Hours asked for that somebody else had: %(all)s; on weekday evenings %(evening)s, in other "
                    "weekday hours %(day)s, at weekends %(weekend)s."
                ),
                all="C5 h",
                evening="C5.evening h",
                day="C5.day h",
                weekend="C5.weekend h",
            ),
            SUCCEEDED,
        ),
    ),
)

SHARED_PROSPERITY = (
    Box(_("Facilities created or improved"), (sentences.facilities,)),
    Box(
        _("People reached"),
        (
            says(
                _("%(counted)s counted attendances, not different people. Sessions with a count: %(coverage)s."),
                counted="E6.counted n",
                coverage="E6.counted_coverage %",
            ),
        ),
    ),
    Box(_("People reached, where only different persons are accepted"), (only(_("Not recorded.")),)),
    Box(
        _("Events and activities"),
        (
            says(
                _(
                    "Sessions that took place: %(sessions)s. New activities, each with three sessions or more: "
                    "%(activities)s. Hours given by volunteers: %(volunteers)s."
                ),
                sessions="E4 n",
                activities="E9 n",
                volunteers="E13 h",
            ),
        ),
    ),
    Box(
        _("Increase in users or use"),
        (
            where(
                "E14",
                before_and_after(
                    says(
                        _(
                            "In %(weeks)s weeks before the change and as many after it, on the same weekdays and "
                            "hours: attendances counted %(before)s before (sessions with a count: %(covered_before)s) "
                            "and %(after)s after (%(covered_after)s); regular groups %(regular_before)s before and "
                            "%(regular_after)s after."
                        ),
                        weeks="E14 n",
                        before="E14.counted_before n",
                        after="E14.counted_after n",
                        covered_before="E14.coverage_before %",
                        covered_after="E14.coverage_after %",
                        regular_before="E14.regular_before n",
                        regular_after="E14.regular_after n",
                    ),
                ),
                only(_("Not worked out: this report sets no day before and after beside each other.")),
            ),
        ),
    ),
)

RATE_RELIEF = (
    Box(
        _("How the property is used, and by whom"),
        (
            says(
                _(
                    "Hours in use, of all spaces together: %(used)s. Of all hours hired, the hall's own use: %(own)s; "
                    "use whose purpose was commercial, whoever hired: %(commercial)s. Regular groups: %(regular)s; "
                    "groups that came now and then: %(occasional)s."
                ),
                used="E1 h",
                own="E8.own_use %",
                commercial="E8.commercial %",
                regular="E5.regular n",
                occasional="E5.occasional n",
            ),
            sentences.by_category,
            sentences.whom_they_serve,
        ),
    ),
    Box(
        _("What is charged"),
        (
            says(
                _("What was really paid for an hour, all in: %(a1)s; the hire alone, without VAT and extras: %(a1n)s."),
                a1="A1 £/h",
                a1n="A1n £/h",
            ),
            sentences.usual_hires,
            sentences.price_list,
        ),
    ),
    Box(
        _("How the benefit is passed on"),
        (
            says(
                _(
                    "Concessions given: %(given)s, of the standard price: %(share)s; borne by the hall itself: "
                    "%(venue)s; by somebody else who was billed: %(payer)s. Hours that cost the group nothing: "
                    "%(free)s. Hours that cost no more than %(pay)s at the Real Living Wage: %(f5)s."
                ),
                pay=sentences.affordable_pay,
                given="A4 £",
                share="A4 %",
                venue="A4.venue £",
                payer="A4.payer £",
                free="A3 %",
                f5="F5 %",
            ),
        ),
    ),
    Box(
        _("Whether it is open to all"),
        (
            says(
                _(
                    "The chance of a group that asks for the first time against that of a regular one (1 is the same): "
                    "%(n1)s."
                ),
                n1="N1 ratio",
            ),
            OPEN_DOORS,
            SUCCEEDED,
            says(
                _("Rooms whose access information is complete: %(b1)s. Hours on offer without a step: %(b2)s."),
                b1="B1 %",
                b2="B2 %",
            ),
        ),
    ),
    Box(
        _("What it brings to the area"),
        (
            says(
                _("Groups most of whose members live %(around)s, or in the same postal district: %(b8)s."),
                around=sentences.around,
                b8="B8 %",
            ),
            where(
                "F2",
                says(
                    _("Of the hours of groups whose area is known, from areas in the most deprived fifth: %(first)s."),
                    first="F2.1 %",
                ),
                says(_("Hours of groups that say they are mainly for people on low incomes: %(low)s."), low="F2l %"),
            ),
        ),
    ),
)

FORMS = (
    (_("For a lottery community fund"), LOTTERY),
    (_("For a shared-prosperity style return"), SHARED_PROSPERITY),
    (_("For relief from business rates"), RATE_RELIEF),
)
