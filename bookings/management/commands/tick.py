"""The clock of the house: letters, lapsed holds, and once a day what is kept too long. Run it every minute."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, connection
from django.utils import timezone
from django.utils.translation import ngettext

from accounts import outbox
from accounts.actions import end_what_is_due
from bookings.actions import close_asked_changes, lapse_holds, lapse_pencilled
from bookings.actions.answer_about_access import keep_access_questions
from bookings.actions.ask_for_proof import ask_for_proof
from bookings.actions.ask_how_many import ask_how_many
from bookings.actions.ask_whether_it_worked import ask_whether_it_worked
from bookings.actions.draw_issued import draw_what_was_issued
from bookings.actions.end_renewal import keep_renewals
from bookings.actions.forget_needs import forget_needs_of_nothing
from bookings.actions.keep_waiting_list import keep_waiting_list
from bookings.actions.remind import remind
from bookings.actions.remind_of_price import remind_of_price
from bookings.actions.send_digests import send_digests
from bookings.actions.take_off_charge import take_off_what_was_relet
from bookings.actions.tell_dates_gone import tell_dates_gone
from bookings.actions.tell_of_outages import tell_of_outages
from bookings.actions.tell_way_in import tell_way_in
from bookings.actions.tick_task import tell_of_what_is_not_done
from bookings.documents import drawn_of_all
from bookings.last_tick import last_tick, note_tick
from bookings.management.drawing import draw_what_links_show, draw_what_was_asked
from bookings.privacy import daily
from bookings.reports.together.waiting import work_off
from bookings.undoing import close_what_stands

Drawing = tuple[Callable[[datetime], int], str, str]  # and what it draws: one, several
DRAWINGS: tuple[Drawing, ...] = (
    (draw_what_was_issued, "issued report drawn as PDF", "issued reports drawn as PDF"),
    (draw_what_was_asked, "report drawn as PDF for who asked", "reports drawn as PDF for who asked"),
    (draw_what_links_show, "report drawn as PDF for a funder's link", "reports drawn as PDF for funders' links"),
)


class Command(BaseCommand):
    said = False  # once is enough for as long as we run
    help = (
        "Sends letters that are due, lets lapsed holds go, offers freed hours to who waits for them, "
        "and once a day asks for proof and takes out what is kept no "
        "longer. "
        "Safe to run twice at once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on, with this pause, until stopped")

    def handle(self, *args: Any, every: int | None, **options: Any) -> None:
        self._tick()
        while every:
            time.sleep(every)
            try:
                self._tick()
            except OperationalError as fault:  # it is full, or starts again, or a demo is just filled: later, then
                self.stderr.write(f"The database did not answer; trying again in {every} seconds: {fault}")
                connection.close_if_unusable_or_obsolete()

    def _tick(self) -> None:
        now = timezone.now()
        lapsed, closed = lapse_holds(now)
        lapsed += lapse_pencilled(now) + close_asked_changes(now)
        tell_dates_gone(now)
        ran_out, offered = keep_waiting_list(now)
        take_off_what_was_relet(now)
        reminded, ended = keep_renewals(now)
        close_what_stands(now)
        end_what_is_due(now)
        remind(now, since=last_tick())
        remind_of_price(now)
        tell_way_in(now)
        keep_access_questions(now)
        self._adjust(now)
        ask_how_many(now)
        send_digests(now, since=last_tick())
        work_off(now)
        sent = outbox.send_due(timezone.now())  # before the day's work: a fault there must not keep letters back
        if lapsed or closed or sent:
            done = (
                ngettext("%(n)s letter sent", "%(n)s letters sent", sent) % {"n": sent},
                ngettext("%(n)s hold lapsed", "%(n)s holds lapsed", lapsed) % {"n": lapsed},
                ngettext("%(n)s request closed unanswered", "%(n)s requests closed unanswered", closed) % {"n": closed},
            )
            self.stdout.write(", ".join(done))
            self.stdout.flush()
        if ran_out or offered:
            self.stdout.write(f"{ran_out} offers ran out, {offered} made to who waits")
        if reminded or ended:
            self.stdout.write(f"{reminded} reminded of next year, {ended} years of asking ended")
        if daily.is_due(now):
            asked = ask_for_proof(now)
            if asked:
                self.stdout.write(f"{asked} asked to show that a lower price is theirs")
            for line in daily.told([gone for gone in daily.keep_to_the_rules(now) if gone.rows]):
                self.stdout.write(line)
        lost = outbox.given_up()
        if lost and not self.said:
            self.stderr.write(f"{lost} letters could not be sent in a fortnight of tries; see EMAIL_URL and the outbox")
            self.said = True
        note_tick(timezone.now())
        drawn_of_all(DRAWINGS, self._draw)  # last: each takes seconds

    def _draw(self, drawing: Drawing) -> bool:
        draw, one, several = drawing
        if drawn := draw(timezone.now()):
            self.stdout.write(f"{drawn} {one if drawn == 1 else several}")
        return bool(drawn)

    def _adjust(self, now: datetime) -> None:
        """What was agreed for somebody: is it done, does it work, did it work; and what is to be forgotten of it."""
        tell_of_what_is_not_done(now)
        tell_of_outages(now)
        ask_whether_it_worked(now)
        forget_needs_of_nothing(now)
