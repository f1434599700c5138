"""Answers a command once under the caller's key: whoever asks again is told the same, and nothing is done again."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from models import Unit, sql
from models.errors import Conflict, InvalidInput
from models.ids import new_id

MAX_KEY = 200
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for which command, under which key (null: every time anew) and with what."""

    workspace_id: UUID
    member_id: UUID
    command: str
    key: str | None
    input: object


async def once(unit: Unit, request: Request, work: Callable[[], Awaitable[Answer]]) -> Answer:
    """Does the work, or gives the answer of the first time; an error stores nothing, so the key stays free for the next try.

    Of two at once the second waits: on PostgreSQL at the insert, until the first has committed or given up, on SQLite
    at the beginning of its transaction. Raises Conflict for another input under a used key.
    """
    if request.key is None:
        return await work()
    if not 1 <= len(request.key) <= MAX_KEY:
        raise InvalidInput(f"An idempotency key has 1 to {MAX_KEY} characters.", path=["idempotencyKey"])
    if not await _take(unit, request):
        return await _answered(unit, request)
    answer = await work()
    await _keep(unit, request, answer)
    return answer


def fingerprint(given: object) -> str:
    """Tells one input from another, whatever the order of its names."""
    return hashlib.sha256(orjson.dumps(given, default=str, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def _take(unit: Unit, request: Request) -> bool:
    taken = await sql.rows(
        unit.connection,
        "INSERT INTO idempotency_key (id, created_at, workspace_id, member_id, command, key, input_hash)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)"
        " ON CONFLICT (workspace_id, member_id, command, key) DO NOTHING RETURNING id",
        [new_id(), unit.now, *_place(request), fingerprint(request.input)],
    )
    return bool(taken)


async def _answered(unit: Unit, request: Request) -> Answer:
    found = await sql.rows(unit.connection, _READ, _place(request))
    if found[0]["input_hash"] != fingerprint(request.input):
        raise Conflict("This idempotency key was used for something else.", path=["idempotencyKey"])
    answer: Answer = sql.as_json(found[0]["answer"])
    return answer


async def _keep(unit: Unit, request: Request, answer: Answer) -> None:
    await sql.rows(unit.connection, _WRITE, [*_place(request), answer])


_READ = (
    "SELECT input_hash, answer FROM idempotency_key"
    " WHERE workspace_id = $1 AND member_id = $2 AND command = $3 AND key = $4"
)
_WRITE = (
    "UPDATE idempotency_key SET answer = $5"
    " WHERE workspace_id = $1 AND member_id = $2 AND command = $3 AND key = $4 RETURNING id"
)


def _place(request: Request) -> list[object]:
    return [request.workspace_id, request.member_id, request.command, request.key]
