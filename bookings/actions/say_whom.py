"""Take in whom a group says that it serves; a day's answer takes the place of no other day's."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from accounts import journal
from accounts.models import Hirer, User
from bookings.counting import USUAL
from bookings.locks import all_or_nothing
from bookings.models import WhomServed


@dataclass(frozen=True)
class Served:
    """About what the group does, never about a person; what is empty was passed over."""

    audience: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    mixes: bool = False
    area: str = ""
    low_income: str = ""
    small_income: str = ""
    income_asked: int = USUAL.small_income  # pounds a year: it has less than this, or not
    skipped: bool = False


@all_or_nothing
def say_whom(hirer: Hirer, said: Served, *, charity_number: str | None, by: User | None, on: date) -> WhomServed:
    """Said twice on one day, the later holds. `charity_number` None leaves that of the group as it is."""
    hirer = Hirer.objects.select_for_update().get(pk=hirer.pk)
    typed = {**asdict(said), "audience": list(said.audience), "ages": list(said.ages), "said_by": by}
    row, _is_new = WhomServed.objects.update_or_create(hirer=hirer, said_on=on, defaults=typed)
    if charity_number is not None and charity_number != hirer.charity_number:
        hirer.charity_number = charity_number
        hirer.save(update_fields=["charity_number"])
    journal.record(by, "said whom it serves", hirer)
    return row
