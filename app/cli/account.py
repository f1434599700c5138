"""`account add` and `account adopt`: Dux-Soup seats; a key comes on standard input, never as an argument."""

import sys
from functools import partial
from typing import Annotated

import typer

from app.cli.frame import Json, WorkspaceName, run, show, the_member, the_workspace
from app.parts import Parts
from engine import account as accounts_engine
from engine import adoption

accounts = typer.Typer(help="Dux-Soup seats.", no_args_is_help=True)


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


def _key() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Dux-Soup authentication key", hide_input=True, err=True)).strip()
    key = sys.stdin.readline().strip()
    if not key:
        raise typer.BadParameter("The key is read from standard input, and there was none.")
    return key
