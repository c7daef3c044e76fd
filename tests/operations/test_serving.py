"""`make serve`: what it asks for, what each answer carries, and what its log says and leaves unsaid.

Served here from a file alone: tests/http serves the site from both kinds of database, and tries are counted on both by
test_counters.py.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tests.operations.site import HOST, ROOT, WHOLE, Site, environment, start

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def database(new_database) -> str:
    return new_database(ready=True)


@pytest.fixture(scope="module")
def site(database, tmp_path_factory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    site = start(folder, {**WHOLE, "DATABASE_URL": database, "MEDIA_ROOT": str(folder)})
    yield site
    site.process.terminate()
    site.process.wait(timeout=30)


@pytest.fixture(autouse=True)
def a_new_browser(request) -> None:
    if "site" in request.fixturenames:
        request.getfixturevalue("site").cookies.clear()


def serve_says(folder, settings) -> str:
    done = subprocess.run(
        [sys.executable, "scripts/serve.py"],
        cwd=ROOT, env=environment(folder, settings), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode
    return done.stderr


def test_it_tells_everything_that_is_missing_at_once(tmp_path):
    """It stops before any database is asked."""
    told = serve_says(tmp_path, {"SECRET_KEY": "x" * 60, "FROM_EMAIL": ""})
    assert "Not set in" in told
    assert all(name in told for name in ("DATABASE_URL", "ALLOWED_HOSTS", "PUBLIC_URL", "EMAIL_URL", "FROM_EMAIL"))
    assert "SECRET_KEY" not in told


def test_a_database_that_is_not_up_to_date_is_told_and_left_alone(tmp_path):
    """A file, since only a file could come to be by being asked."""
    told = serve_says(tmp_path, {**WHOLE, "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"})
    assert "not up to date" in told
    assert "manage.py backup" in told
    assert (tmp_path / "empty.sqlite3").stat().st_size <= 4096


def test_a_weak_key_is_told(database, tmp_path):
    """The key has nothing to do with the database, which here is only to be there."""
    assert "SECRET_KEY" in serve_says(tmp_path, {**WHOLE, "DATABASE_URL": database, "SECRET_KEY": "kettle"})


def test_a_file_that_cannot_be_used_is_told(tmp_path):
    """It stops before any database is asked."""
    here = environment(tmp_path, {})
    (tmp_path / "env").write_text("SECRET_KEY=x\nDATABASE_URL: postgres://\n")
    for file, words in (("env", "is neither NAME=value nor a comment"), ("none", "cannot be read: No such file")):
        done = subprocess.run(
            [sys.executable, "manage.py", "check"],
            cwd=ROOT, env=here | {"HEARTH_ENV": str(tmp_path / file)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert words in done.stderr
        assert "postgres://" not in done.stderr


THERE = pytest.param({"SECURE_SSL_REDIRECT": "off"}, id="the web server redirects")


@pytest.mark.parametrize("more", [pytest.param({}, id="as it is"), THERE])
def test_djangos_own_checks_for_production_find_nothing(database, tmp_path, more):
    """Who redirects has nothing to do with the database."""
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--database", "default", "--fail-level", "WARNING"],
        cwd=ROOT, env=environment(tmp_path, {**WHOLE, "HEARTH_MODE": "production", "DATABASE_URL": database, **more}),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "no issues" in done.stdout + done.stderr) == (0, True), done.stderr


def test_who_comes_without_https_is_sent_there_but_for_the_watcher(site):
    sent = site.get("/help/", scheme="http")
    assert (sent.status, sent.headers["Location"]) == (301, f"https://{HOST}/help/")
    assert site.get("/healthz", scheme="http").status == 200


@pytest.mark.parametrize("page", ["/", "/account/login/", "/no/such/page/"])
def test_every_page_carries_what_keeps_people_safe(site, page):
    told = site.get(page).headers
    policy = dict(rule.strip().split(" ", 1) for rule in told["Content-Security-Policy"].split(";"))
    assert policy["script-src"] == policy["style-src"] == policy["default-src"] == "'self'"
    assert (policy["object-src"], policy["frame-ancestors"], policy["form-action"]) == ("'none'", "'none'", "'self'")
    assert "unsafe" not in told["Content-Security-Policy"]
    assert "max-age=31536000" in told["Strict-Transport-Security"]
    assert (told["X-Content-Type-Options"], told["X-Frame-Options"]) == ("nosniff", "DENY")
    assert told["Referrer-Policy"] == "same-origin"
    assert len(told["X-Request-ID"]) == 12


def test_cookies_go_by_https_alone(site):
    form = site.get("/account/signup/")
    person = {"name": "Canary Finch", "email": "canary.finch@hearth.example", "password1": "a-kettle-of-tea"}
    sent = site.post("/account/signup/", person)
    assert sent.status == 302
    cookies = [*(form.headers.get_all("Set-Cookie") or []), *(sent.headers.get_all("Set-Cookie") or [])]
    assert {cookie.split("=")[0] for cookie in cookies} >= {"csrftoken", "sessionid"}
    for cookie in cookies:
        assert "; Secure" in cookie
        assert "; SameSite=Lax" in cookie
        assert "; HttpOnly" in cookie or not cookie.startswith("sessionid")


REFUSED = [
    ("There is no such page", 404, lambda site: site.get("/canary-path/")),
    ("We could not read that", 400, lambda site: site.get("/venues/%00/")),
    ("That is too much to send", 413, lambda site: site.post("/", {"canary": "a" * 1_100_000})),
    ("Please send that again", 403, lambda site: site.post("/account/login/", {"login": "canary@hearth.example"})),
]


@pytest.mark.parametrize(("title", "status", "ask"), REFUSED, ids=[str(status) for _t, status, _a in REFUSED])
def test_a_refusal_names_its_number_and_a_way_on(site, title, status, ask):
    answer = ask(site)
    assert (answer.status, f"<h1>{title}</h1>" in answer.text) == (status, True)
    assert f"<strong>{answer.headers['X-Request-ID']}</strong>" in answer.text
    assert '<a class="button" href="/">Find a room</a>' in answer.text


def test_tries_are_counted_by_all_processes_together(site):
    """Sixty searches a minute: with each of two processes counting for itself there would be twice as many."""
    site.get("/")
    taken = searches_taken(site)
    if taken > 60:  # the minute turned over in the middle: begin with the next
        while site.post("/", {"people": "25"}).status == 429:
            time.sleep(0.2)
        taken = 1 + searches_taken(site)
    assert 0 < taken <= 60
    told = site.post("/", {"people": "25"})
    assert (told.status, "Wait a few minutes" in told.text) == (429, True)
    assert site.post("/", {"people": "25"}, **{"X-Forwarded-For": "198.51.100.8"}).status != 429  # another visitor


def searches_taken(site: Site) -> int:
    """How many go through before one is refused."""
    return next((turn for turn in range(121) if site.post("/", {"people": "25"}).status == 429), 121)


def test_the_log_has_a_line_for_each_request_and_tells_of_nobody(site):
    answers = [
        site.get("/invitations/canary-token/?canary=query"),
        site.get("/canary-nowhere/?email=canary@hearth.example"),
        site.get("/account/login/?next=/canary/"),
        site.post("/account/login/", {"login": "canary@hearth.example", "password": "canary-kettle"}),
        site.post("/account/login/code/", {"email": "canary@hearth.example"}),
        site.ask("CANARY", "/canary/", None, "https", {}),
        site.get("/", Host="canary.example"),
        site.get("/", **{"User-Agent": "canary"}),
    ]
    lines = {line["request_id"]: line for line in site.logged() if line["logger"] == "hearth.requests"}
    told = [lines[answer.headers["X-Request-ID"]] for answer in answers if answer.headers["X-Request-ID"]]
    assert len(told) == len(answers)
    assert [line["status"] for line in told] == [answer.status for answer in answers]
    assert [line["route"] for line in told][:4] == [
        "/invitations/<slug:token>/",
        "-",
        "/account/login/",
        "/account/login/",
    ]
    assert all(line["ms"] >= 0 and line["queries"] >= 0 and line["at"].endswith("+00:00") for line in told)
    assert "canary" not in site.log.read_text().lower()
    assert "198.51.100" not in site.log.read_text()
    assert [line for line in site.log.read_text().splitlines() if not line.startswith(("{", "System check"))] == []
