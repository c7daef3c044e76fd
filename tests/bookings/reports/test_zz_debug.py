import collections
import pytest
from django.db import transaction
from hypothesis import given, settings, Phase, HealthCheck
from tests.bookings.reports.by_hand.comparing import differences
from tests.bookings.reports.by_hand.histories import HISTORIES, History, write
from tests.bookings.reports.example import AS_AT, FROM, UNTIL, Week
pytestmark = pytest.mark.django_db
SEEN = collections.defaultdict(list)
N = [0]
def test_example():
    for line in differences(Week().venue, FROM, UNTIL, AS_AT):
        print(line)

@given(HISTORIES)
@settings(max_examples=25, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck), database=None)
def one(history):
    import time
    t=time.time()
    with transaction.atomic():
        found = differences(write(history), history.first, history.until, history.as_at.on(history.first))
        transaction.set_rollback(True)
    N[0]+=1
    for line in found:
        SEEN[line.split(":")[0]].append((line, history))

def test_more():
    one()
    print(N)
    for key, lines in SEEN.items():
        line, history = min(lines, key=lambda each: len(repr(each[1])))
        print(len(lines), line)
        print("      ", history if len(lines) and len(repr(history))<2600 else "long")
