"""Who asks for an account to be connected, proven, changed, paused."""

from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from auth.viewer import Viewer
from engine import account as accounts
from engine import restriction, verification
from engine.account import AccountDraft
from engine.verification import Proof
from integrations.duxsoup.errors import DuxSoupError
from models import DuxSoupAccount, Unit
from models.errors import DomainError, InvalidInput, NotFound, RemoteFailure
from resolvers.command import Answer, answered, as_id, plain, seen
from resolvers.permissions import check_command
from schema.context import Context
from schema.types import account as shown
from schema.types.account import AccountPayload, ConnectAccountInput, UpdateAccountInput

Info = strawberry.Info[Context, None]
_FIELDS = {"dux_soup_user_id": "duxSoupUserId", "email": "email", "first_name": "firstName", "last_name": "lastName"}
_CHALLENGE = (
    "LinkedIn asks the account to prove itself: nothing goes until a person resumes it, and then the ramp begins again."
)


async def connect_account(info: Info, input: ConnectAccountInput) -> AccountPayload:  # noqa: A002 - the API's name
    work = partial(_connect, info.context, input)
    return await answered(info.context, "connectAccount", work, _shown, AccountPayload)


async def update_account(info: Info, input: UpdateAccountInput) -> AccountPayload:  # noqa: A002 - the API's name
    work = partial(_update, info.context, input)
    return await answered(info.context, "updateAccount", work, _shown, AccountPayload)


async def verify_account(info: Info, id: strawberry.ID) -> AccountPayload:  # noqa: A002 - the API's name
    proof = await _prove(info.context, id)
    return await answered(
        info.context, "verifyAccount", partial(_verified, info.context, proof, id), _shown, AccountPayload
    )


async def pause_account(
    info: Info,
    id: strawberry.ID,  # noqa: A002 - the API's name
    reason: Annotated[str, strawberry.argument(description="Shown beside the account, and kept in the log.")],
    until: Annotated[
        datetime | None, strawberry.argument(description="Left out or null: until a person resumes it.")
    ] = UNSET,
    challenge: Annotated[bool, strawberry.argument(description=_CHALLENGE)] = False,
) -> AccountPayload:
    work = partial(_pause, id, reason, until or None, challenge)
    return await answered(info.context, "pauseAccount", work, _shown, AccountPayload)


async def resume_account(info: Info, id: strawberry.ID) -> AccountPayload:  # noqa: A002 - the API's name
    return await answered(info.context, "resumeAccount", partial(_resume, id), _shown, AccountPayload)


async def disconnect_account(info: Info, id: strawberry.ID) -> AccountPayload:  # noqa: A002 - the API's name
    return await answered(info.context, "disconnectAccount", partial(_disconnect, id), _shown, AccountPayload)


async def rotate_webhook_url(info: Info, account_id: strawberry.ID) -> AccountPayload:
    work = partial(_rotate, info.context, account_id)
    return await answered(info.context, "rotateWebhookUrl", work, _shown, AccountPayload)


async def revoke_previous_webhook_url(info: Info, account_id: strawberry.ID) -> AccountPayload:
    work = partial(_revoke, account_id)
    return await answered(info.context, "revokePreviousWebhookUrl", work, _shown, AccountPayload)


async def _connect(context: Context, asked: ConnectAccountInput, unit: Unit, viewer: Viewer) -> Answer:
    given = plain(asked)
    given["member_id"] = as_id(asked.member_id, "memberId") if asked.member_id else None
    account, minted = await accounts.connect(unit, context.ring, viewer.workspace_id, AccountDraft(**given))
    return {"account_id": str(account.id), "webhook_url": accounts.webhook_url(context.public_url, minted.text)}


async def _update(context: Context, asked: UpdateAccountInput, unit: Unit, viewer: Viewer) -> Answer:
    account = await _locked(viewer, asked.id)
    values = {name: value for name, value in plain(asked).items() if name != "id"}
    if values.get("member_id") is not None:
        values["member_id"] = as_id(values["member_id"], "memberId")
    if values.get("timezone", "") is None:
        raise InvalidInput("An account has a time zone.", path=["timezone"])
    if values.get("limits"):
        values["limits"] = [{"kind": None, **one, "with_note": bool(one["with_note"])} for one in values["limits"]]
    await accounts.update(unit, context.ring, account, values)
    return {"account_id": str(account.id)}


async def _pause(text: str, reason: str, until: datetime | None, challenge: bool, unit: Unit, viewer: Viewer) -> Answer:
    account = await _locked(viewer, text)
    await restriction.pause(unit, account, reason, until, challenge=challenge)
    return {"account_id": str(account.id)}


async def _resume(text: str, unit: Unit, viewer: Viewer) -> Answer:
    account = await _locked(viewer, text)
    await restriction.resume(unit, account)
    return {"account_id": str(account.id)}


async def _disconnect(text: str, unit: Unit, viewer: Viewer) -> Answer:
    account = await _locked(viewer, text)
    left = await accounts.disconnect(unit, account)
    return {"account_id": str(account.id), "under_way": left.under_way, "held": left.held}


async def _rotate(context: Context, text: str, unit: Unit, viewer: Viewer) -> Answer:
    account = await _locked(viewer, text, "accountId")
    minted = await accounts.rotate(unit, account)
    return {"account_id": str(account.id), "webhook_url": accounts.webhook_url(context.public_url, minted.text)}


async def _revoke(text: str, unit: Unit, viewer: Viewer) -> Answer:
    account = await _locked(viewer, text, "accountId")
    await account.revoke_previous_webhook(unit)
    return {"account_id": str(account.id)}


async def _prove(context: Context, text: str) -> Proof | DomainError:
    """Asks Dux-Soup, outside any transaction."""
    try:
        viewer = check_command(context.viewer, "verifyAccount")
        return await _answering_key(context, viewer, text)
    except DomainError as error:
        return error


async def _answering_key(context: Context, viewer: Viewer, text: str) -> Proof:
    account = await _connected(viewer, text)
    try:
        return await verification.ask(context.duxsoup, context.ring, account)
    except DuxSoupError as error:
        await verification.heed(context.units, account, error)
        raise _failure(context, error) from error


async def _connected(viewer: Viewer, text: str) -> DuxSoupAccount:
    account = await DuxSoupAccount.own(viewer.workspace_id, as_id(text))
    if account is None or account.disconnected_at is not None:
        raise NotFound(text)
    return account


def _failure(context: Context, error: DuxSoupError) -> RemoteFailure:
    wait = getattr(error, "retry_after", None)
    retry_at = None if wait is None else context.clock.wall() + timedelta(seconds=wait)
    return RemoteFailure(str(error), retry_at=retry_at, path=["id"])


async def _verified(context: Context, proof: Proof | DomainError, text: str, unit: Unit, viewer: Viewer) -> Answer:
    if isinstance(proof, DomainError):
        raise proof
    known = await _connected(viewer, text)
    account = await verification.prove(unit, context.ring, known.id, proof.sealed)
    differs = proof.profile.differs(**{name: getattr(account, name) for name in _FIELDS})
    said = asdict(proof.profile) | {"differs": [_FIELDS[name] for name in differs]}
    return {"account_id": str(account.id), "profile": said}


async def _shown(context: Context, answer: Answer) -> dict[str, Any]:
    account = await seen(context, "account", answer)
    said = answer.get("profile")
    profile = None if said is None else shown.RemoteProfile(**said)
    return {
        "account": account,
        "remote_profile": profile,
        **{name: answer.get(name) for name in ("webhook_url", "under_way", "held")},
    }


async def _locked(viewer: Viewer, text: str, name: str = "id") -> DuxSoupAccount:
    return await accounts.locked(viewer.workspace_id, as_id(text, name), (name,))
