"""A database on a PostgreSQL server: taken and put back by PostgreSQL's own programs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction
from psycopg.pq import Conninfo

from bookings.keeping.manifest import NOT_READABLE, CannotKeep, Taken
from bookings.keeping.programs import programs_for

PART = "database.pgdump"
OURS = "btree_gist"  # what the guard stands on; other extensions belong to whoever runs the server
# In the same transaction as what follows: either all of the old is there afterwards, or all of the new.
CLEAR = f"""
SET lock_timeout = '30s';
DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT oid::regclass AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = oid AND deptype = 'e')
  LOOP
    EXECUTE format('DROP TABLE IF EXISTS %s CASCADE', found.name);
  END LOOP;
  FOR found IN SELECT oid::regprocedure AS name FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND prorettype = 'trigger'::regtype
    AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = oid AND deptype = 'e')
  LOOP
    EXECUTE format('DROP FUNCTION %s', found.name);
  END LOOP;
END $$;
CREATE EXTENSION IF NOT EXISTS {OURS};
"""


def take(folder: Path, *, leave_out: list[str]) -> Taken:
    """Dump the database as it is at one moment; what is counted is counted at the same."""
    programs, made_with = programs_for(_server_version())
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        moment = cursor.fetchone()[0]
        _run(
            programs / "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}",
            *(f"--exclude-table-data=public.{table}" for table in leave_out), "--file", folder / PART,
        )  # fmt: skip
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        migrations = [f"{app}.{name}" for app, name in cursor.fetchall()]
        rows = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            rows[table] = 0 if table in leave_out else cursor.fetchone()[0]
    return Taken(PART, "postgresql", _server_version(), migrations, rows, made_with)


def put_back(part: Path, taken: Taken, *, then: str) -> None:
    """Clear, fill and amend in one transaction; then bring what is there up to date."""
    here = _server_version()
    if here < taken.engine_version:
        raise CannotKeep(
            f"This backup is of PostgreSQL {taken.engine_version}, and the server here is {here}: "
            "put it back into the same version or a later one."
        )
    programs, _version = programs_for(max(here, taken.made_with))
    script = part.with_name("database.sql")
    with part.with_name("contents").open("w") as chosen:
        chosen.write(_contents(programs, part))
    _run(
        programs / "pg_restore", "--no-owner", "--no-privileges", "--no-comments",
        f"--use-list={part.with_name('contents')}", f"--file={script}", part,
    )  # fmt: skip
    _make_fit(script, here)
    before, after = part.with_name("before.sql"), part.with_name("after.sql")
    before.write_text(CLEAR)
    after.write_text(f"SET search_path = public;\n{then}\n")
    connection.close()
    files = [word for file in (before, script, after) for word in ("--file", file)]
    _run(programs / "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction",
         "--output", os.devnull, *files)  # fmt: skip
    try:
        call_command("migrate", verbosity=0)
    except (Error, CommandError) as fault:
        raise CannotKeep(
            f"The rows are back, but could not be brought up to date ({type(fault).__name__}): run manage.py migrate."
        ) from fault
    if faults := run_checks(tags=["database"], databases=["default"]):
        raise CannotKeep("\n".join(str(fault.msg) for fault in faults))


def _contents(programs: Path, part: Path) -> str:
    """What the dump holds, less what an owner of one database may not touch: schemas and others' extensions."""
    lines = _run(programs / "pg_restore", "--list", part, or_say=NOT_READABLE).splitlines(keepends=True)
    return "".join(line for line in lines if not re.match(r"\d+; \d+ \d+ (SCHEMA|EXTENSION|COMMENT|ACL) ", line))


def _make_fit(script: Path, server: int) -> None:
    """Programs of 17 and later begin with a setting that older servers do not know."""
    if server >= 17:
        return
    given = script.rename(script.with_suffix(".given"))
    with given.open("rb") as source, script.open("wb") as target:
        for line in source:
            if line != b"SET transaction_timeout = 0;\n":
                target.write(line)
            if line.startswith(b"CREATE "):
                break
        shutil.copyfileobj(source, target)
    given.unlink()


def _server_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10000


def _address() -> dict[str, str]:
    """How to reach the database, password and all, by the environment: others can read a command's words."""
    wanted = connection.get_connection_params()
    known = {option.keyword.decode(): option.envvar.decode() for option in Conninfo.get_defaults() if option.envvar}
    return {known[name]: str(value) for name, value in wanted.items() if name in known}


def _run(program: Path, *words: str | Path, or_say: str = "") -> str:
    done = subprocess.run(
        [program, *words], env={**os.environ, **_address(), "LC_ALL": "C"}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise CannotKeep(or_say or f"{program.name} failed and nothing was changed:\n{_without_rows(done.stderr)}")
    return done.stdout


def _without_rows(told: str) -> str:
    """What a program complained of, less the values that it quotes."""
    return "\n".join(line for line in told.splitlines() if not re.search(r"DETAIL:|CONTEXT:|LINE \d+:", line))
