"""Somebody in front of a browser: a session of their own, and the form's token with everything they send."""

from __future__ import annotations

import http.client
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import TypeVar
from urllib.parse import urlencode

from accounts.models import Hirer, User
from tests.http.html_forms import Form, forms_in
from tests.make import signed_in

T = TypeVar("T")
S = TypeVar("S")
WAITS = 120  # seconds; whoever waits longer has been left hanging


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    page: str

    @property
    def form(self) -> Form:
        """The page's own form, which comes after that of the navigation."""
        return forms_in(self.page)[-1]


NOBODY_ANSWERED = Answer(0, "", "")


class Visitor:
    """Asks for a group of their own: people of one group queue for it, and would never meet at the room."""

    def __init__(self, user: User, hirer: Hirer, port: int) -> None:
        self.user, self.hirer, self.port = user, hirer, port
        token = secrets.token_hex(16)  # any will do that is in the browser and in the form alike
        self.cookies = {"sessionid": signed_in(user).cookies["sessionid"].value, "csrftoken": token}

    def look(self, path: str) -> Answer:
        return self._send("GET", path, "")

    def press(self, path: str, typed: Sequence[tuple[str, str]]) -> Answer:
        return self._send("POST", path, urlencode(typed))

    def _send(self, method: str, path: str, body: str) -> Answer:
        """`NOBODY_ANSWERED` where the line was dropped before the whole answer was there."""
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            "Connection": "close",
        }
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAITS)
        try:
            line.request(method, path, body, headers)
            told = line.getresponse()
            page = told.read().decode()
        except (ConnectionError, http.client.HTTPException):
            return NOBODY_ANSWERED
        finally:
            line.close()
        for cookie in SimpleCookie("; ".join(told.headers.get_all("Set-Cookie", []))).values():
            if cookie.value:
                self.cookies[cookie.key] = cookie.value
        return Answer(told.status, told.headers.get("Location", ""), page)


def all_at_once(act: Callable[[T], S], whom: Sequence[T]) -> list[S]:
    """Everybody does it, nobody waits for the one before."""
    with ThreadPoolExecutor(len(whom)) as crowd:
        return list(crowd.map(act, whom))
