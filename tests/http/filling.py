"""What people, and machines that are no people, put into a form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from urllib.parse import quote_plus

from tests.http.html_forms import Field, Form
from tests.make import soon

Pairs = list[tuple[str, str | bytes]]

HOSTILE: tuple[str | bytes, ...] = (
    "", " ", "\0", "a\0b", "\x01\x02\x1b[31m", "\r\n\r\n", "\u202e", "\ufeff", "\ud800", b"\xff\xfe", b"\xc3\x28",
    "ﷺ" * 50,
    "😀" * 200, "e\u0301" * 300, "x" * 20_000, "-1", "0", "1e400", "NaN", "Infinity", "-0", "٣", "½", "1,5", "0x10",
    "9" * 40, "9223372036854775808", "2147483648", "0001-01-01", "9999-12-31", "2026-02-30", "2027-03-28", "2026-10-25",
    "28 October", "01:30", "24:00", "25:61", "00:00", "23:59", "12", "true", "on", "None", "null", "[]", "{}", "[1]",
    "'; --", "<script>x</script>", "{{ 7 }}", "%s%n", "../../etc/passwd", "//evil.example/", "javascript:alert(1)",
    "ben@hearth.example", "ben@" + "ü" * 70 + ".de", "a@b", "@", "SW1A 1AA", "+44 20 7946 0000", "http://[", "€",
)  # fmt: skip
WORDS = ("Rehearsal", "Lunch club", "front", "main", "No.", "Tea & cake", "Ålesund choir", "25", "12.50")


def filled(form: Form, chance: Random, odd: Sequence[str]) -> Pairs:
    """Mostly as somebody would; sometimes with one field gone wrong; sometimes with nothing right."""
    wild = chance.choice([0, 0, 0, 1, 1, len(form.fields)])
    wrong = set(chance.sample(sorted(form.fields), min(wild, len(form.fields))))
    pairs: Pairs = []
    for name, field in form.fields.items():
        values = gone_wrong(chance, odd) if name in wrong else sensible(field, chance)
        pairs += [(name, value) for value in values]
    if wild > 1:
        pairs += [(chance.choice(WORDS), chance.choice(HOSTILE)), ("next", chance.choice(HOSTILE))]
    return pairs


def gone_wrong(chance: Random, odd: Sequence[str]) -> list[str | bytes]:
    """Missing, once, or several where one is meant."""
    return [chance.choice([*HOSTILE, *odd]) for _value in range(chance.choice([0, 1, 1, 1, 3]))]


def sensible(field: Field, chance: Random) -> Sequence[str]:
    if field.kind == "hidden":
        return field.now
    if field.kind == "checkbox":
        return [value for value in field.offers if chance.random() < 0.5]
    if field.offers:
        return [chance.choice(field.offers)]
    if field.now and field.now[0] and chance.random() < 0.6:
        return field.now
    return [invented(field, chance)]


def invented(field: Field, chance: Random) -> str:
    match field.kind:
        case "date":
            return (soon() + timedelta(days=chance.randrange(-10, 400))).isoformat()
        case "time":
            return f"{chance.randrange(24):02}:{chance.choice(['00', '15', '30'])}"
        case "number":
            return str(chance.choice([0, 1, 2, 25, 90, 100, 500]))
        case "email":
            return f"somebody{chance.randrange(100)}@hearth.example"
    return chance.choice(["", *WORDS])


def encoded(pairs: Pairs) -> bytes:
    """As a browser sends it, but for what no browser could: bytes that are no letters go as they are."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs).encode()


def _quoted(value: str | bytes) -> str:
    return quote_plus(value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass"))


BOUNDARY = "a-boundary"
PART = 'Content-Disposition: form-data; name="%s"'
BODIES: tuple[tuple[str, bytes], ...] = (
    ("application/json", b'{"title": ["a"]}'),
    ("application/json", b"{"),
    ("text/plain", b"title=a"),
    ("", b"title=a"),
    ("application/x-www-form-urlencoded; charset=utf-16", b"title=a"),
    ("application/x-www-form-urlencoded; charset=nonsense", b"title=a"),
    ("application/x-www-form-urlencoded", b"&&==&%&%zz=%e0%a4%a&a[]=1&a[0][b]=2&" + b"a=1&" * 600),
    ("application/x-www-form-urlencoded", b"\x00\xff\xfe"),
    ("multipart/form-data", b"no boundary is told"),
    (f"multipart/form-data; boundary={BOUNDARY}", b""),
    (f"multipart/form-data; boundary={BOUNDARY}", b"--a-boundary\r\n"),
    (f"multipart/form-data; boundary={BOUNDARY}", f"--{BOUNDARY}\r\n{PART % 'title'}\r\n\r\nnever ends".encode()),
    (
        f"multipart/form-data; boundary={BOUNDARY}; charset=utf-7",
        f"--{BOUNDARY}\r\n{PART % 'on'}\r\n\r\n+AD\r\n".encode(),
    ),
    (
        f"multipart/form-data; boundary={BOUNDARY}",
        f"--{BOUNDARY}\r\n{PART % 'title'}\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n".encode(),
    ),
    ("multipart/form-data; boundary=" + "b" * 300, b"--b\r\n"),
    ("multipart/form-data; boundary=\xe9", b"--b\r\n"),
)


def as_files(pairs: Pairs) -> tuple[str, bytes]:
    """The same fields as parts of one letter, each a file that somebody chose."""
    parts = [
        f'--{BOUNDARY}\r\n{PART % quote_plus(name)}; filename="../a\\0.png"\r\nContent-Type: image/png\r\n\r\n'.encode()
        + (value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass"))
        + b"\r\n"
        for name, value in pairs
    ]
    return f"multipart/form-data; boundary={BOUNDARY}", b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
