"""What was seen of a person: names and fields, the network distance, and every sign of acceptance."""

from collections.abc import Mapping

from engine import identity, progress
from engine.reactions import by_hand, matching
from engine.reactions.case import Awaits, Case, Effect
from integrations.duxsoup.inbound import AcceptedTag, InvitationAnswered, PersonSeen
from models import Action, Contact, EventKind, Fact, NewEvent, row
from models.identity import identities

# What a visit may fill in, and how much of it there is room for.
_FIELDS = {
    "first_name": 200,
    "last_name": 200,
    "title": 300,
    "company": 300,
    "company_linkedin_url": 512,
    "company_website": 512,
    "location": 300,
    "email": 254,
}


async def seen(case: Case, finding: PersonSeen) -> Effect:
    """A visit of ours names our contact, whatever address it ended at; any other names people we know, or nobody."""
    action = await _visited_by(case, finding)
    people = await _people(case, finding, action)
    await by_hand.visited(case, finding, people, ours=action is not None)
    for contact in people:
        await _fill(case, contact, finding.fields)
    awaited = await _note_degree(case, people, finding.degree, finding) if finding.degree is not None else None
    return bool(people) if awaited is None else Awaits(awaited)


async def accepted_tag(case: Case, finding: AcceptedTag) -> Effect:
    """The tag carries the label of one of our actions, so it says exactly which invitation was accepted."""
    action = await matching.action_under(case, finding.campaign, None)
    if action is None:
        return False
    assignment = await progress.locked(action.assignment_id)
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
    await identity.learn(case.unit, contact, identities(finding.person.dux_id, finding.person.urls))
    return [contact]


async def _visited_by(case: Case, finding: PersonSeen) -> Action | None:
    if finding.command_id is None:
        return None
    return await matching.action_under(case, None, finding.command_id)


async def _fill(case: Case, contact: Contact, told: Mapping[str, str]) -> None:
    """Only what is empty: what a person or an import wrote stays."""
    if contact.erased_at is not None:
        return
    news = {name: told[name][:room] for name, room in _FIELDS.items() if told.get(name) and not getattr(contact, name)}
    if not news:
        return
    for name, value in news.items():
        setattr(contact, name, value)
    contact.sort_name = f"{contact.last_name} {contact.first_name}".strip().casefold()
    contact.updated_at = case.unit.now
    await contact.save(update_fields=[*news, "sort_name", "updated_at"])
    case.unit.record(
        NewEvent(
            EventKind.CONTACT_CHANGED,
            workspace_id=contact.workspace_id,
            contact_id=contact.id,
            subject_id=contact.id,
            data={"filled": sorted(news)},
        )
    )


async def _note_degree(case: Case, people: list[Contact], degree: int, finding: PersonSeen) -> str | None:
    """Once first degree, always: a connection that ends is not ours to judge. First degree after an invitation is acceptance; gives what
    is to be known first, where nobody can say whether there was one.
    """
    awaited = None
    async for assignment in matching.assignments(case, people):
        if assignment.degree is None or degree < assignment.degree:
            await assignment.changed(case.unit, degree=degree)
        if degree != 1:
            continue
        if await matching.invited(assignment):
            await progress.learned(case.unit, assignment, Fact.ACCEPTED, case.fact_time(finding.at), "first_degree")
        else:
            awaited = awaited or await matching.awaited(assignment)
    return awaited
