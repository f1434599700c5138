"""Where the secrets are looked for: the log, the answers, the database as it lies there, its backup, and whatever can be taken out."""

import json
import subprocess
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

from app.database import dialect_of, file_of
from auth.sealing import KeyRing
from engine.credentials import UNADOPTED
from engine.key_rotation import SEALED, SealedColumn
from tests.journey import plain_sql
from tests.journey.canaries_sent import Sent, file_of_people
from tests.journey.installation import OTHERS, TEAM
from tests.journey.product_process import ERRORS
from tests.programs import programs

EXPORT = f"mutation($id: ID!) {{ exportContact(id: $id) {{ export {ERRORS} }} }}"
HELD = "{ contacts(first: 50) { nodes { id } } }"


def places(sent: Sent, folder: Path) -> dict[str, bytes]:
    """Each with more in it than a word, so that none is empty by mistake."""
    said = _commanded(sent, folder)
    url, product = sent.all.database_url, sent.all.product
    return {
        "log": product.said.encode(),
        "commands": said,
        "answers": "\n".join(sent.answers).encode(),
        "database": _files(url) if dialect_of(url) == "sqlite" else _dump(url),
        "backup": _unpacked(folder / "canaries.backup", folder),
        "opened": "\n".join(_opened(sent)).encode(),
        "contacts export": (folder / "contacts.jsonl").read_bytes(),
        "contact export": _exported(sent),
        "contacts export of others": (folder / "others.jsonl").read_bytes(),
        "suppressions export": (folder / "list.csv").read_bytes(),
        "import report": _report(sent, folder),
        "erasures": (folder / "erasures").read_bytes(),
    }


def _commanded(sent: Sent, folder: Path) -> bytes:
    """What commands print."""
    team = ("--workspace", TEAM)
    said = []
    for arguments in (
        ("contacts", "export", folder / "contacts.jsonl", *team),
        ("contacts", "export", folder / "others.jsonl", "--workspace", OTHERS),
        ("suppressions", "export", folder / "list.csv", *team),
        ("erasures", folder / "erasures"),
        ("backup", folder / "canaries.backup"),
        ("account", "list", *team),
        ("receipts", "list", *team),
        ("keys", "rotate", "--check"),
        ("doctor",),
    ):
        done = sent.all.product.run(*arguments, code=None)
        said += [done.stdout, done.stderr]
    return "\n".join(said).encode()


def _files(url: str) -> bytes:
    """The database with its journal, as it lies there."""
    file = file_of(url)
    return b"".join(path.read_bytes() for path in [file, *sorted(file.parent.glob(f"{file.name}-*"))])


def _dump(url: str) -> bytes:
    plain = url.replace("asyncpg://", "postgres://", 1)
    return _done(programs() / "pg_dump", "--dbname", plain)


def _unpacked(backup: Path, folder: Path) -> bytes:
    with zipfile.ZipFile(backup) as packed:
        database = packed.read("database")
    if not database.startswith(b"PGDMP"):
        return database
    archive = folder / "archive"
    archive.write_bytes(database)
    return _done(programs() / "pg_restore", "-f", "-", archive)


def _done(*arguments: str | Path) -> bytes:
    done = subprocess.run(arguments, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _opened(sent: Sent) -> Iterator[str]:
    """What is sealed, as who has the ring can read it."""
    ring = KeyRing.parse(sent.all.product.environment["CHAKNAL_SECRET_KEYS"])
    for sealed in SEALED:
        if sealed.copy_of is None:
            yield from _column(sent, ring, sealed)


def _column(sent: Sent, ring: KeyRing, sealed: SealedColumn) -> Iterator[str]:
    statement = f"SELECT id, {sealed.owner}, {sealed.column} FROM {sealed.table} WHERE {sealed.column} IS NOT NULL"  # noqa: S608 - the names are ours
    for row_id, owner, value in plain_sql.rows(sent.all.database_url, statement):
        place = {"table": sealed.table, "column": sealed.column, "workspace_id": str(owner or UNADOPTED)}
        text = ring.open(value, **place, row_id=str(row_id))
        yield zlib.decompress(b64decode(text)).decode() if sealed.table == "import_chunk" else text


def _exported(sent: Sent) -> bytes:
    """Everybody by the API, one after the other."""
    held = sent.all.product.ask(HELD)["contacts"]["nodes"]
    return json.dumps([sent.all.product.told(EXPORT, id=node["id"])["export"] for node in held]).encode()


def _report(sent: Sent, folder: Path) -> bytes:
    """Of the same file once more, by the command line."""
    file, report = folder / "people.csv", folder / "report.csv"
    file.write_text(file_of_people(), encoding="utf-8")
    sent.all.product.run("import", file, "--report", report, "--workspace", TEAM)
    return report.read_bytes()
