"""The append-only ledger: one JSON line for everything that happened, on disk before anybody hears of it."""

import os
from array import array
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import orjson

Line = dict[str, Any]
_HEAD = 160  # number, times and kind stand first in a line


class Ledger:
    """A file of lines, numbered from 1; a line cut short by a crash was never answered for and is dropped."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)  # the lines hold auth keys and secret addresses
        self._file = os.fdopen(descriptor, "r+b")
        self._offsets = array("Q")
        self._index()

    def append(self, lines: list[Line], wall: float) -> None:
        """Writes the lines as one and returns when they are on the disk."""
        written = bytearray()
        end = self._file.seek(0, os.SEEK_END)
        for line in lines:
            self._offsets.append(end + len(written))
            written += orjson.dumps({"n": len(self._offsets), "wall": wall} | line, option=orjson.OPT_APPEND_NEWLINE)
        self._file.write(written)
        self._file.flush()
        os.fsync(self._file.fileno())

    def read(self, after: int = 0, kinds: Collection[str] = ()) -> Iterator[Line]:
        """The lines after that number; other kinds than those asked for are not even parsed."""
        marks = [f'"kind":"{kind}"'.encode() for kind in kinds]
        if after < len(self._offsets):
            self._file.seek(self._offsets[max(after, 0)])
            for line in self._file:
                if not marks or any(mark in line[:_HEAD] for mark in marks):
                    yield orjson.loads(line)

    def close(self) -> None:
        self._file.close()

    def _index(self) -> None:
        end = 0
        for line in self._file:
            if not line.endswith(b"\n"):
                break
            self._offsets.append(end)
            end += len(line)
        self._file.truncate(end)


def shown(line: Line) -> Line:
    """A line as it may be read by others: without keys, and without the secret part of addresses."""
    public = {name: value for name, value in line.items() if name != "auth_key"}
    if "url" in public:
        public["url"] = _origin(public["url"])
    if "deliveries" in public:
        public["deliveries"] = [[_origin(url), due] for url, due in public["deliveries"]]
    for name in ("settings", "values"):
        if "webhooks" in public.get(name, {}):
            targets = [target | {"url": _origin(target["url"])} for target in public[name]["webhooks"]]
            public[name] = public[name] | {"webhooks": targets}
    return public


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
