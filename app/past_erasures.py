"""Who was erased, as a row of the database that a backup takes the place of, or as a file beside the backups."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import BaseModel, TypeAdapter, ValidationError

from app.backup_file import BackupRefused, private
from engine.erasing import PastErasure

COLUMNS = "workspace_id, contact_id, hashes, sealed_key"


class _Line(BaseModel):
    workspace_id: UUID
    contact_id: UUID
    hashes: tuple[str, ...]
    sealed_key: str


_LINES = TypeAdapter(list[_Line])


def of(row: Mapping[str, Any]) -> PastErasure:
    """A row as either database gives it."""
    hashes = row["hashes"]
    told = json.loads(hashes) if isinstance(hashes, str) else hashes
    return PastErasure(UUID(str(row["workspace_id"])), UUID(str(row["contact_id"])), tuple(told), row["sealed_key"])


def read(file: Path) -> list[PastErasure]:
    """Raises BackupRefused for anything else than what `write` wrote."""
    try:
        lines = _LINES.validate_json(file.read_bytes())
    except OSError as error:
        raise BackupRefused(f"{file} cannot be read: {error.strerror}.") from None
    except ValidationError:
        raise BackupRefused(f"{file} is no list of erasures.") from None
    return [PastErasure(**line.model_dump()) for line in lines]


def write(file: Path, erasures: Iterable[PastErasure]) -> None:
    """Whole under its name, or not at all; it names nobody."""
    lines = [_Line(**{name: getattr(one, name) for name in _Line.model_fields}) for one in erasures]
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        with open(private(part), "wb") as made:  # noqa: PTH123 - a descriptor is not a path
            made.write(_LINES.dump_json(lines))
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
