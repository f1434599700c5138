"""Which entries of the do-not-contact list keep whom of many people away, as far as they are told of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from auth.sealing import KeyRing
from engine.lookup import lookup
from engine.suppression_entry import label
from engine.suppression_list import Checker, contact_traces, identities_of
from models import Contact, Suppression, sql
from models.identity import Identity


async def entries(
    ring: KeyRing, known: Checker, page: Sequence[Contact], owners: Mapping[UUID, UUID]
) -> dict[UUID, list[dict[str, Any]]]:
    names = await identities_of([contact.id for contact in page])
    hashes = {contact.id: _hashes(known, contact, names[contact.id]) for contact in page}
    wanted = list({one for of_one in hashes.values() for one in of_one})
    where = "t.workspace_id = $1"
    rows = await lookup("t.hash, t.suppression_id", "suppression_hash", "hash", where, [known.workspace_id], wanted)
    by_hash: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        by_hash[row["hash"]].add(sql.as_id(row["suppression_id"]))
    ids = {one for entries in by_hash.values() for one in entries}
    listed = {one.id: one for one in (await Suppression.filter(id__in=list(ids)) if ids else [])}
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for contact_id, of_one in hashes.items():
        hits = sorted({id_ for one in of_one for id_ in by_hash[one]})
        found[contact_id] = [_entry(ring, listed[id_], contact_id, owners) for id_ in hits]
    return found


def _hashes(known: Checker, contact: Contact, names: Iterable[Identity]) -> list[str]:
    return list(known.hashes(contact_traces(contact, names)))


def _entry(ring: KeyRing, entry: Suppression, contact_id: UUID, owners: Mapping[UUID, UUID]) -> dict[str, Any]:
    """Of one that was made for somebody else with the same address only that it is there: label and reason are about them."""
    own = entry.contact_id is None or owners.get(entry.contact_id) == contact_id
    about = {"label": label(ring, entry), "reason": entry.reason} if own else {"label": None, "reason": None}
    return {"scope": entry.scope, **about, "created_at": entry.created_at}
