"""What the log says: one line a request, with its id, and nothing that tells of a person.

An address may hold a key (the link of an invitation), an exception the values of a
row. So a request is named by the pattern of its address, and an exception by its kind
and where it came from.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

current_id: ContextVar[str] = ContextVar("request_id", default="-")

FIELDS = ("method", "route", "status", "ms", "queries")
AN_ADDRESS = re.compile(r"(?<![\w.])(?:https?:/)?/[^\s'\"]*")
A_HOST = re.compile(r"\bip=\S+")
QUOTED = re.compile(r"(?s)['\"].*")  # from the first quotation mark on: what somebody sent


def route_of(request: Any) -> str:
    """The pattern that the address fitted, `/invitations/<slug:token>/`; a dash where it fitted none."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else "-"


class NoAddresses(logging.Filter):
    """Name a request by its pattern wherever Django or gunicorn would print its address."""

    def filter(self, record: logging.LogRecord) -> bool:
        request: Any = getattr(record, "request", None)
        if record.name.startswith("django.") and hasattr(request, "method"):
            status = getattr(record, "status_code", "")
            record.msg, record.args = "%s %s %s", (request.method, route_of(request), status)
        elif record.name == "django.security.DisallowedHost":
            record.msg, record.args = "asked under a name that is not in ALLOWED_HOSTS", ()
        elif record.name.startswith("gunicorn") and "request" in record.getMessage().lower():
            told = QUOTED.sub("…", A_HOST.sub("ip=…", AN_ADDRESS.sub("…", record.getMessage())))
            record.msg, record.args = told, ()
            if told.startswith("Invalid request"):  # it never reached us, so it has no id
                record.request_id = "-"
        return True


class WithId(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_id.get()
        return True


class Plain(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} [{request_id}] {message}", style="{")

    def formatException(self, ei: Any) -> str:  # noqa: N802 (logging's own name)
        return "\n".join(told_of(ei[1]))


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request_id": getattr(record, "request_id", "-"),
            "message": record.getMessage(),
        }
        told |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1]:
            told["exception"] = told_of(record.exc_info[1])
        return json.dumps(told, ensure_ascii=False)


def told_of(fault: BaseException | None) -> list[str]:
    """Kind and places of an exception and of what led to it, outermost first; never its message."""
    lines: list[str] = []
    while fault is not None:
        lines.append(type(fault).__qualname__)
        lines += [f"  {at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(fault.__traceback__)]
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    return lines


def logging_as(form: str, *, every_request: bool) -> dict[str, Any]:
    """Django's LOGGING; `json` for machines that read, `plain` for people."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": WithId}, "no_addresses": {"()": NoAddresses}},
        "formatters": {"plain": {"()": Plain}, "json": {"()": JsonLines}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": form,
                "filters": ["request_id", "no_addresses"],
            },
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "hearth": {"level": "INFO"},
            "hearth.requests": {"level": "INFO" if every_request else "ERROR"},
            # Django's own handlers would print the addresses, and write letters to admins that hold all of a request.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # At the source too, so that whoever else listens hears no address either.
            "django.request": {"filters": ["no_addresses"], "level": "ERROR", "propagate": True},
            "django.security": {"filters": ["no_addresses"], "level": "ERROR", "propagate": True},
            "django.security.csrf": {"filters": ["no_addresses"], "level": "ERROR", "propagate": True},
        },
    }
