"""How far under the standard price a date is, tax taken out, by the reason that the report counts it under.

*Category*: what the hirer's category pays less. *Discount*: terms with a business. *Waiver*: a person's
decision, be it terms agreed with any other hirer or a lower price given for one booking.
"""

from __future__ import annotations

from accounts.models import Hirer
from bookings import charging
from venues.tariffs import Quote

NONE = {"category_gap_pence": 0, "discount_gap_pence": 0, "waiver_gap_pence": 0}


def gaps_of(quote: Quote, hirer: Hirer, *, own_pence: int | None = None) -> dict[str, int]:
    """The fields of a session. `own_pence` is what its own category would pay, where it was given another."""
    price, standard = charging.net(quote), charging.standard_net(quote)
    agreed = charging.agreed_net(quote)
    left = max(0, standard - price)
    category = min(left, max(0, standard - max(price + agreed, own_pence or 0)))
    less = min(left - category, agreed)
    waived = left - category - less
    if hirer.kind == Hirer.Kind.COMPANY:
        return {"category_gap_pence": category, "discount_gap_pence": less, "waiver_gap_pence": waived}
    return {"category_gap_pence": category, "discount_gap_pence": 0, "waiver_gap_pence": less + waived}
