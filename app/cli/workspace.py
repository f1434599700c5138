"""`workspace create`, `member add`, `member link`, `token create`, `token list`, `token revoke`: who belongs to an installation."""

import re
from functools import partial
from typing import Annotated

import typer

from app.cli.frame import Json, WorkspaceName, run, show, the_member, the_workspace
from app.clock import wall_now
from app.parts import Parts
from auth.tokens import mint
from engine import api_token, membership
from engine import password as passwords
from models import ApiToken, Role, Scope
from models.errors import NotFound
from models.ids import parse_id

workspaces = typer.Typer(help="Tenants.", no_args_is_help=True)
members = typer.Typer(help="People in a workspace.", no_args_is_help=True)
tokens = typer.Typer(help="API tokens.", no_args_is_help=True)
_SCOPES = ", ".join(scope.value for scope in Scope)


@workspaces.command("create")
def create_workspace(
    name: str,
    owner: Annotated[str, typer.Option(help="E-mail address of the first owner.")],
    timezone: Annotated[str, typer.Option(help="IANA name.")] = "UTC",
    *,
    as_json: Json = False,
) -> None:
    """Makes a workspace and its owner."""

    async def work(parts: Parts) -> dict[str, object]:
        made = await parts.units.run(partial(membership.create_workspace, name=name, owner=owner, timezone=timezone))
        return {"id": made.workspace_id, "name": name.strip(), "owner_member_id": made.id}

    answer = run(work)
    show(answer, as_json=as_json, text=f"Workspace {answer['name']} made: {answer['id']}")


@members.command("add")
def add_member(
    email: str,
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.MEMBER,
    first_name: Annotated[str, typer.Option()] = "",
    last_name: Annotated[str, typer.Option()] = "",
    *,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Adds a person to the workspace."""

    async def work(parts: Parts) -> dict[str, object]:
        home = await the_workspace(workspace)
        draft = membership.MemberDraft(email, role, first_name, last_name)
        made = await parts.units.run(partial(membership.add_member, workspace_id=home.id, draft=draft))
        return {"id": made.id, "user_id": made.user_id, "email": email, "role": role.value}

    answer = run(work)
    show(answer, as_json=as_json, text=f"{email} added as {role.value}: {answer['id']}")


@members.command("link")
def make_link(email: str, *, workspace: WorkspaceName = None, as_json: Json = False) -> None:
    """Makes a link by which a member sets their password, once, within seven days; it is shown once."""

    async def work(parts: Parts) -> dict[str, object]:
        member = await the_member(await the_workspace(workspace), email)
        minted = await parts.units.run(partial(passwords.make_link, member=member))
        return {"email": email, "link": passwords.link_address(parts.settings.public_url, minted.text)}

    answer = run(work)
    show(answer, as_json=as_json, text=f"{answer['link']}\nShown once: give it to {email}, and to nobody else.")


@tokens.command("create")
def create_token(
    email: Annotated[str, typer.Option(help="Whose token it is.")],
    scopes: Annotated[list[str] | None, typer.Option(help=f"Narrows it: {_SCOPES}; several as read,write.")] = None,
    further: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
    name: Annotated[str, typer.Option(help="What it is for.")] = "",
    *,
    workspace: WorkspaceName = None,
    as_json: Json = False,
) -> None:
    """Makes an API token; it is shown once."""
    narrowed = _scopes(scopes, further)

    async def work(parts: Parts) -> dict[str, object]:
        member = await the_member(await the_workspace(workspace), email)
        minted = mint()
        token = await parts.units.run(
            partial(membership.create_token, member=member, minted=minted, scopes=narrowed, name=name)
        )
        return {"id": token.id, "token": minted.text, "email": email, "scopes": token.scopes}

    answer = run(work)
    show(answer, as_json=as_json, text=f"{answer['token']}\nShown once: keep it where only its program can read it.")


@tokens.command("list")
def list_tokens(*, workspace: WorkspaceName = None, as_json: Json = False) -> None:
    """Lists the tokens that work, by how they begin."""

    async def work(_: Parts) -> dict[str, list[dict[str, object]]]:
        found = await ApiToken.working(await the_workspace(workspace), wall_now())
        return {"tokens": [_token(one) for one in found]}

    answer = run(work)
    lines = ["  ".join(str(value) for value in token.values()) for token in answer["tokens"]]
    show(answer, as_json=as_json, text="\n".join(lines) or "None.")


@tokens.command("revoke")
def revoke_token(token_id: str, *, workspace: WorkspaceName = None, as_json: Json = False) -> None:
    """Takes a token back for good; `token list` has its id."""

    async def work(parts: Parts) -> dict[str, object]:
        home, asked = await the_workspace(workspace), parse_id(token_id)
        if asked is None:
            raise NotFound(token_id)
        token = await parts.units.run(partial(api_token.revoke, workspace_id=home.id, token_id=asked))
        return {"id": token.id, "prefix": token.prefix}

    answer = run(work)
    show(answer, as_json=as_json, text=f"{answer['prefix']}... opens nothing any more.")


def _token(token: ApiToken) -> dict[str, object]:
    return {
        "id": token.id,
        "prefix": token.prefix,
        "name": token.name,
        "email": token.member.user.email,
        "scopes": token.scopes,
        "last_used_at": token.last_used_at,
    }


def _scopes(given: list[str] | None, further: list[str] | None) -> list[Scope] | None:
    """Written in whichever way: the option once for each, or once with commas or spaces between them. None: not narrowed."""
    if given is None and not further:
        return None
    if not given:
        raise typer.BadParameter(f"Unexpected: {' '.join(further or [])}")
    names = re.split(r"[,\s]+", " ".join([*given, *(further or [])]).strip(", "))
    unknown = [name for name in names if name not in set(Scope)]
    if unknown:
        raise typer.BadParameter(f"{', '.join(unknown) or 'Nothing'} is no scope: {_SCOPES}.", param_hint="--scopes")
    return sorted({Scope(name) for name in names})
