"""Two workspaces that are alike down to the keys by which people and tools know things, so that whatever crosses over shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import httpx
from tortoise import Tortoise

from auth import tokens
from models import (
    Action,
    ApiToken,
    Campaign,
    Contact,
    ContactIdentity,
    DuxSoupAccount,
    Event,
    EventKind,
    Member,
    NewEvent,
    Role,
    Scope,
    Step,
    Units,
    User,
    Workspace,
)
from models.ids import parse_id
from tests import factories
from tests.factories import START
from tests.graphql.conftest import Asker
from tests.graphql.test_isolation import _furnish

# By these the same seat and the same person are known in both workspaces.
SEAT, SLUG, EMAIL = "7" * 21, "known-in-both", "known@example.com"
EVENTS = {
    "status_changed": EventKind.STATUS_CHANGED,
    "action_changed": EventKind.ACTION_PARKED,
    "record_changed": EventKind.CAMPAIGN_CHANGED,
    "access": EventKind.CONTACT_EXPORTED,
}


@dataclass
class Tenant:
    """`worker` is whose everything in it is."""

    client: httpx.AsyncClient
    workspace: Workspace
    worker: Asker
    owner: Asker
    ids: dict[str, str] = field(default_factory=dict)

    async def joined(self, role: Role, scopes: list[Scope] | None = None, user: User | None = None) -> Asker:
        return await join(self.client, self.workspace, role, scopes, user)


async def tenants(client: httpx.AsyncClient, units: Units) -> tuple[Tenant, Tenant]:
    """Theirs and one's own; the same person works in both."""
    theirs = await _tenant(client, units, await factories.user())
    return theirs, await _tenant(client, units, await User.get(id=theirs.worker.member.user_id))


async def join(
    client: httpx.AsyncClient, of: Workspace, role: Role, scopes: list[Scope] | None = None, user: User | None = None
) -> Asker:
    member = await factories.member(of, role, user=user or await factories.user())
    minted = tokens.mint()
    named = None if scopes is None else [scope.value for scope in scopes]
    await factories.api_token(member, minted.hash, scopes=named)
    return Asker(client, member, minted.text)


async def _tenant(client: httpx.AsyncClient, units: Units, user: User) -> Tenant:
    workspace = await factories.workspace()
    worker = await join(client, workspace, Role.MEMBER, user=user)
    made = Tenant(client, workspace, worker, await join(client, workspace, Role.OWNER))
    await refurnish(made, units)
    return made


async def refurnish(tenant: Tenant, units: Units, of: Member | None = None) -> None:
    """One row of every noun, with every column that can be told."""
    ids = await _furnish(tenant.workspace, of or tenant.worker.member, units)
    tenant.ids = ids | {"user": str((of or tenant.worker.member).user_id)}
    await _write_out(tenant, ids)
    await units.run(lambda unit: _happen(unit, ids))
    tenant.ids["session"] = str((await factories.session(of or tenant.worker.member, uuid4().hex)).id)
    for name, kind in EVENTS.items():
        [event] = await Event.filter(workspace_id=ids["workspace"], kind=kind).order_by("-position").limit(1)
        tenant.ids[name] = str(event.id)


async def _write_out(tenant: Tenant, ids: dict[str, str]) -> None:
    """What was known by these before is known by others now: in a workspace one alone may be."""
    home = DuxSoupAccount.filter(workspace_id=tenant.workspace.id)
    await home.filter(dux_soup_user_id=SEAT).update(dux_soup_user_id=uuid4().hex)
    await home.filter(id=ids["account"]).update(
        dux_soup_user_id=SEAT, health_reason=_mark(), webhook_hash=uuid4().hex, webhook_previous_hash=uuid4().hex,
        webhook_previous_until=START.replace(year=2099), ramp_started_on=START.date(), holiday_country="DE",
    )  # fmt: skip
    await Campaign.filter(id=ids["campaign"]).update(
        description=_mark(), dux_user_id=SEAT, drain_open=5, drain_members=[ids["member"]]
    )
    await Step.filter(id=ids["step"]).update(template=_mark(), subject=_mark())
    await Action.filter(id=ids["action"]).update(
        text=_mark(), outcome="late", attempts=1, sent_at=START, finished_at=START
    )
    await _know_of(tenant, ids)


async def _know_of(tenant: Tenant, ids: dict[str, str]) -> None:
    group, workspace = uuid4(), tenant.workspace
    known = ContactIdentity.filter(workspace_id=workspace.id)
    await known.filter(value=SLUG).update(value=uuid4().hex)
    await known.filter(contact_id=ids["contact"]).update(value=SLUG)
    await Contact.filter(id=ids["contact"]).update(
        linkedin_url=f"https://www.linkedin.com/in/{SLUG}", email=EMAIL, folded_email=EMAIL, company=_mark(), company_linkedin_url=_mark(), company_website=_mark(),
        title=_mark(), location=_mark(), custom_fields={"seat": _mark()}, tags=[_mark()], tied_group=group,
    )  # fmt: skip
    tied = await factories.contact(workspace, tied_group=group)
    merged = await factories.contact(workspace, linkedin_url=None, merged_into_id=UUID(ids["contact"]))
    tenant.ids |= {"tied": str(tied.id), "merged": str(merged.id)}


async def _happen(unit: Any, ids: dict[str, str]) -> None:
    about: Any = {f"{noun}_id": UUID(ids[noun]) for noun in ("campaign", "assignment", "contact", "action", "account")}
    about |= {
        "workspace_id": UUID(ids["workspace"]),
        "member_id": UUID(ids["member"]),
        "subject_id": about["contact_id"],
    }
    for kind in EVENTS.values():
        unit.record(NewEvent(kind=kind, **about, data={"from": "pending", "to": "active", "reason": _mark()}))


def _mark() -> str:
    return f"mark-{uuid4().hex}"


async def marks(tenant: Tenant) -> set[str]:
    """Every id and every text of the workspace's rows, by which one would be known anywhere."""
    found = {str(tenant.workspace.id), tenant.workspace.name}
    for model in Tortoise.apps["models"].values():
        if "workspace_id" in model._meta.fields_map:
            for row in await model.filter(workspace_id=tenant.workspace.id).values():
                found |= {text for value in row.values() for text in _texts(value) if len(text) >= 8}
    users = await Member.filter(workspace_id=tenant.workspace.id).values_list("user_id", flat=True)
    return found | {user.email for user in await User.filter(id__in=users)}


def telling(found: set[str]) -> set[str]:
    """Of all texts those that name a row of this workspace: ids and marks."""
    return {one for one in found if one.startswith("mark-") or parse_id(one)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, UUID) or type(value) is str:
        yield str(value)
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


async def shut_out(client: httpx.AsyncClient, of: Workspace, wall: Any) -> dict[str, str | None]:
    """The tokens of those who are nobody here, or nobody any more."""
    revoked, removed = await join(client, of, Role.OWNER), await join(client, of, Role.OWNER)
    expired = await join(client, of, Role.OWNER)
    await ApiToken.filter(member_id=revoked.member.id).update(revoked_at=wall)
    await ApiToken.filter(member_id=expired.member.id).update(expires_at=wall)
    await Member.filter(id=removed.member.id).update(removed_at=wall)
    return {
        "nobody": None, "somebody else": "chk_" + "x" * 43, "revoked": revoked.token, "removed": removed.token,
        "expired": expired.token,
    }  # fmt: skip
