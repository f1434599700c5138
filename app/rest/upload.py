"""Receives a file that is uploaded: as part of a form, or as the body itself."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from app.import_file import MAX_BYTES
from app.rest.capped import CutShort, capped, discard
from models.errors import InvalidInput
from webhooks.errors import TooLarge

MAX_FIELDS = 20
_AROUND = 64 * 1024  # what multipart needs beside the file
_IN_MEMORY = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """`fields` are those of the form and those of the query."""

    file: BinaryIO
    name: str
    fields: Mapping[str, list[str]]

    def first(self, name: str) -> str | None:
        return next((text.strip() for text in self.fields.get(name, []) if text.strip()), None)


async def received(request: Request) -> Upload:
    """Raises TooLarge as soon as it is: before anything is kept where its length is announced, else in the middle."""
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    if request.headers.get("content-encoding", "identity").strip().lower() not in {"identity", ""}:
        raise InvalidInput("A file is sent as it is, not compressed.", path=["file"])
    form = request.headers.get("content-type", "").partition(";")[0].strip().lower() == "multipart/form-data"
    most = MAX_BYTES + (_AROUND if form else 0)
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > most:
        await discard(request.receive)
        raise TooLarge
    within = Request(request.scope, capped(request.receive, most))
    return await (_from_form(within, query) if form else _from_body(within, query))


async def _from_form(request: Request, query: dict[str, list[str]]) -> Upload:
    parser = MultiPartParser(
        request.headers, request.stream(), max_files=1, max_fields=MAX_FIELDS, max_part_size=_AROUND
    )
    try:
        form = await parser.parse()
    except CutShort:
        raise
    except (MultiPartException, LookupError, ValueError) as broken:
        raise InvalidInput("The form cannot be read as multipart/form-data.", path=["file"]) from broken
    file = next((value for value in form.values() if isinstance(value, UploadFile)), None)
    if file is None:
        raise InvalidInput("The form has to hold a file.", path=["file"])
    if (file.size or 0) > MAX_BYTES:
        await file.close()
        raise TooLarge
    fields = dict(query)
    for name, value in form.multi_items():
        if isinstance(value, str):
            fields[name] = [*fields.get(name, []), _writable(value)]
    return Upload(file.file, _writable(file.filename or "file"), fields)


def _writable(text: str) -> str:
    """Half a character, as a form of some encoding may hold, can be written nowhere."""
    return text.encode("utf-8", "replace").decode()


async def _from_body(request: Request, query: dict[str, list[str]]) -> Upload:
    file: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - whoever is handed it closes it
    try:
        async for block in request.stream():
            await asyncio.to_thread(file.write, block)
    except BaseException:
        file.close()
        raise
    return Upload(cast("BinaryIO", file), next(iter(query.get("filename", [])), "file"), query)
