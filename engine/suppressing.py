"""Puts persons, companies and domains on the do-not-contact list, and takes them off again."""

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from auth.sealing import KeyRing
from engine import progress, suppression_bearers, suppression_entry
from engine.cancelling import cancel_planned
from engine.contact_writing import folded_email
from engine.identity import owners
from engine.suppression_bearers import Bearers
from engine.suppression_entry import Entry
from engine.suppression_list import Checker, checker, contact_traces, identities_of, own_entries, stands_on_list
from engine.traces import PERSON_EMAIL, Trace, identity_in, named
from models import Assignment, AssignmentStatus, Contact, Fact, Suppression, SuppressionScope, Unit
from models.errors import InvalidInput

__all__ = [
    "Checker",
    "Suppressed",
    "blacklist",
    "checker",
    "lift",
    "lift_person",
    "person_traces",
    "stands_on_list",
    "suppress",
    "suppress_person",
]

MAX_VALUE = 512


@dataclass(frozen=True, slots=True)
class Suppressed:
    """The entry, which assignments it made blacklisted, and how many planned actions it cancelled."""

    suppression: Suppression
    assignment_ids: tuple[UUID, ...] = ()
    cancelled: int = 0


async def suppress_person(
    unit: Unit, ring: KeyRing, contact: Contact, reason: str, further: Sequence[Trace] = ()
) -> Suppressed:
    """By every name and the e-mail address, and by `further`: the person's pending and launched assignments become blacklisted.

    Asking again adds only names that were learnt since.
    """
    traces = [*await person_traces(contact), *further]
    entry = Entry(
        contact.workspace_id, tuple(traces), contact.full_name or contact.linkedin_url or "", reason, contact.id
    )
    others = [one for one in await _known_by(contact.workspace_id, traces) if one.id != contact.id]
    return await _keep_away(unit, ring, entry, [contact, *others])


async def suppress(
    unit: Unit,
    ring: KeyRing,
    workspace_id: UUID,
    scope: SuppressionScope,
    value: str,
    reason: str,
    bearers: Bearers | None = None,
) -> Suppressed:
    """By what was typed in: a LinkedIn URL or an e-mail address; a company's name or URL; a domain.

    A company or a domain only blocks: nobody becomes blacklisted by it. `bearers`: what `look` found of it.
    """
    if len(value) > MAX_VALUE:
        raise InvalidInput(f"What is put on the list has at most {MAX_VALUE} characters.", path=["value"])
    trace = named(scope, value)
    entry = Entry(workspace_id, (trace,), value.strip(), reason)
    if scope is not SuppressionScope.PERSON:
        return Suppressed(await suppression_entry.put(unit, ring, entry, bearers))
    contacts = await _held(workspace_id, trace)
    if len(contacts) == 1 and not trace.value.startswith(PERSON_EMAIL):  # an address may be another's too
        return await suppress_person(unit, ring, contacts[0], reason)
    return await _keep_away(unit, ring, entry, contacts)


async def look(workspace_id: UUID, asked: Iterable[tuple[SuppressionScope, str]]) -> Bearers:
    """Who is of these companies and domains, outside any transaction; what cannot be read as one is nobody's."""
    traces = set()
    for scope, value in ((scope, value) for scope, value in asked if len(value) <= MAX_VALUE):
        with contextlib.suppress(InvalidInput):
            traces.add(named(scope, value))
    return await suppression_bearers.look(workspace_id, traces)


async def lift(unit: Unit, ring: KeyRing, suppression: Suppression, reason: str) -> None:
    """An admin's act. What it made blacklisted stays so until somebody reinstates it."""
    await suppression_entry.remove(unit, ring, suppression, reason)


async def lift_person(unit: Unit, ring: KeyRing, contact: Contact, reason: str) -> int:
    """How many entries named this person, by whatever name; those of their company or domain stay, and those of somebody else with
    the same address. Whoever was erased stays kept away whatever name they share.
    """
    known = await checker(ring, contact.workspace_id)
    entries = await own_entries(contact, known.hashes(await person_traces(contact)))
    named = [entry for entry in entries if entry.sealed_label is not None]
    for entry in named:
        await suppression_entry.remove(unit, ring, entry, reason)
    return len(named)


async def blacklist(unit: Unit, contact_ids: Sequence[UUID], reason: str) -> tuple[list[UUID], int]:
    """These people's assignments; which they are, and how many planned actions are off."""
    if not contact_ids:
        return [], 0
    theirs = Assignment.filter(contact_id__in=list(contact_ids)).exclude(status=AssignmentStatus.BLACKLISTED)
    assignments = await theirs.order_by("id").select_for_update()
    ids = [assignment.id for assignment in assignments]
    cancelled = await cancel_planned(unit, ids, "suppressed")
    for assignment in assignments:
        await progress.learned(unit, assignment, Fact.BLACKLISTED, unit.now, reason)
    return ids, cancelled


async def _held(workspace_id: UUID, trace: Trace) -> list[Contact]:
    """Asked once more when they are locked: one that was merged meanwhile is known by what it was merged into."""
    for contact in await _known_by(workspace_id, [trace]):
        await Contact.led_to(workspace_id, contact.id)
    return await _known_by(workspace_id, [trace])


async def person_traces(contact: Contact) -> list[Trace]:
    """By what the contact itself is known, not its company or domain."""
    names = await identities_of([contact.id])
    own = contact_traces(contact, names[contact.id])
    return [trace for trace in own if trace.scope is SuppressionScope.PERSON]


async def _keep_away(unit: Unit, ring: KeyRing, entry: Entry, contacts: Sequence[Contact]) -> Suppressed:
    """Assignments are locked before anything else is written, as everywhere."""
    entry.check()
    assignment_ids, cancelled = await blacklist(unit, [one.id for one in contacts], entry.reason)
    suppression = await suppression_entry.put(unit, ring, replace(entry, contacts=tuple(contacts)))
    return Suppressed(suppression, tuple(assignment_ids), cancelled)


async def _known_by(workspace_id: UUID, traces: Sequence[Trace]) -> list[Contact]:
    """The contacts that an entry with these traces speaks of: the list goes by e-mail too, where contacts do not."""
    names = [identity for trace in traces if (identity := identity_in(trace)) is not None]
    ids = set((await owners(workspace_id, names)).values())
    found = {one.id: one for one in (await Contact.filter(id__in=list(ids)) if ids else [])}
    for trace in traces:
        if trace.value.startswith(PERSON_EMAIL):
            address = folded_email(trace.value.removeprefix(PERSON_EMAIL))
            found |= {one.id: one for one in await Contact.filter(workspace_id=workspace_id, folded_email=address)}
    return [found[id_] for id_ in sorted(found)]
