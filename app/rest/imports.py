"""The upload of a file with contacts: POST /api/imports with multipart/form-data, or with the file as the body."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO, cast
from uuid import UUID

import orjson
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message, Receive

from app import import_intake
from app.import_file import MAX_BYTES
from app.import_intake import Taken, Whose
from app.problem import of_error
from auth.tokens import bearer, hashed
from auth.viewer import Viewer, used, viewer_of
from engine import import_batch
from engine.import_batch import Wishes
from models import Clock, ImportBatch, ImportPreset, Unit
from models.errors import DomainError, InvalidInput
from resolvers.command import Answer, as_id, ran
from schema.context import Context
from webhooks.errors import Refusal, TooLarge, TooOften, TooSlow, Unauthenticated
from webhooks.pace import Pace
from webhooks.problem import problem

PATH = "/api/imports"
UPLOADS_A_MINUTE = 30
READ_WITHIN = 300.0
AT_ONCE = 2  # files read at the same time in one process; others wait
PREVIEW = 5
MAX_FIELDS = 20
_AROUND = 64 * 1024  # what multipart needs beside the file
_IN_MEMORY = 1024 * 1024
_DISCARDED = 2 * MAX_BYTES
_TRUE = frozenset({"true", "1", "yes"})
_FIELDS = {"idempotencyKey": "Idempotency-Key"}
ContextOf = Callable[[Viewer | None, Request], Context]


def routes(clock: Clock, context_of: ContextOf, pace: Pace | None = None) -> list[Route]:
    """`context_of` makes what every command runs with; the permission is that of importContacts."""
    allowed, room = pace or Pace(UPLOADS_A_MINUTE, period=60), asyncio.Semaphore(AT_ONCE)

    async def endpoint(request: Request) -> Response:
        try:
            return await _imported(request, await _asking(request, clock, context_of, allowed), room)
        except DomainError as error:
            error.path = tuple(_FIELDS.get(name, name) for name in error.path)
            return of_error(error)
        except TooLarge as refusal:
            detail = f"A file has at most {MAX_BYTES >> 20} MiB."
            return problem(refusal.status, refusal.title, code=refusal.reason, detail=detail)
        except TooOften:
            return problem(429, "Rate limit exceeded", code="limit_reached", headers={"Retry-After": "60"})
        except Refusal as refusal:
            return refusal.answer()

    return [Route(PATH, endpoint, methods=["POST"])]


@dataclass(frozen=True, slots=True)
class _Upload:
    file: BinaryIO
    name: str
    fields: Mapping[str, list[str]]

    def first(self, name: str) -> str | None:
        return next((text.strip() for text in self.fields.get(name, []) if text.strip()), None)


@dataclass(frozen=True, slots=True)
class _Given:
    """By which a repeat under the same key is told from another upload."""

    source: str
    content: str
    fields: dict[str, list[str]]
    idempotency_key: str | None


async def _asking(request: Request, clock: Clock, context_of: ContextOf, pace: Pace) -> Context:
    """Before anything of the body is read."""
    token = bearer(request.headers.get("authorization"))
    if token is None:
        raise Unauthenticated
    await pace.admit(hashed(token))
    context = context_of(await viewer_of(token, clock.wall()), request)
    if context.viewer is None:
        raise Unauthenticated
    await used(context.viewer, clock.wall())
    await ran(context, "importContacts", _nothing)
    return context


async def _nothing(_unit: Unit, _viewer: Viewer) -> Answer:
    return {}


async def _imported(request: Request, context: Context, room: asyncio.Semaphore) -> Response:
    async with room:
        try:
            async with asyncio.timeout(READ_WITHIN):
                upload = await _received(request)
        except TimeoutError as late:
            raise TooSlow from late
        except ClientDisconnect:
            return Response(status_code=400)
        with upload.file:
            return await _stored(request, context, upload)


async def _stored(request: Request, context: Context, upload: _Upload) -> Response:
    viewer = cast("Viewer", context.viewer)
    whose = Whose(viewer.workspace_id, viewer.member_id)
    preset = _preset(upload.first("preset"))
    given = _Given(
        upload.name,
        await asyncio.to_thread(_digest, upload.file),
        {name: list(texts) for name, texts in upload.fields.items()},
        request.headers.get("idempotency-key"),
    )
    taken = await import_intake.take(context.units, context.ring, whose, upload.name, upload.file, preset)
    discard = partial(import_batch.discard, batch_id=taken.batch.id)
    try:
        answer = await ran(context, "importContacts", partial(_complete, context, upload, taken), given)
    except DomainError:
        await context.units.run(discard)
        raise
    if answer["id"] != str(taken.batch.id):
        await context.units.run(discard)
    return await _answer(context, UUID(answer["id"]))


async def _complete(context: Context, upload: _Upload, taken: Taken, unit: Unit, _viewer: Viewer) -> Answer:
    campaign_id = upload.first("campaignId")
    members = [one for text in upload.fields.get("memberIds", []) for one in text.replace(",", " ").split()]
    wishes = Wishes(
        {},
        campaign_id=as_id(campaign_id, "campaignId") if campaign_id else None,
        member_ids=[as_id(one, "memberIds") for one in members],
        dry=(upload.first("start") or "").casefold() not in _TRUE,
    )
    batch = await import_batch.complete(unit, context.ring, taken.batch.id, taken.total, wishes)
    return {"id": str(batch.id)}


async def _answer(context: Context, batch_id: UUID) -> Response:
    batch = await ImportBatch.get(id=batch_id)
    rows = await import_batch.rows_from(context.ring, batch, 0)
    document: dict[str, Any] = {
        "id": str(batch.id),
        "state": batch.state.value,
        "source": batch.source,
        "total": batch.total,
        "preset": batch.preset.value if batch.preset else None,
        "encoding": batch.encoding,
        "columns": [
            {"name": name, "field": field} for name, field in zip(batch.header or [], batch.mapping or [], strict=True)
        ],
        "preview": rows[:PREVIEW],
    }
    # Halves of characters, which a broken file may hold, are shown as the sign for what cannot be shown.
    text = orjson.dumps(_shown(document))
    return Response(text, 202, media_type="application/json")


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_shown(one) for one in value]
    return {name: _shown(one) for name, one in value.items()} if isinstance(value, dict) else value


def _preset(text: str | None) -> ImportPreset | None:
    if text is None:
        return None
    try:
        return ImportPreset(text.casefold().replace("-", "_"))
    except ValueError:
        known = ", ".join(ImportPreset)
        raise InvalidInput(f"A preset is one of {known}.", path=["preset"]) from None


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    found = hashlib.sha256()
    while block := file.read(_IN_MEMORY):
        found.update(block)
    return found.hexdigest()


async def _received(request: Request) -> _Upload:
    """Raises TooLarge as soon as it is: before anything is kept where its length is announced, else in the middle."""
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    if request.headers.get("content-encoding", "identity").strip().lower() not in {"identity", ""}:
        raise InvalidInput("A file is sent as it is, not compressed.", path=["file"])
    form = request.headers.get("content-type", "").partition(";")[0].strip().lower() == "multipart/form-data"
    most = MAX_BYTES + (_AROUND if form else 0)
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > most:
        await _discard(request.receive)
        raise TooLarge
    capped = Request(request.scope, _capped(request.receive, most))
    return await (_from_form(capped, query) if form else _from_body(capped, query))


def _capped(receive: Receive, most: int) -> Receive:
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            await _discard(receive)
            raise _CutShort("")
        return message

    return limited


class _CutShort(TooLarge, MultiPartException):
    """Both, so that who reads the form closes what it has opened."""


async def _discard(receive: Receive) -> None:
    """Within bounds: a client that is cut off in the middle of its sending sees a broken connection, and not the answer."""
    taken = 0
    while taken < _DISCARDED:
        message = await receive()
        taken += len(message.get("body", b""))
        if not message.get("more_body", False):
            return


async def _from_form(request: Request, query: dict[str, list[str]]) -> _Upload:
    parser = MultiPartParser(
        request.headers, request.stream(), max_files=1, max_fields=MAX_FIELDS, max_part_size=_AROUND
    )
    try:
        form = await parser.parse()
    except _CutShort:
        raise
    except (MultiPartException, KeyError) as broken:
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
            fields[name] = [*fields.get(name, []), value]
    return _Upload(file.file, file.filename or "file", fields)


async def _from_body(request: Request, query: dict[str, list[str]]) -> _Upload:
    file: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - whoever is handed it closes it
    try:
        async for block in request.stream():
            await asyncio.to_thread(file.write, block)
    except BaseException:
        file.close()
        raise
    return _Upload(cast("BinaryIO", file), next(iter(query.get("filename", [])), "file"), query)
