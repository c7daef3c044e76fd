"""The site as `make serve` starts it, in processes of its own, asked over HTTP as the web server in front would."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "hearth.example"
WHOLE = {
    "SECRET_KEY": "a-kettle-that-nobody-knows-of-0123456789-abcdefghij-KLM",
    "ALLOWED_HOSTS": HOST,
    "PUBLIC_URL": f"https://{HOST}",
    "HOST_NAME": "Alder Vale Parish Computing",
    "EMAIL_URL": "smtp://127.0.0.1:9",
    "FROM_EMAIL": "hall@hearth.example",
    "TRUSTED_PROXIES": "1",
    "WORKERS": "2",
}
OURS = {*WHOLE, "DATABASE_URL", "HEARTH_ENV", "HEARTH_MODE", "DJANGO_SETTINGS_MODULE", "BIND", "LOG_FORMAT"}


def environment(folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """A file of settings, and an environment that names it and says nothing else of ours."""
    file = folder / "env"
    file.write_text("# as an administrator writes it\n" + "".join(f"{name}={is_}\n" for name, is_ in settings.items()))
    left_out = {*OURS, "DJANGO_ALLOW_ASYNC_UNSAFE"}  # the tests in the browser set that for their own process
    return {name: is_ for name, is_ in os.environ.items() if name not in left_out} | {"HEARTH_ENV": str(file)}


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    text: str


@dataclass
class Site:
    port: int
    log: Path
    process: subprocess.Popen[bytes]
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, *, scheme: str = "https", **headers: str) -> Answer:
        return self.ask("GET", path, None, scheme, headers)

    def post(self, path: str, sent: Mapping[str, str], **headers: str) -> Answer:
        """With the token of this browser's form; ask for a page with a form first."""
        named = {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"https://{HOST}/"}
        token = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        return self.ask("POST", path, urlencode(token | dict(sent)), "https", named | headers)

    def ask(self, method: str, path: str, body: str | None, scheme: str, headers: Mapping[str, str]) -> Answer:
        told = {"Host": HOST, "X-Forwarded-Proto": scheme, "X-Forwarded-For": "198.51.100.7", **headers}
        told["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            wire.request(method, path, body, told)
            answer = wire.getresponse()
            text = answer.read().decode(errors="replace")
        finally:
            wire.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            if found := re.match(r"([^=]+)=([^;]*)", cookie):
                self.cookies[found[1]] = found[2]
        return Answer(answer.status, answer.headers, text)

    def logged(self) -> list[dict[str, Any]]:
        """Every line that the server wrote once it was one."""
        lines = self.log.read_text().splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]


def a_free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def start(folder: Path, settings: Mapping[str, str]) -> Site:
    port, log = a_free_port(), folder / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "scripts/serve.py"],
            cwd=ROOT, env=environment(folder, {**settings, "BIND": f"127.0.0.1:{port}"}), stdout=out, stderr=out,
        )  # fmt: skip
    site = Site(port, log, process)
    until = time.monotonic() + 90
    while not answers(port):
        assert process.poll() is None and time.monotonic() < until, log.read_text()  # noqa: PT018 (one sentence)
        time.sleep(0.1)
    return site


def answers(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0
