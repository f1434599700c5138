"""Makes an import of an upload, once however often it is sent under the same key."""

import asyncio
import hashlib
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, cast
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from app import import_intake
from app.import_intake import Taken, Whose
from app.rest.import_answer import answer_of
from app.rest.upload import Upload
from auth.viewer import Viewer
from engine import import_batch
from engine.import_batch import Wishes
from models import ImportPreset, Unit
from models.errors import InvalidInput
from resolvers.command import Answer, as_id, ran
from schema.context import Context

_BLOCK = 1024 * 1024
MAX_NAME = 64
_FIELDS = ("campaignId", "filename", "memberIds", "preset", "start")
_SAID = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


@dataclass(frozen=True, slots=True)
class _Given:
    """By which a repeat under the same key is told from another upload."""

    source: str
    content: str
    fields: dict[str, list[str]]
    idempotency_key: str | None


async def stored(request: Request, context: Context, upload: Upload) -> Response:
    """Raises DomainError; then nothing is left of it."""
    viewer = cast("Viewer", context.viewer)
    whose = Whose(viewer.workspace_id, viewer.member_id)
    _check_names(upload)
    preset, start = _preset(upload.first("preset")), _start(upload.first("start"))
    given = _Given(
        upload.name,
        await asyncio.to_thread(_digest, upload.file),
        {name: list(texts) for name, texts in upload.fields.items()},
        request.headers.get("idempotency-key"),
    )
    taken = await import_intake.take(context.units, context.ring, whose, upload.name, upload.file, preset)
    discard = partial(import_batch.discard, batch_id=taken.batch.id)
    try:
        answer = await ran(context, "importContacts", partial(_complete, context, upload, taken, start), given)
    except BaseException:
        await context.units.run(discard)
        raise
    if answer["id"] != str(taken.batch.id):
        await context.units.run(discard)
    return await answer_of(context, UUID(answer["id"]))


def _check_names(upload: Upload) -> None:
    """A name that is mistyped would be a wish that nobody hears."""
    for name in upload.fields:
        if name not in _FIELDS:
            raise InvalidInput(f"There is no such field; there are {', '.join(_FIELDS)}.", path=[name[:MAX_NAME]])


def _start(text: str | None) -> bool:
    try:
        return _SAID[(text or "false").casefold()]
    except KeyError:
        raise InvalidInput("It is either true or false.", path=["start"]) from None


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
    while block := file.read(_BLOCK):
        found.update(block)
    return found.hexdigest()


async def _complete(
    context: Context,
    upload: Upload,
    taken: Taken,
    start: bool,
    unit: Unit,
    _viewer: Viewer,
) -> Answer:
    campaign_id = upload.first("campaignId")
    members = [one for text in upload.fields.get("memberIds", []) for one in text.replace(",", " ").split()]
    wishes = Wishes(
        {},
        campaign_id=as_id(campaign_id, "campaignId") if campaign_id else None,
        member_ids=[as_id(one, "memberIds") for one in members],
        dry=not start,
    )
    batch = await import_batch.complete(unit, context.ring, taken.batch.id, taken.total, wishes)
    return {"id": str(batch.id)}
