"""`account ...`: Dux-Soup seats, as an admin has them through the API; a key comes on standard input, never as an argument."""

import re
import sys
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any, TypeVar
from uuid import UUID

import typer

from app.cli.frame import Json, Refused, WorkspaceName, run, show, the_member, the_workspace
from app.parts import Parts
from engine import account as accounts_engine
from engine import adoption, restriction, verification
from integrations.duxsoup.errors import DuxSoupError
from models import DuxSoupAccount, Unit
from models.account import LimitOverride

accounts = typer.Typer(help="Dux-Soup seats.", no_args_is_help=True)
Result = TypeVar("Result")
Act = Callable[[Unit, DuxSoupAccount], Awaitable[Result]]
_LISTED = (
    "id", "dux_soup_user_id", "email", "health", "health_reason", "verified_at", "paused_until", "pause_reason",
    "disconnected_at",
)  # fmt: skip
_LIMIT = re.compile(r"(?P<kind>[a-z]+)(?P<note>\+note)?/(?P<hours>\d{1,4})=(?P<limit>\d{1,6})")


@accounts.command("add")
def add_account(
    dux_user_id: Annotated[str, typer.Option(help="The user id of the Remote Control URL.")],
    email: Annotated[str, typer.Option()],
    first_name: Annotated[str, typer.Option()],
    last_name: Annotated[str, typer.Option()],
    member: Annotated[str | None, typer.Option(help="E-mail address of the member whose account it is.")] = None,
    timezone: Annotated[str | None, typer.Option(help="IANA name; the workspace's unless given.")] = None,
    *,
    paid: Annotated[bool | None, typer.Option("--paid/--free", help="Whether the LinkedIn account is paid.")] = None,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Connects a seat; the key is read from standard input. Prints its id and the webhook address, which is shown once."""
    key = _key()

    async def work(parts: Parts) -> dict[str, object]:
        home = await the_workspace(workspace)
        owner = (await the_member(home, member)).id if member else None
        draft = accounts_engine.AccountDraft(dux_user_id, key, email, first_name, last_name, owner, timezone, paid)
        connect = partial(accounts_engine.connect, ring=parts.ring, workspace_id=home.id, draft=draft)
        account, minted = await parts.units.run(connect)
        url = accounts_engine.webhook_url(parts.settings.public_url, minted.text)
        return {"id": account.id, "webhook_url": url}

    answer = run(work)
    text = (
        f"Account {answer['id']}\nWebhook address, shown once; enter it in Dux-Soup's options: {answer['webhook_url']}"
    )
    show(answer, as_json=as_json, text=text)


@accounts.command("adopt")
def adopt_account(dux_user_id: str, *, workspace: WorkspaceName = None, as_json: Json = False) -> None:
    """Takes an account that was inserted by SQL into the workspace."""

    async def work(parts: Parts) -> dict[str, object]:
        home = await the_workspace(workspace)
        adopt = partial(adoption.adopt, ring=parts.ring, workspace_id=home.id, dux_soup_user_id=dux_user_id)
        account = await parts.units.run(adopt)
        await adoption.forget_clear_keys()
        return {"id": account.id, "workspace_id": home.id}

    answer = run(work)
    show(answer, as_json=as_json, text=f"Account {answer['id']} belongs to the workspace now.")


@accounts.command("list")
def list_accounts(*, workspace: WorkspaceName = None, as_json: Json = False) -> None:
    """Each with its health; what is disconnected comes last."""

    async def work(_parts: Parts) -> dict[str, Any]:
        home = await the_workspace(workspace)
        found = await DuxSoupAccount.of_workspace(home.id).values(*_LISTED)
        return {"accounts": sorted(found, key=lambda row: row["disconnected_at"] is not None)}

    answer = run(work)
    lines = ["{dux_soup_user_id}  {email}  {health.value}  {health_reason}".format(**row) for row in answer["accounts"]]
    show(answer, as_json=as_json, text="\n".join(lines) or "None.")


@accounts.command("verify")
def verify_account(dux_user_id: str, *, workspace: WorkspaceName = None, as_json: Json = False) -> None:
    """Asks Dux-Soup whether it takes the key, and says whose seat it says it is."""

    async def work(parts: Parts) -> dict[str, Any]:
        account = await _account(workspace, dux_user_id)
        try:
            proof = await verification.ask(parts.duxsoup, parts.ring, account)
        except DuxSoupError as error:
            await verification.heed(parts.units, account, error)
            raise Refused(str(error)) from error
        proven = partial(verification.prove, ring=parts.ring, account_id=account.id, proven=proof.sealed)
        await parts.units.run(proven)
        typed = {name: getattr(account, name) for name in asdict(proof.profile)}
        return {"id": account.id, "profile": asdict(proof.profile), "differs": proof.profile.differs(**typed)}

    answer = run(work)
    told = [f"{name}: {value or 'not said'}" for name, value in answer["profile"].items()]
    differs = f"Entered otherwise: {', '.join(answer['differs'])}" if answer["differs"] else "Nothing differs."
    show(answer, as_json=as_json, text="\n".join(["Dux-Soup takes the key, and says:", *told, differs]))


@accounts.command("key")
def replace_key(dux_user_id: str, *, workspace: WorkspaceName = None, as_json: Json = False) -> None:
    """Replaces the key, read from standard input; the worker verifies it, and what waited goes on."""
    key = _key()
    change = partial(_changed, dux_user_id, workspace, {"auth_key": key})
    show(run(change), as_json=as_json, text="Replaced; a worker verifies it within seconds.")


@accounts.command("limit")
def set_limits(
    dux_user_id: str,
    limits: Annotated[
        list[str] | None, typer.Argument(help="Such as connect/24=20, connect+note/720=3, all/24=90.")
    ] = None,
    *,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Sets the limits that differ from the defaults; without any all are the defaults again."""
    change = partial(_changed, dux_user_id, workspace, {"limits": [_limit(text) for text in limits or []] or None})
    show(run(change), as_json=as_json, text="Set.")


@accounts.command("pause")
def pause_account(
    dux_user_id: str,
    reason: Annotated[str, typer.Option(help="Why; everybody in the workspace sees it.")],
    until: Annotated[datetime | None, typer.Option(help="In UTC; else until somebody resumes it.")] = None,
    *,
    challenge: Annotated[bool, typer.Option("--challenge", help="LinkedIn asks the account to prove itself.")] = False,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Hands nothing more over; what Dux-Soup has goes on."""
    ends = until and until.replace(tzinfo=until.tzinfo or UTC)
    act = partial(restriction.pause, reason=reason, until=ends, challenge=challenge)
    show(run(partial(_acted, dux_user_id, workspace, act)), as_json=as_json, text="Paused.")


@accounts.command("resume")
def resume_account(dux_user_id: str, *, workspace: WorkspaceName = None, as_json: Json = False) -> None:
    """Ends a pause."""
    show(run(partial(_acted, dux_user_id, workspace, restriction.resume)), as_json=as_json, text="Resumed.")


@accounts.command("disconnect")
def disconnect_account(dux_user_id: str, *, workspace: WorkspaceName = None, as_json: Json = False) -> None:
    """Destroys the key and ends the webhook addresses. What is planned waits until the seat is added again."""
    answer = run(partial(_acted, dux_user_id, workspace, accounts_engine.disconnect))
    text = f"Disconnected. Dux-Soup has {answer.get('under_way')} actions that nobody recalls; {answer.get('held')} wait here."
    show(answer, as_json=as_json, text=text)


@accounts.command("webhook")
def webhook_address(
    dux_user_id: str,
    *,
    revoke_previous: Annotated[bool, typer.Option("--revoke-previous", help="End the earlier address now.")] = False,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Makes a new webhook address, shown once; the one before stays valid for 7 days."""

    async def work(parts: Parts) -> dict[str, Any]:
        if revoke_previous:
            return await _acted(dux_user_id, workspace, _revoke, parts)

        async def rotate(unit: Unit, account: DuxSoupAccount) -> str:
            minted = await accounts_engine.rotate(unit, account)
            return accounts_engine.webhook_url(parts.settings.public_url, minted.text)

        account_id, url = await _done(dux_user_id, workspace, rotate, parts)
        return {"id": account_id, "webhook_url": url}

    answer = run(work)
    show(answer, as_json=as_json, text=answer.get("webhook_url") or "Only the newest address is valid now.")


def _key() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Dux-Soup authentication key", hide_input=True, err=True)).strip()
    key = sys.stdin.readline().strip()
    if not key:
        raise typer.BadParameter("The key is read from standard input, and there was none.")
    return key


async def _account(workspace: str | None, dux_user_id: str) -> DuxSoupAccount:
    home = await the_workspace(workspace)
    account = await DuxSoupAccount.named(home.id, dux_user_id)
    if account is None or account.disconnected_at is not None:
        raise Refused(f"There is no account {dux_user_id} in {home.name}.")
    return account


async def _acted(dux_user_id: str, workspace: str | None, act: Act[object], parts: Parts) -> dict[str, Any]:
    account_id, left = await _done(dux_user_id, workspace, act, parts)
    return {"id": account_id, **(asdict(left) if isinstance(left, accounts_engine.Left) else {})}


async def _done(dux_user_id: str, workspace: str | None, act: Act[Result], parts: Parts) -> tuple[UUID, Result]:
    """One act on the account, locked. After a deadlock it is done anew: what counts is what it gave the last time."""
    known = await _account(workspace, dux_user_id)

    async def work(unit: Unit) -> Result:
        return await act(unit, await accounts_engine.locked(known.home, known.id))

    return known.id, await parts.units.run(work)


async def _revoke(unit: Unit, account: DuxSoupAccount) -> None:
    await account.revoke_previous_webhook(unit)


async def _changed(dux_user_id: str, workspace: str | None, values: dict[str, Any], parts: Parts) -> dict[str, Any]:
    async def change(unit: Unit, account: DuxSoupAccount) -> None:
        await accounts_engine.update(unit, parts.ring, account, values)

    return await _acted(dux_user_id, workspace, change, parts)


def _limit(text: str) -> LimitOverride:
    found = _LIMIT.fullmatch(text)
    if found is None:
        raise typer.BadParameter(f"{text!r} is not KIND/HOURS=LIMIT, such as connect/24=20.")
    kind = None if found["kind"] == "all" else found["kind"]
    return LimitOverride(kind=kind, with_note=bool(found["note"]), hours=int(found["hours"]), limit=int(found["limit"]))
