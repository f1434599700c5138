"""Reads the list of trusted documents that the pages were built with, and takes it only if each of them can be run."""

import re
from pathlib import Path
from typing import Any

import orjson
from strawberry import Schema

from app.parts import ServingRefused
from app.settings import Settings
from schema.trusted import TrustedDocuments, hash_of, mistake

# Where the pages' build leaves it.
SHIPPED = Path(__file__).resolve().parents[1] / "web" / "src" / "graphql" / "persisted-documents.json"
MAX_FILE = 4 * 1024 * 1024
_NAME = re.compile(r"(?:sha256:)?([0-9a-f]{64})")


def trusted_documents(settings: Settings, schema: Schema) -> TrustedDocuments:
    """Without a list, or with an empty one, there is nothing to keep to. Raises ServingRefused."""
    path = settings.trusted_documents or (SHIPPED if SHIPPED.exists() else None)
    if path is None:
        return TrustedDocuments()
    texts = _texts(path, schema)
    return TrustedDocuments(texts, closed=bool(texts) and settings.graphql == "trusted")


def _texts(path: Path, schema: Schema) -> dict[str, str]:
    entries = _entries(path)
    for name, text in entries.items():
        if wrong := _wrong(name, text, schema):
            raise ServingRefused(f'The trusted documents of {path}, entry "{name[:80]}": {wrong}')
    return {name.removeprefix("sha256:"): text for name, text in entries.items()}


def _entries(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MAX_FILE:
            raise ServingRefused(f"The trusted documents of {path} have more than 4 MiB.")
        entries = orjson.loads(path.read_bytes())
    except OSError as error:
        raise ServingRefused(f"The trusted documents of {path} cannot be read ({error.strerror}).") from None
    except orjson.JSONDecodeError as error:
        raise ServingRefused(f"The trusted documents of {path} are no JSON: {error}.") from None
    if not isinstance(entries, dict):
        raise ServingRefused(f"The trusted documents of {path} are no object of hashes and documents.")
    return entries


def _wrong(name: str, text: object, schema: Schema) -> str | None:
    found = _NAME.fullmatch(name)
    if found is None:
        return "it is not named by a SHA-256 (hashAlgorithm: 'sha256' in the client preset)."
    if not isinstance(text, str):
        return "it is no text."
    if hash_of(text) != found[1]:
        return f"its text has another hash, sha256:{hash_of(text)}."
    return mistake(schema, text)
