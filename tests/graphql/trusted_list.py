"""A list of trusted documents as the pages' build writes it, and requests that name its documents in all ways there are."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any


def hash_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def written(path: Path, *texts: str) -> Path:
    """With keys in the client preset's form."""
    path.write_text(json.dumps({f"sha256:{hash_of(text)}": text for text in texts}, indent=2), encoding="utf-8")
    return path


def persisted(name: str) -> dict[str, Any]:
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": name}}}


def ways(text: str) -> list[dict[str, Any]]:
    """Of asking for it by its name, as GraphQL's clients do."""
    plain = hash_of(text)
    return [
        persisted(plain),
        persisted(f"sha256:{plain}"),
        persisted(plain) | {"query": ""},
        persisted(plain) | {"query": None},
        persisted(plain) | {"query": text},
        {"documentId": f"sha256:{plain}"},
        {"documentId": plain},
    ]
