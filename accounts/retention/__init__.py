"""How long each kind of record is kept, and how what is over its time is taken out.

A rule says both at once: the privacy notice prints it, and the daily run obeys it.
"""

from accounts.retention.rules import Keep, Rule, Step
from accounts.retention.running import rehearse, take_out

__all__ = ["Keep", "Rule", "Step", "rehearse", "take_out"]
