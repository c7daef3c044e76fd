"""What was known of them by their booking alone; as many statements as there are lists and special terms."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import migrations
from django.db.models import Q

A_DAY = timedelta(days=1)


def keep_lists(apps, schema_editor):
    """Of the lists published when it was asked for the last that had begun; later ones take the place of earlier."""
    sessions, lists = apps.get_model("bookings", "Session").objects, apps.get_model("venues", "Tariff").objects
    for row in lists.filter(venue__prices_of="event").select_related("venue__operator").order_by("venue", "valid_from"):
        priced = sessions.filter(venue=row.venue, starts_at__gte=_midnight(row.valid_from, row.venue))
        priced = priced.filter(_asked_since(row.published_at), hire_pence__isnull=False, booking__tariff__isnull=False)
        priced = priced.exclude(booking__hirer=row.venue.operator.own_hirer_id)
        priced.exclude(booking__tariff=row.pk).update(tariff=row.pk)
        priced.filter(booking__tariff=row.pk, tariff__isnull=False).update(tariff=None)


def keep_terms(apps, schema_editor):
    """Of all that was agreed with a hirer before it asked, what held on the day: of several, the last."""
    sessions, agreed = apps.get_model("bookings", "Session").objects, apps.get_model("venues", "SpecialTerms").objects
    for terms in agreed.select_related("venue").order_by("since", "pk"):
        held = sessions.filter(venue=terms.venue, starts_at__gte=_midnight(terms.since, terms.venue))
        if terms.until is not None:
            held = held.filter(starts_at__lt=_midnight(terms.until + A_DAY, terms.venue))
        held = held.filter(hire_pence__isnull=False, booking__hirer=terms.hirer_id, booking__terms__isnull=False)
        held.filter(_asked_since(terms.made_at) | Q(booking__terms=terms.pk)).update(terms=terms.pk)


def _midnight(day, venue):
    return datetime.combine(day, time(), ZoneInfo(venue.zone))


def _asked_since(moment):
    """Those not sent by their hirer, but entered by the desk, were asked for when they were entered."""
    entered = Q(booking__requested_at=None, booking__made_at__gte=moment)
    return Q(booking__requested_at__gte=moment) | entered


class Migration(migrations.Migration):
    dependencies = [("bookings", "0013_which_list_and_terms_priced_a_date")]

    operations = [
        migrations.RunPython(keep_lists, migrations.RunPython.noop),
        migrations.RunPython(keep_terms, migrations.RunPython.noop),
    ]
