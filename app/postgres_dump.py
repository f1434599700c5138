"""PostgreSQL's own pg_dump and pg_restore, on our tables alone."""

import asyncio
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from app.backup_file import BackupRefused
from app.database import credentials_of

_VARIABLES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "database": "PGDATABASE"}


async def dump(url: str, target: Path, tables: Sequence[str], programs: Path | None) -> None:
    """One snapshot, while others write."""
    chosen = [f'--table=public."{table}"' for table in tables]
    await _run(
        "pg_dump", url, programs, "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", *chosen
    )


async def check(source: Path, programs: Path | None) -> None:
    """Raises BackupRefused unless it is a whole dump that this pg_restore can read."""
    await _run("pg_restore", "postgres:///", programs, "--list", str(source))


async def load(url: str, source: Path, programs: Path | None) -> None:
    """All of it in one transaction, or nothing."""
    options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    await _run("pg_restore", url, programs, *options, f"--dbname={credentials_of(url)['database']}", str(source))


async def _run(program: str, url: str, programs: Path | None, *arguments: str) -> None:
    """The password goes by the environment: a command line is everybody's to read."""
    running = await asyncio.create_subprocess_exec(
        _found(program, programs),
        *arguments,
        env={**os.environ, **_environment(url)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await running.communicate()
    if running.returncode:
        lines = said.decode(errors="replace").strip().splitlines()
        raise BackupRefused(f"{program} failed: {lines[0] if lines else running.returncode}")


def _found(program: str, programs: Path | None) -> str:
    found = shutil.which(program, path=str(programs) if programs else None)
    if found is None:
        raise BackupRefused(
            f"{program} is not there. Install PostgreSQL's client programs (on Debian and Ubuntu: postgresql-client),"
            " or say where they are: --programs FOLDER."
        )
    return found


def _environment(url: str) -> dict[str, str]:
    known = credentials_of(url)
    found = {variable: str(known[name]) for name, variable in _VARIABLES.items() if known.get(name)}
    return found | ({"PGSSLMODE": known["ssl"]} if isinstance(known.get("ssl"), str) else {})
