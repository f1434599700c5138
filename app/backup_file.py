"""The file of a backup: a zip that says in words what it is, beside the database as its own tools know it."""

import os
import shutil
import zipfile
import zlib
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ValidationError

_ABOUT, _DATABASE = "about.json", "database"
_PRIVATE = 0o600


class BackupRefused(Exception):
    """A backup is not made or not restored; the message says why and what to do."""


class About(BaseModel):
    """`migrations` are the names of those applied. `serving`: another process had the database open, so it may have gone on."""

    format: Literal["chaknal-backup-1"] = "chaknal-backup-1"
    version: str
    dialect: Literal["sqlite", "postgres"]
    migrations: list[str]
    made_at: AwareDatetime
    serving: bool


def write(target: Path, about: About, database: Path, *, overwrite: bool) -> None:
    """Whole and on the disk under its name, or not there at all; readable by its owner alone."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with open(private(part), "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
                packed.writestr(_ABOUT, about.model_dump_json(indent=2))
                packed.write(database, _DATABASE)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target) if overwrite else os.link(part, target)
        sync_folder(target)
    except FileExistsError:
        raise BackupRefused(f"{target} exists. Choose another name, or say --overwrite.") from None
    finally:
        part.unlink(missing_ok=True)


def read(source: Path) -> About:
    """Raises BackupRefused for anything else than a whole backup."""
    try:
        with zipfile.ZipFile(source) as packed:
            if packed.testzip() is None:
                return About.model_validate_json(packed.read(_ABOUT))
    except OSError as error:
        raise BackupRefused(f"{source} cannot be read: {error.strerror or type(error).__name__}.") from None
    # NotImplementedError: a way of packing that zipfile does not know.
    except (zipfile.BadZipFile, zlib.error, KeyError, ValidationError, NotImplementedError, EOFError):
        pass
    raise BackupRefused(f"{source} is no backup of Chaknal, or it is damaged.")


def unpack(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with zipfile.ZipFile(source) as packed, packed.open(_DATABASE) as inside, open(private(target), "wb") as outside:
        shutil.copyfileobj(inside, outside, 1 << 20)


def private(path: Path) -> int:
    """A new file that only its owner can read, from its first byte on."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)


def sync_folder(path: Path) -> None:
    """A name is on the disk when its folder is."""
    folder = os.open(path.parent, os.O_RDONLY)
    with suppress(OSError):
        os.fsync(folder)
    os.close(folder)


def described(about: About) -> str:
    return f"{about.dialect}, version {about.version}, made {_minute(about.made_at)}"


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
