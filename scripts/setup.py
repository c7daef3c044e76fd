"""Set up what Hearth needs on this machine, saying what is done: `python3 scripts/setup.py run` (or `test`)."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SYSTEM_S_OWN = Path("/usr/bin/python3")
CHROMIUM = "chromium-headless-shell"  # the browser without its windows: a page costs it a third less
BROWSERS = (CHROMIUM, "chromium", "chromium-browser", "google-chrome")


def main(purpose: str) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 (this file is what an older Python meets first)
        stop("Hearth needs Python 3.11 or later. Name a later one: make PYTHON=python3.12 …")
    if is_done(purpose):
        return
    say(f"Setting up Hearth in {VENV.name}/ (once; again only when its packages change).")
    install_system_packages(purpose)
    install_python_packages(purpose)
    for kind in kinds(purpose):
        stamp_file(kind).write_text(stamp(kind))
    say("Set up.")


def kinds(purpose: str) -> list[str]:
    """The test packages contain those that run the site."""
    return ["run", "test"] if purpose == "test" else ["run"]


def is_done(purpose: str) -> bool:
    return venv_works() and stamp_file(purpose).is_file() and stamp_file(purpose).read_text() == stamp(purpose)


def stamp_file(kind: str) -> Path:
    return VENV / f"set-up-to-{kind}"


def stamp(kind: str) -> str:
    """What was installed: the locked packages, for this version of Python."""
    version = subprocess.run([PYTHON, "-V"], capture_output=True, text=True, check=True).stdout
    return hashlib.sha256(requirements(kind).read_bytes() + version.encode()).hexdigest()


def requirements(kind: str) -> Path:
    return ROOT / "requirements" / f"{kind}.txt"


def install_system_packages(purpose: str) -> None:
    """Fetch with apt what Python packages cannot bring; where that is not possible, say the line that would."""
    missing = missing_system_packages(purpose)
    if not missing:
        return
    install = ["apt-get", "install", "--no-install-recommends", "--yes", *missing]
    whole = ["chromium" if package == CHROMIUM else package for package in install]  # an older system has no other
    if not may_install():
        say(f"Not found on this machine: {', '.join(missing)}. On Debian or Ubuntu this brings them:")
        say(f"    sudo {' '.join(whole)}")
        say("Without Pango Hearth runs but makes no PDF; without Chromium no page is tested in a browser.")
        return
    say(f"Installing from Debian: {', '.join(missing)}.")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    retry = ["-qq", "-o", "Acquire::Retries=3"]
    if not (run("apt-get", "update", *retry) and (run(*install, *retry) or run(*whole, *retry))):
        say("That did not work; going on without.")


def missing_system_packages(purpose: str) -> list[str]:
    missing = []
    if not (venv_works() or working_uv() or importlib.util.find_spec("ensurepip")):
        missing.append("python3-venv")
    libraries = {"libpango-1.0.so.0": "libpango-1.0-0", "libpangoft2-1.0.so.0": "libpangoft2-1.0-0"}
    if purpose == "test":
        libraries["libatomic.so.1"] = "libatomic1"  # the browser's driver will not start without
        if not any(map(shutil.which, (CHROMIUM,) if may_install() else BROWSERS)):
            missing.append(CHROMIUM)
        if not shutil.which("khal"):
            missing.append("khal")  # a calendar program, to read our calendars back; no test fails without it
    return missing + [package for library, package in libraries.items() if not can_load(library)]


def may_install() -> bool:
    return os.geteuid() == 0 and bool(shutil.which("apt-get"))


def can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_python_packages(purpose: str) -> None:
    say(f"Installing the packages of requirements/{purpose}.txt, each checked by its hash (up to a minute).")
    if not (install_with_uv(purpose) or install_with_pip(purpose)):
        stop("The packages could not be installed; what is above says why.")


def install_with_uv(purpose: str) -> bool:
    uv = working_uv()
    if not uv:
        return False
    if not venv_works():
        run(uv, "venv", "--quiet", "--clear", "--python", this_python(), VENV)
    return run(uv, "pip", "install", "--quiet", "--require-hashes", "--python", PYTHON, "-r", requirements(purpose))


def this_python() -> str:
    """The one that runs this; or the system's own where it is of the same version.

    Distributions build it with a profile of how it is used: plain Python then runs a third faster
    than where somebody has compiled it by hand (measured with 3.11 on Debian 12).
    """
    tell = "import sys; print(*sys.version_info[:2])"
    told = subprocess.run([SYSTEM_S_OWN, "-c", tell], capture_output=True, text=True) if SYSTEM_S_OWN.exists() else None
    same = told is not None and told.stdout.split() == [str(part) for part in sys.version_info[:2]]
    return str(SYSTEM_S_OWN) if same else sys.executable


def install_with_pip(purpose: str) -> bool:
    # Compiling all of every package takes longer than compiling, at the first start, what is used.
    install: list[str | Path] = [
        "install",
        "--no-input",
        "--no-compile",
        "--require-hashes",
        "-r",
        requirements(purpose),
    ]
    quietly = ["--quiet", "--disable-pip-version-check"]
    if importlib.util.find_spec("pip"):
        if not venv_works():
            run(this_python(), "-m", "venv", "--clear", "--without-pip", VENV)
        if run(sys.executable, "-m", "pip", *quietly, "--python", PYTHON, *install):
            return True
    bring_own_pip()
    return run(PYTHON, "-m", "pip", *quietly, *install)


def bring_own_pip() -> None:
    """Where the Python that runs this has none to lend, or an old one, the environment is given its own."""
    if venv_works() and (VENV / "bin" / "pip").exists():
        return
    if not importlib.util.find_spec("ensurepip"):
        stop("This Python cannot make a virtual environment. On Debian or Ubuntu: sudo apt-get install python3-venv")
    run(sys.executable, "-m", "venv", "--clear", VENV)


def venv_works() -> bool:
    """False also when the Python it was made from has gone."""
    return PYTHON.exists() and run(PYTHON, "-c", "")


def working_uv() -> str | None:
    """The uv on the PATH, unless it is a shim with nothing behind it."""
    uv = shutil.which("uv")
    return uv if uv and run(uv, "--version") else None


def run(*command: str | Path) -> bool:
    """Whether the command went well; it speaks for itself only on stderr."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False).returncode == 0


def say(words: str) -> None:
    print(words, flush=True)


def stop(words: str) -> None:
    sys.exit(words)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
