"""Start Hearth on this machine: database up to date, demo filled the first time, then serve until Ctrl-C."""

from __future__ import annotations

import hashlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"


def main() -> None:
    port = int(os.environ.setdefault("PORT", "8000"))
    if answers(port):
        sys.exit(f"Something is already served at port {port}. Stop it, or choose another: make run PORT={port + 1}")
    prepare()
    settings.PORT_FILE.write_text(f"{port}\n")
    serve(port)


def prepare() -> None:
    """Bring everything up to date; each step finds out for itself whether it has anything to do."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("SECRET_KEY", secret_key(VAR / "secret_key"))
    sys.path.insert(0, str(ROOT))
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    collect_static_files(VAR / "static.stamp")
    call_command("demo", "--if-empty")
    connections.close_all()


def secret_key(file: Path) -> str:
    """This machine's own key, made once and readable by its owner alone."""
    file.parent.mkdir(exist_ok=True)
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(50))
    return file.read_text()


def collect_static_files(stamp: Path) -> None:
    """Gather and compress what the browser loads, when any of it has changed."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = os.stat(storage.path(name))
            digest.update(f"{name} {about.st_size} {about.st_mtime_ns}\n".encode())
    now = digest.hexdigest()
    if not (stamp.exists() and stamp.read_text() == now and Path(settings.STATIC_ROOT).is_dir()):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(now)


def serve(port: int) -> None:
    """Run the site, and beside it the clock that sends letters and lapses holds; stop both together."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit())
    clock = ["manage.py", "tick", "--every", "10"]
    children: list[subprocess.Popen[bytes]] = []
    try:
        for job in (site(port), clock):
            # In sessions of their own: a Ctrl-C comes to us alone, and we end them in good order.
            children.append(subprocess.Popen([sys.executable, *job], cwd=ROOT, start_new_session=True))
        while all_alive(children) and not answers(port):
            time.sleep(0.05)
        if all_alive(children):
            welcome()
        while all_alive(children):
            time.sleep(0.5)
        sys.exit("Hearth stopped: one of its processes ended; what is above says why.")
    finally:
        end(children)


def site(port: int) -> list[str]:
    """What Python is to run for the site itself."""
    site = ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]
    return [*site, "--preload", "--no-control-socket", "--log-level", "warning", "--graceful-timeout", "5"]


def welcome() -> None:
    print(flush=True)
    call_command("demo", "--who")
    print("\nCtrl-C closes it.", flush=True)


def all_alive(children: list[subprocess.Popen[bytes]]) -> bool:
    return all(child.poll() is None for child in children)


def answers(port: int) -> bool:
    with socket.socket() as caller:
        caller.settimeout(1)
        return caller.connect_ex(("127.0.0.1", port)) == 0


def end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        print("\nStopped.")
