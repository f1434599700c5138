"""`receipts list` and `receipts replay`: the webhooks that came, and reading some of them once more."""

from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any
from uuid import UUID

import typer

from app.cli.frame import Json, Refused, WorkspaceName, run, show, the_workspace
from app.parts import Parts
from engine.receipt import Narrowing, replay, replay_these
from models import DuxSoupAccount, Verdict, Workspace

receipts = typer.Typer(help="Webhooks as they came.", no_args_is_help=True)
_SHOWN = ("id", "account_id", "kind", "size", "verdict", "reason", "tries", "created_at", "processed_at", "next_try_at")

Verdicts = Annotated[list[Verdict] | None, typer.Option("--verdict", help="Several by repeating it.")]
AccountName = Annotated[str | None, typer.Option("--account", help="Dux-Soup user id.")]
After = Annotated[datetime | None, typer.Option(help="Received later than this, in UTC.")]
Before = Annotated[datetime | None, typer.Option(help="Received earlier than this, in UTC.")]


@receipts.command("list")
def list_receipts(
    verdict: Verdicts = None,
    account: AccountName = None,
    after: After = None,
    before: Before = None,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 100,
    *,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """The newest first, without their bodies."""

    async def work(_parts: Parts) -> dict[str, Any]:
        home = await the_workspace(workspace)
        narrowed = (await _narrowing(home, verdict, account, after, before)).of(home.id)
        found = await narrowed.order_by("-created_at", "-id").limit(limit + 1).values(*_SHOWN)
        return {"receipts": found[:limit], "more": len(found) > limit}

    answer = run(work)
    lines = [
        "{id}  {created_at:%Y-%m-%d %H:%M}  {kind}  {verdict.value}  {reason}".format(**row)
        for row in answer["receipts"]
    ]
    show(answer, as_json=as_json, text="\n".join([*lines, *(["..."] if answer["more"] else [])]) or "None.")


@receipts.command("replay")
def replay_receipts(
    ids: Annotated[list[str] | None, typer.Argument(help="Ids, or say which by the options.")] = None,
    verdict: Verdicts = None,
    account: AccountName = None,
    after: After = None,
    before: Before = None,
    *,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Has dead, unmatched and quarantined ones read again; one that was read already stays as it is."""
    if bool(ids) == any((verdict, account, after, before)):
        raise typer.BadParameter("Say either ids, or which ones by an option.")

    async def work(parts: Parts) -> dict[str, Any]:
        home = await the_workspace(workspace)
        if ids:
            these = partial(replay_these, workspace_id=home.id, ids=[_id(text) for text in ids])
            return {"replayed": len((await parts.units.run(these)).ids)}
        return {"replayed": await _all(parts, home, await _narrowing(home, verdict, account, after, before))}

    answer = run(work)
    show(answer, as_json=as_json, text=f"{answer['replayed']} set waiting.")


async def _all(parts: Parts, home: Workspace, narrowing: Narrowing) -> int:
    """In chunks, so that whoever serves the database may write in between."""
    count, beyond = 0, None
    while True:
        work = partial(replay, workspace_id=home.id, narrowing=narrowing, beyond=beyond)
        done = await parts.units.run(work)
        count += len(done.ids)
        if not done.left:
            return count
        beyond = done.ids[-1]


async def _narrowing(
    home: Workspace,
    verdicts: list[Verdict] | None,
    account: str | None,
    after: datetime | None,
    before: datetime | None,
) -> Narrowing:
    found = None
    if account is not None:
        found = await DuxSoupAccount.named(home.id, account)
        if found is None:
            raise Refused(f"There is no account {account} in {home.name}.")
    return Narrowing(verdicts or None, [found.id] if found else None, _utc(after), _utc(before))


def _utc(moment: datetime | None) -> datetime | None:
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused(f"There is no receipt {text} here.") from None
