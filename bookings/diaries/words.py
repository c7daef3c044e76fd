"""What a status, a kind of hirer or a reason may be called: our codes, and what people write for them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum


class Fate(StrEnum):
    """What became of a row: of the hire itself, or of the request that it was."""

    PLANNED = "planned"
    IN_TIME = "cancelled_in_time"
    LATE = "cancelled_late"
    BY_VENUE = "cancelled_by_venue"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"  # in time where nothing is charged, else late
    REQUESTED = "requested"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"

    @property
    def was_booked(self) -> bool:
        return self not in (Fate.REQUESTED, Fate.DECLINED, Fate.EXPIRED, Fate.WITHDRAWN)


FATES = {
    Fate.PLANNED: "|confirmed|booked|yes|y|ok|paid|regular|attended|came|used|done|invoiced|definite|conf|invoice sent",
    Fate.IN_TIME: "cancelled in time|cancelled free",
    Fate.LATE: "cancelled late|late cancellation|cancelled charged",
    Fate.BY_VENUE: "cancelled by venue|cancelled by hall|cancelled by us|hall closed|we cancelled",
    Fate.NO_SHOW: "no show|noshow|did not come|nobody came|dna|did not turn up",
    Fate.CANCELLED: "cancelled|canceled|canc|cancel|cxl|c|x",
    Fate.REQUESTED: "requested|asked|provisional|prov|pencilled|pencil|tbc|waiting|enquiry|draft",
    Fate.DECLINED: "declined|refused|turned down|rejected|no",
    Fate.EXPIRED: "expired|no answer|not answered|lapsed",
    Fate.WITHDRAWN: "withdrawn|withdrew|not taken up|changed their mind",
}
KINDS = {
    "charity": "charity|registered charity|charitable",
    "club": "club|society|club or society|association|sports club",
    "informal": "informal|informal group|group|community|community group|local group|residents",
    "company": "company|business|commercial|self-employed|self employed|trader|ltd",
    "public": "public|public body|council|school|nhs|parish council|local authority",
    "household": "household|family|private|individual|private person|personal|family or private person",
}
PURPOSES = {
    "health": "health|health and wellbeing|wellbeing",
    "children": "children|children and families|kids|families|young people|youth",
    "older": "older|older people|elderly|seniors",
    "arts": "arts|arts music and crafts|art|music|craft|crafts|drama",
    "sport": "sport|sport and exercise|sports|exercise|fitness|dance",
    "faith": "faith|church|worship|religion",
    "learning": "learning|education|class|training|course",
    "civic": "civic|civic life and advice|civic and advice|advice|council meeting|meeting",
    "social": "social|community",
    "private": "private|private party or family event|party|family event|wedding|birthday",
    "commercial": "commercial|business|sale",
    "political": "political|party politics|election campaign",
}
REASONS = {
    "slot_taken": "slot taken|taken|already booked|clash|not free|full|hall taken|double booking|double booked",
    "capacity": "capacity|too many people|too small",
    "access": "access|not accessible",
    "price": "price|too dear|too expensive|cost",
    "papers": "papers|no insurance|insurance",
    "licence": "licence|license",
    "policy": "policy|rules|against the rules|not allowed",
    "closed": "closed|hall closed|shut",
    "no_answer": "no answer|not answered",
}
CAUSES = {
    "closure": "closure|closed|hall closed|shut",
    "works": "works|repairs|repairs or works|building work",
    "holiday": "holiday|bank holiday",
    "poll": "poll|polling day|election|polling",
    "event": "event|own event|the hall's own event",
    "other": "other",
}
REDUCTIONS = {
    "category": "category|community rate|charity rate|their rate",
    "volume": "volume|regular discount|regular|block booking|bulk",
    "commercial": "commercial",
    "waiver": "waiver|waived|goodwill|favour|by agreement",
}
OPENNESS = {
    "free": "free|free of charge",
    "pay-what-you-can": "pay what you can|pay-what-you-can|donation|donations|pwyc",
    "yes": "yes|y|open|all welcome|true",
    "no": "no|n|closed|members|members only|false",
}
VOCABULARIES: Mapping[str, Mapping[str, str]] = {
    "status": {str(fate): words for fate, words in FATES.items()},
    "hirer_kind": KINDS,
    "purpose": PURPOSES,
    "reduction_reason": REDUCTIONS,
    "open_to_anyone": OPENNESS,
}


def word_key(text: str) -> str:
    """“Cancelled – late!” and “cancelled late” are the same."""
    return re.sub(r"[^\w&+'’/£]+", " ", text.lower().replace("_", " ").replace("-", " ")).strip()[:80]


def _by_word(words: Mapping[str, str]) -> dict[str, str]:
    return {word_key(word): code for code, said in words.items() for word in (code, *said.split("|"))}


BY_WORD = {column: _by_word(words) for column, words in VOCABULARIES.items()}
REASON_BY_WORD, CAUSE_BY_WORD = _by_word(REASONS), _by_word(CAUSES)
