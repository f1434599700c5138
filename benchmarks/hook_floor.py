"""The floor under the storing of webhooks: the same statements by the database's own tools, without HTTP, JSON or sealing."""

import re
import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

SCRIPT = """
\\set seat random(0, {seats} - 1)
SELECT id AS account, workspace_id AS workspace FROM duxsoup_user WHERE webhook_hash = lpad(:seat::text, 64, '0')
 OR (webhook_previous_hash = lpad(:seat::text, 64, '0') AND webhook_previous_until > now()) \\gset
BEGIN;
INSERT INTO receipt (id, created_at, workspace_id, account_id, dialect, kind, body_hash, repeat_key, sealed_body, verdict,
 reason, processed_at, tries, line_id, size, body_until)
 VALUES (gen_random_uuid(), now(), :workspace, :account, 'native', 'visit.update', md5(random()::text) || md5(random()::text),
 md5(random()::text) || md5(random()::text), repeat('s', {size}), 'waiting', NULL, NULL, 0, :account, {size},
 now() + interval '35 days') ON CONFLICT (workspace_id, repeat_key) DO NOTHING RETURNING id;
COMMIT;
"""


def pgbench(binaries: Path, url: str, seats: int, size: int, clients: int, seconds: int) -> float:
    """Transactions a second, prepared."""
    place = urlsplit(url)
    name, host = place.path[1:], parse_qs(place.query)["host"][0]
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(SCRIPT.format(seats=seats, size=size))
        script.flush()
        command = [str(binaries / "pgbench"), "-n", "-M", "prepared", "-c", str(clients), "-j", "1", "-T", str(seconds)]
        command += ["-h", host, "-U", "chaknal", "-f", script.name, name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    assert found, done.stdout
    return float(found[1])


def sqlite(file: Path, workspace_id: str, account_id: str, size: int, seconds: float) -> float:
    """Rows a second, a transaction for each, on a connection with the product's own pragmas."""
    random, count = Random(1), 0
    with closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as connection:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            digest = random.randbytes(32).hex()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "INSERT INTO receipt (id, created_at, workspace_id, account_id, dialect, kind, body_hash, repeat_key, sealed_body,"
                " verdict, tries, line_id, size, body_until) VALUES (?, ?, ?, ?, 'native', 'visit.update', ?, ?, ?, 'waiting',"
                " 0, ?, ?, ?) ON CONFLICT (workspace_id, repeat_key) DO NOTHING",
                (str(uuid4()), "2026-03-02 09:00:00+00:00", workspace_id, account_id, digest, digest, "s" * size,
                 account_id, size, "2026-04-06 09:00:00+00:00"),
            )  # fmt: skip
            connection.execute("COMMIT")
            count += 1
    return count / seconds
