"""Reads the do-not-contact list: who of many may not be approached, in a few statements."""

import secrets
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from auth.sealing import KeyRing
from engine.lookup import lookup
from engine.traces import Trace, Traced, traces
from models import Contact, IdentityKind, Suppression, SuppressionHash, SuppressionScope, Unit, Workspace, sql
from models.identity import Identity
from models.suppression import keyed_hash

KEPT_AWAY = {
    SuppressionScope.PERSON: "This person is on the do-not-contact list.",
    SuppressionScope.COMPANY: "This person's company is on the do-not-contact list.",
    SuppressionScope.DOMAIN: "This person's e-mail or company domain is on the do-not-contact list.",
}
WAS_ERASED = "This person was erased."
Key = TypeVar("Key", bound=Hashable)
# The class of advisory locks; app/attendance.py has others.
_LOCKS = 0x6C697374
_ERASED = "EXISTS (SELECT 1 FROM suppression s WHERE s.id = t.suppression_id AND s.sealed_label IS NULL)"
_PLACE = {"table": "workspace", "column": "sealed_suppression_key"}


@dataclass(frozen=True, slots=True)
class Checker:
    """`key` is null as long as nothing was ever put on the workspace's list."""

    workspace_id: UUID
    key: bytes | None = field(repr=False)

    def hashes_of(self, who: Traced, identities: Iterable[Identity]) -> dict[str, SuppressionScope]:
        return self.hashes(traces(who, identities))

    def hashes(self, found: Iterable[Trace]) -> dict[str, SuppressionScope]:
        if self.key is None:
            return {}
        return {keyed_hash(self.key, trace.scope, trace.value): trace.scope for trace in found}

    async def find(self, hashes: Mapping[Key, Mapping[str, SuppressionScope]]) -> dict[Key, SuppressionScope]:
        """Who of those asked about is on the list, and as what; a person's own entry is named before a company's."""
        listed = await self._listed(list({value for of_one in hashes.values() for value in of_one}))
        hits = {key: [scope for value, scope in of_one.items() if value in listed] for key, of_one in hashes.items()}
        return {key: scopes[0] for key, scopes in hits.items() if scopes}

    async def erased(self, hashes: Mapping[Key, Iterable[str]]) -> set[Key]:
        """Who of those asked about was erased: of them nothing but the hashes is left."""
        asked = list({value for of_one in hashes.values() for value in of_one})
        found = await self._listed(asked, f" AND {_ERASED}")
        return {key for key, of_one in hashes.items() if not found.isdisjoint(of_one)}

    async def suppressed(self, contacts: Sequence[Contact]) -> dict[UUID, SuppressionScope]:
        """By id of the contact; contacts that are tied count for each other."""
        if self.key is None or not contacts:
            return {}
        everybody = {contact.id: contact for contact in [*contacts, *await self._tied(contacts)]}
        found = await self.by_themselves(list(everybody.values()))
        groups = {group: found[id_] for id_ in found if (group := everybody[id_].tied_group) is not None}
        by_tie = {contact.id: groups[contact.tied_group] for contact in contacts if contact.tied_group in groups}
        return by_tie | {contact.id: found[contact.id] for contact in contacts if contact.id in found}

    async def by_themselves(self, contacts: Sequence[Contact]) -> dict[UUID, SuppressionScope]:
        """As `suppressed`, by what is known of each alone: a tie may be parted again."""
        names = await identities_of([contact.id for contact in contacts])
        return await self.find({one.id: self.hashes(contact_traces(one, names[one.id])) for one in contacts})

    async def _listed(self, hashes: list[str], further: str = "") -> set[str]:
        where = f"t.workspace_id = $1{further}"
        rows = await lookup("t.hash", "suppression_hash", "hash", where, [self.workspace_id], hashes)
        return {row["hash"] for row in rows}

    async def _tied(self, contacts: Sequence[Contact]) -> list[Contact]:
        groups = list({contact.tied_group for contact in contacts if contact.tied_group is not None})
        if not groups:
            return []
        return await Contact.filter(workspace_id=self.workspace_id, tied_group__in=groups)


async def checker(ring: KeyRing, workspace_id: UUID) -> Checker:
    workspace = await Workspace.get(id=workspace_id)
    return _checker(ring, workspace)


async def hold(unit: Unit, workspace_id: UUID) -> None:
    """Who writes a workspace's list waits for who does so already, and then finds there what they put on it. SQLite has one writer
    anyway. The workspace's row cannot serve: every transaction that tells of something takes it last.
    """
    if sql.dialect(unit.connection) == "postgres":
        statement = "SELECT pg_advisory_xact_lock($1, hashtext($2))"
        await sql.rows(unit.connection, statement, [_LOCKS, str(workspace_id)])


async def writing_checker(unit: Unit, ring: KeyRing, workspace_id: UUID) -> Checker:
    """Holds the list until the transaction ends. Makes the workspace's key if there is none yet."""
    await hold(unit, workspace_id)
    plain = secrets.token_hex(32)
    sealed = ring.seal(plain, **_PLACE, workspace_id=workspace_id, row_id=workspace_id)
    keyless = Workspace.filter(id=workspace_id, sealed_suppression_key=None)
    if await keyless.exists():
        await keyless.using_db(unit.connection).update(sealed_suppression_key=sealed)
    return await checker(ring, workspace_id)


async def identities_of(contact_ids: Sequence[UUID]) -> dict[UUID, list[Identity]]:
    """All names of many contacts."""
    names: dict[UUID, list[Identity]] = defaultdict(list)
    wanted = "t.contact_id, t.kind, t.value"
    for row in await lookup(wanted, "contact_identity", "contact_id", "TRUE", [], contact_ids):
        names[sql.as_id(row["contact_id"])].append(Identity(IdentityKind(row["kind"]), row["value"]))
    return names


def contact_traces(contact: Contact, identities: Iterable[Identity]) -> list[Trace]:
    """Beside what others could recognise the row itself, so that somebody without any name can be kept away too."""
    return [Trace(SuppressionScope.PERSON, f"contact:{contact.id}"), *traces(contact, identities)]


async def own_entries(contact: Contact, hashes: Iterable[str]) -> list[Suppression]:
    """The person's entries among those with such hashes: what was made for them, for whoever was merged into them, or of what was
    typed in. One of somebody else with the same address is theirs.
    """
    hits = SuppressionHash.filter(workspace_id=contact.workspace_id, hash__in=list(hashes))
    ids = {id_ for (id_,) in await hits.values_list("suppression_id")}
    own = {None, *await contact.ids()}
    found = Suppression.filter(id__in=list(ids), scope=SuppressionScope.PERSON).order_by("id")
    return [entry for entry in await found if entry.contact_id in own]


async def hashes_listed(contact: Contact) -> list[str]:
    """All that the entries made for this person are recognised by: names and addresses of before are among them."""
    made = {"suppression__contact_id__in": await contact.ids()}
    hits = SuppressionHash.filter(workspace_id=contact.workspace_id, **made)
    return sorted({value for (value,) in await hits.values_list("hash")})


async def stands_on_list(ring: KeyRing, contact: Contact) -> bool:
    """The question of the claim, asked of the list itself."""
    found = await (await checker(ring, contact.workspace_id)).suppressed([contact])
    return contact.id in found


def _checker(ring: KeyRing, workspace: Workspace) -> Checker:
    sealed = workspace.sealed_suppression_key
    if sealed is None:
        return Checker(workspace.id, None)
    plain = ring.open(sealed, **_PLACE, workspace_id=workspace.id, row_id=workspace.id)
    return Checker(workspace.id, bytes.fromhex(plain))
