"""Takes in webhooks: verify, store, 202; what they mean is read later, elsewhere."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from auth.sealing import KeyRing
from auth.tokens import bearer, hashed
from integrations.duxsoup.inbound import Dialect, Reading
from models import DuxSoupAccount, Units, Verdict
from webhooks.body import take
from webhooks.duxsoup import simple
from webhooks.duxsoup.desk import Desk
from webhooks.duxsoup.shape import understand
from webhooks.duxsoup.store import Arrival
from webhooks.duxsoup.verify import Sender, account_once_at, by_bearer, stands, workspace_of
from webhooks.errors import NotAllowed, Refusal, StatusRefused, Unauthenticated, UnknownAddress, Unreadable
from webhooks.pace import Pace

PATH = "/api/webhooks/dux-status-update"
PER_SECOND = 200
READ_WITHIN = 10.0


@dataclass(frozen=True, slots=True)
class Intake:
    """What an endpoint works with; `counts` is by outcome, refusals included, since the sender may never try again. `missed` is told
    of which account or workspace a webhook was not stored for a reason that is not its own, null where that is not known.
    """

    units: Units
    ring: KeyRing
    read_within: float = READ_WITHIN
    pace: Pace = field(default_factory=lambda: Pace(PER_SECOND))
    counts: Counter[str] = field(default_factory=Counter)
    missed: Callable[[UUID | None], None] = lambda _: None
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "desk", Desk(self.units, self.ring))


def routes(intake: Intake) -> list[Route]:
    """Both addresses: the secret one that the extension is given, and the integration guide's with a bearer token."""
    return [
        Route(f"{PATH}/{{token}}", _Endpoint(intake, _on_secret_address), methods=["POST"]),
        Route(PATH, _Endpoint(intake, _on_bearer_address), methods=["POST"]),
    ]


@dataclass(slots=True)
class _Delivery:
    """What may be logged of one request: never its body, never its token."""

    sender: str = ""
    size: int = 0
    kind: str = ""


_Handler = Callable[[Intake, Request, _Delivery], Awaitable[str]]
_TAKEN: Final = Response(status_code=202)


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """ASGI by itself: round a function Starlette would lay a second handling of errors, for every webhook."""

    intake: Intake
    handle: _Handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request, delivery = Request(scope, receive), _Delivery()
        outcome, answer = await self._outcome(request, delivery)
        self.intake.counts[outcome] += 1
        # Said in the line that the access log writes of the request: a line of its own costs as much as sealing the body.
        about = {"sender": delivery.sender, "size": delivery.size, "kind": delivery.kind, "outcome": outcome}
        scope.setdefault("state", {})["logged"] = about
        await answer(scope, receive, send)

    async def _outcome(self, request: Request, delivery: _Delivery) -> tuple[str, Response]:
        try:
            return await self._handled(request, delivery)
        except Exception:
            self.intake.missed(None)
            raise

    async def _handled(self, request: Request, delivery: _Delivery) -> tuple[str, Response]:
        try:
            return await self.handle(self.intake, request, delivery), _TAKEN
        except Refusal as refusal:
            if not isinstance(refusal, StatusRefused):  # which was stored
                await _missed(self.intake, request, refusal)
            return refusal.reason, refusal.answer()
        except ClientDisconnect:
            await _missed(self.intake, request)
            return "disconnected", Unreadable().answer()


async def _missed(intake: Intake, request: Request, refusal: Refusal | None = None) -> None:
    """What came from nobody we know was no webhook of ours: strangers may not make us doubt what we heard, nor one tenant another."""
    token = request.path_params.get("token")
    if isinstance(refusal, UnknownAddress):
        meant = await account_once_at(str(token))
    elif token is not None:
        sender = await intake.desk.senders.ask(str(token))
        meant = None if sender is None else sender.id
    else:
        meant = await _meant_under(bearer(request.headers.get("authorization")), intake, request, refusal)
    if meant is not None:
        intake.missed(meant)


async def _meant_under(token: str | None, intake: Intake, request: Request, refusal: Refusal | None) -> UUID | None:
    """The workspace of a bearer token; under one that is good no more the account that the body names, for an extension that nobody looks
    after may go on for months.
    """
    workspace_id = None if token is None else await workspace_of(token)
    if workspace_id is None or token is None or await stands(token, intake.units.clock.wall()):
        return workspace_id
    if not isinstance(refusal, Unauthenticated | NotAllowed):
        return None
    try:
        reading = understand(await take(request, intake.read_within))
    except (Refusal, ClientDisconnect):
        return None
    named = await DuxSoupAccount.named(workspace_id, reading.userid or "")
    return None if named is None else named.id


async def _on_secret_address(intake: Intake, request: Request, delivery: _Delivery) -> str:
    """The address is looked up last, so that an unknown one costs and tells what a known one does."""
    token = str(request.path_params["token"])
    await intake.pace.admit(hashed(token))
    body = await take(request, intake.read_within)
    delivery.size = len(body)
    reading = understand(body)
    sender = await intake.desk.senders.ask(token)
    if sender is None:
        raise UnknownAddress
    return await _receive(intake, sender, body, reading, delivery)


async def _on_bearer_address(intake: Intake, request: Request, delivery: _Delivery) -> str:
    token = bearer(request.headers.get("authorization"))
    if token is None:
        raise Unauthenticated
    await intake.pace.admit(hashed(token))
    sender = await by_bearer(token, intake.units.clock.wall())
    body = await take(request, intake.read_within)
    delivery.size = len(body)
    return await _receive(intake, sender, body, understand(body), delivery)


async def _receive(intake: Intake, sender: Sender, body: bytes, reading: Reading, delivery: _Delivery) -> str:
    delivery.sender = str(sender.id)
    delivery.kind = reading.kind
    if reading.dialect is Dialect.NATIVE:
        arrival, refused = await _native(sender, body, reading), None
    else:
        arrival, refused = await _simple(sender, body, reading)
    stored = await intake.desk.stored.ask(arrival)
    if refused is not None:
        raise refused
    return arrival.verdict.value if stored else "repeated"


async def _native(sender: Sender, body: bytes, reading: Reading) -> Arrival:
    """Always taken: the sender can do nothing with an error."""
    named = await sender.named(reading.userid)
    account = sender.account or named
    if named is not None and account == named:
        return Arrival(sender, account.id, body, reading)
    meant = named if reading.userid else sender.account
    account_id, misled = account.id if account else None, meant.id if meant else None
    return Arrival(sender, account_id, body, reading, Verdict.QUARANTINED, "userid", misled)


async def _simple(sender: Sender, body: bytes, reading: Reading) -> tuple[Arrival, StatusRefused | None]:
    account_id = sender.account.id if sender.account else None
    refused = await simple.refusal(sender.workspace_id, reading)
    if refused is None:
        return Arrival(sender, account_id, body, reading), None
    return Arrival(sender, account_id, body, reading, Verdict.REFUSED, refused.field), refused
