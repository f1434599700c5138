"""What was seen of a person: names and fields, the network distance, and every sign of acceptance."""

from engine import identity, progress
from engine.reactions import by_hand, filling, forgetting, matching
from engine.reactions.case import Awaits, Case, Effect
from integrations.duxsoup.inbound import AcceptedTag, InvitationAnswered, PersonSeen
from models import Action, Contact, Fact, row
from models.identity import identities
from models.lifecycle import change


async def seen(case: Case, finding: PersonSeen) -> Effect:
    """A visit of ours names our contact, whatever address it ended at; any other names people we know, or nobody."""
    action = await _visited_by(case, finding)
    people = await _people(case, finding, action)
    await by_hand.visited(case, finding, people, ours=action is not None)
    for contact in people:
        await filling.fill(case, contact, finding.fields, case.fact_time(finding.at))
    awaited = await _note_degree(case, people, finding.degree, finding) if finding.degree is not None else None
    return bool(people) if awaited is None else Awaits(awaited)


async def accepted_tag(case: Case, finding: AcceptedTag) -> Effect:
    """The tag carries the label of one of our actions, so it says exactly which invitation was accepted."""
    found = await matching.action_under(case, finding.campaign, None)
    if found is None:
        return False
    own, action = await progress.pair_of(found)
    await forgetting.erased(case, action.contact_id)
    async for assignment in matching.told_by(case, own, action):
        await progress.learned(case.unit, assignment, Fact.ACCEPTED, case.fact_time(finding.at), "accepted_tag")
    return True


async def invitation_answered(case: Case, finding: InvitationAnswered) -> Effect:
    people = await matching.contacts(case, finding.person)
    fact, reason = (Fact.ACCEPTED, "invitation_accepted") if finding.accepted else (Fact.NOT_ACCEPTED, "declined")
    heard, awaited = False, None
    async for assignment in matching.assignments(case, people):
        if await matching.invited(assignment):
            await progress.learned(case.unit, assignment, fact, case.fact_time(finding.at), reason)
            heard = True
        else:
            awaited = awaited or await matching.awaited(assignment)
    return heard if awaited is None else Awaits(awaited)


async def _people(case: Case, finding: PersonSeen, action: Action | None) -> list[Contact]:
    if action is None:
        return await matching.contacts(case, finding.person)
    contact = await row.get(case.unit.connection, Contact, action.contact_id)
    if contact.erased_at is not None:
        await forgetting.forget(case)
        return []
    await identity.learn(case.unit, contact, identities(finding.person.dux_id, finding.person.urls))
    return [contact]


async def _visited_by(case: Case, finding: PersonSeen) -> Action | None:
    if finding.command_id is None:
        return None
    return await matching.action_under(case, None, finding.command_id)


async def _note_degree(case: Case, people: list[Contact], degree: int, finding: PersonSeen) -> str | None:
    """Once first degree, always: a connection that ends is not ours to judge. First degree after an invitation is acceptance; gives what
    is to be known first, where nobody can say whether there was one.
    """
    awaited = None
    async for assignment in matching.assignments(case, people):
        if assignment.degree is None or degree < assignment.degree:
            await change(
                assignment, {"version": assignment.version}, degree=degree
            )  # shown nowhere, so it is no new version
        if degree != 1:
            continue
        if await matching.invited(assignment):
            await progress.learned(case.unit, assignment, Fact.ACCEPTED, case.fact_time(finding.at), "first_degree")
        else:
            awaited = awaited or await matching.awaited(assignment)
    return awaited
