"""What a new hirer may be by its name alone: a guess, and only where the name is plain. Pure."""

from __future__ import annotations

import re

KINDS_BY_WORD = {
    "public": "council|school|nhs|surgery|police|library|academy|nursery school|polling|health centre|fire brigade",
    "household": "wedding|birthday|party|christening|baptism|funeral|wake|anniversary|family|baby shower|engagement",
    "company": "ltd|limited|plc|llp|& co|& sons",
    "charity": "charity|hospice|charitable|trust",
    "club": "club|society|association",
}
TITLED = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|revd?)\.?\s+(?:(?:and|&)\s+mrs\.?\s+)?\w[\w’'-]*(?:\s+\w[\w’'-]*){0,2}")
NAMED = re.compile(r"(?P<first>[A-Z][a-z]+)\s+(?:[A-Z]\.?\s+)?(?:[A-Z][’'])?[A-Z][a-z]+(?:-[A-Z][a-z]+)?")
FIRST_NAMES = (
    "adam alan alex alice alison amy andrew angela ann anna anne anthony barbara ben brian carol caroline catherine "
    "charlotte chris christine claire colin daniel david deborah diane dorothy edward eileen elizabeth emily emma eric "
    "frank gareth gary george gillian graham hannah harry heather helen ian jack jacqueline james jane janet jean "
    "jennifer jessica jill joan joanne john jonathan joseph joyce judith julia julie karen kate keith kenneth kevin "
    "laura lesley linda lisa louise lucy margaret maria mark martin mary matthew maureen michael michelle nicola "
    "nigel olivia pamela patricia paul pauline peter philip rachel raymond rebecca richard robert roger ronald "
    "rosemary ruth sally samantha sandra sarah sharon sheila simon sophie stephen steven stuart susan thomas tom "
    "tracey trevor valerie victoria wendy william yvonne"
)


def kind_guessed(name: str) -> str:
    """“Parish Council” is a public body, “Harper wedding” and “Jane Harper” a household; nothing of “Tiny Tots”."""
    plain = name.strip().casefold()
    found = [kind for kind, words in KINDS_BY_WORD.items() if _has(plain, words)]
    if found:
        return found[0] if len(found) == 1 else ""
    named = NAMED.fullmatch(name.strip())
    if TITLED.fullmatch(plain) or (named and named["first"].casefold() in FIRST_NAMES.split()):
        return "household"
    return ""


def _has(plain: str, words: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain) for word in words.split("|"))
