"""The statements of one action, claimed and settled, as the product sent them, run again by the database's own tools.

What differs from action to action (ids, positions, the lease's epoch) is put in anew each time, the rest is as it was recorded.
"""

import re
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from models.ids import new_id
from tests.statement_cost import Statement

# Numbers that nothing else has, so that they are found again among the recorded values.
EPOCH, HEAD = 7_000_000, 9_000_000
Transactions = Sequence[Sequence[Statement]]


def id_of(prefix: int, number: int) -> UUID:
    """As `tests/big_ledger.py` numbers its rows."""
    return UUID(f"{prefix}0000000-0000-7000-8000-{number:012x}")


def pgbench(
    binaries: Path, url: str, recorded: Transactions, person: int, accounts: int, first: int, last: int
) -> float:
    """Actions a second with one client an account, prepared."""
    place = urlsplit(url)
    name, host = place.path[1:], parse_qs(place.query)["host"][0]
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(_script(recorded, person, accounts))
        script.flush()
        command = [
            str(binaries / "pgbench"),
            "-n",
            "-M",
            "prepared",
            "-c",
            str(accounts),
            "-j",
            "1",
            "-t",
            str(last - first),
        ]
        command += ["-D", f"turn={first - 1}", "-h", host, "-U", "chaknal", "-f", script.name, name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    assert found, done.stdout + done.stderr
    assert "number of failed transactions: 0" in done.stdout, done.stdout
    return float(found[1])


def _script(recorded: Transactions, person: int, accounts: int) -> str:
    """Each client goes through its own account's people, one a turn."""
    lines = ["\\set turn :turn + 1", f"\\set n 10 * (:client_id + {accounts} * :turn) + {person % 10}"]
    known = {str(id_of(prefix, person)): _numbered(prefix, ":n") for prefix in (1, 2, 3)}
    known[str(id_of(6, person // 10 % accounts))] = _numbered(6, ":client_id")
    for statements in recorded:
        lines.append("BEGIN;")
        lines += [_line(statement, known) for statement in statements]
        lines.append("COMMIT;")
    return "\n".join(lines) + "\n"


def _numbered(prefix: int, number: str) -> str:
    return f"('{prefix}0000000-0000-7000-8000-' || lpad(to_hex({number}::bigint), 12, '0'))::uuid"


def _line(statement: Statement, known: dict[str, str]) -> str:
    values = [_literal(value, known) for value in statement.values]
    if statement.text.startswith('INSERT INTO "event"'):
        values[0] = "gen_random_uuid()"
    text = re.sub(r"\$(\d+)", lambda found: values[int(found[1]) - 1], " ".join(statement.text.split()))
    return f"{text} \\gset" if _GIVES_NUMBER.search(text) else f"{text};"


def _literal(value: object, known: dict[str, str]) -> str:
    match value:
        case UUID():
            return known.get(str(value), f"'{value}'::uuid")
        case None | True | False:
            return {True: "TRUE", False: "FALSE", None: "NULL"}[value]
        case int() if value in _NUMBERS:
            return f":{_NUMBERS[value]}"
        case datetime():
            return f"to_timestamp({value.timestamp()})"
        case int() | float():
            return str(value)
        case _:
            return "'" + re.sub(r":(?=\w)", ": ", str(value)).replace("'", "''") + "'"  # pgbench takes :word for a name


def sqlite(file: Path, recorded: Transactions, person: int, accounts: int, first: int, last: int) -> float:
    """Actions a second on one connection with the product's own pragmas."""
    with closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as connection:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")
        people = [
            10 * (account + accounts * turn) + person % 10 for turn in range(first, last) for account in range(accounts)
        ]
        began = time.perf_counter()
        for number in people:
            _once(connection, recorded, _renamed(person, number, accounts))
        return len(people) / (time.perf_counter() - began)


def _renamed(person: int, number: int, accounts: int) -> dict[str, str]:
    known = {str(id_of(prefix, person)): str(id_of(prefix, number)) for prefix in (1, 2, 3)}
    return known | {str(id_of(6, person // 10 % accounts)): str(id_of(6, number // 10 % accounts))}


def _once(connection: sqlite3.Connection, recorded: Transactions, known: dict[str, str]) -> None:
    numbers: dict[object, object] = {}
    for statements in recorded:
        connection.execute("BEGIN IMMEDIATE")
        for statement in statements:
            values = [known.get(str(value)) or numbers.get(value, value) for value in statement.values]
            if statement.text.startswith('INSERT INTO "event"'):
                values[0] = str(new_id())
            rows = connection.execute(statement.text, values).fetchall()
            kept = _GIVES_NUMBER.search(statement.text)
            if kept:
                numbers |= {value: rows[0][0] for value, name in _NUMBERS.items() if name == kept[1]}
        connection.execute("COMMIT")


# Of the recorded action: its lease's epoch, and the positions of its events, one a transaction.
_NUMBERS = {EPOCH + 1: "lease_epoch", HEAD + 1: "head", HEAD + 2: "head"}
_GIVES_NUMBER = re.compile(r"RETURNING (lease_epoch|head)\s*$")
