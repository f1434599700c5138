"""The do-not-contact list of a database that a backup takes the place of: who said no since then is kept away all the same."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from auth.sealing import KeyRing
from engine import suppressing, suppression_entry
from engine.suppression_list import checker, contact_traces, identities_of
from models import Contact, EventKind, Suppression, SuppressionHash, SuppressionScope, Unit, Workspace

_PAGE = 2_000
_REASON = "Kept away since the backup was made."


@dataclass(frozen=True, slots=True)
class PastEntry:
    """An entry as an older backup is told of it; `sealed_key` is the workspace's, under which the hashes were made."""

    id: UUID
    workspace_id: UUID
    created_at: datetime
    scope: SuppressionScope
    sealed_label: str | None
    reason: str
    contact_id: UUID | None
    sealed_key: str
    hashes: tuple[str, ...]


async def carry_over(unit: Unit, ring: KeyRing, entries: Sequence[PastEntry]) -> int:
    """Into a database that was restored from before: gives how many entries it did not know. One that was lifted since is there again."""
    carried = 0
    ordered = sorted(entries, key=lambda entry: (entry.workspace_id, entry.id))
    for workspace_id, own in groupby(ordered, key=lambda entry: entry.workspace_id):
        workspace = await Workspace.get_or_none(id=workspace_id)
        if workspace is not None:
            carried += await _into(unit, ring, workspace, list(own))
    return carried


async def _into(unit: Unit, ring: KeyRing, workspace: Workspace, entries: Sequence[PastEntry]) -> int:
    if workspace.sealed_suppression_key is None:
        await Workspace.filter(id=workspace.id).update(sealed_suppression_key=entries[0].sealed_key)
    known = {one.id: one for one in await Suppression.filter(workspace_id=workspace.id)}
    there = await _hashes(workspace.id)
    for entry in entries:
        if entry.id not in known:
            await _make(unit, entry)
        elif entry.sealed_label is None:
            await Suppression.filter(id=entry.id).update(sealed_label=None, reason=entry.reason)
    fresh = {entry.id: sorted(set(entry.hashes) - there[entry.id]) for entry in entries}
    for id_, hashes in fresh.items():
        await suppression_entry.add_hashes(unit, workspace.id, id_, hashes)
    await _keep_away(unit, ring, workspace.id, {one for hashes in fresh.values() for one in hashes})
    return sum(entry.id not in known for entry in entries)


async def _hashes(workspace_id: UUID) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    for id_, value in await SuppressionHash.filter(workspace_id=workspace_id).values_list("suppression_id", "hash"):
        found[id_].add(value)
    return found


async def _make(unit: Unit, entry: PastEntry) -> None:
    """Of whoever came after the backup it is as if they had been typed in; who put it on the list may not be there either."""
    contact = await Contact.own(entry.workspace_id, entry.contact_id) if entry.contact_id else None
    made = await Suppression.create(
        id=entry.id,
        created_at=entry.created_at,
        workspace_id=entry.workspace_id,
        scope=entry.scope,
        sealed_label=entry.sealed_label,
        reason=entry.reason,
        contact_id=contact and contact.id,
    )
    unit.record(suppression_entry.event(EventKind.CONTACT_SUPPRESSED, made, entry.reason))


async def _keep_away(unit: Unit, ring: KeyRing, workspace_id: UUID, fresh: Collection[str]) -> None:
    """As `suppress` does, of everybody who is there: a person's open assignments become blacklisted, a company or a domain only blocks."""
    known = await checker(ring, workspace_id)
    for page in await Contact.pages(workspace_id, _PAGE) if fresh else []:
        names = await identities_of([contact.id for contact in page])
        scopes = {
            contact.id: {
                scope
                for value, scope in known.hashes(contact_traces(contact, names[contact.id])).items()
                if value in fresh
            }
            for contact in page
        }
        people = [id_ for id_, of_one in scopes.items() if SuppressionScope.PERSON in of_one]
        await suppressing.blacklist(unit, people, _REASON)
        await suppression_entry.mark_those(unit, workspace_id, [id_ for id_, of_one in scopes.items() if of_one])
