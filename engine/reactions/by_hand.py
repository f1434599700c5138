"""Was it ours, and if not, what did the account's owner do: the reactions' side of counting manual acts."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from tortoise.expressions import Q

from engine import manual_acts
from engine.manual_acts import SAME, Act
from engine.reactions import matching
from engine.reactions.case import Case
from integrations.duxsoup.inbound import ActionCompleted, CommandCompleted, MessageSeen, Person, PersonSeen
from models import Action, ActionState, Contact, StepKind
from models.action import OUTSTANDING


async def commanded(case: Case, finding: CommandCompleted | ActionCompleted) -> None:
    """A command that is not ours was carried out: the person's own campaign at Dux-Soup, or a click in the extension."""
    told = finding.family if isinstance(finding, ActionCompleted) else finding.command
    kind, at = matching.KINDS.get(told), case.fact_time(finding.at)
    if kind is None or finding.succeeded is False:
        return
    people = await matching.contacts(case, finding.person)
    if await _ours(case, people, at, kind):
        return
    command_id = None if isinstance(finding, ActionCompleted) else finding.command_id
    noted = kind is StepKind.CONNECT and finding.noted
    act = Act(kind, at, finding.key, _person(finding.person, people), noted, reported=True, command_id=command_id)
    await manual_acts.keep(case.unit, case.sender, act)


async def visited(case: Case, finding: PersonSeen, people: Sequence[Contact], *, ours: bool) -> None:
    """A page that the browser opened without us; what a list of results shows of people is no visit."""
    if not (case.receipt.kind or "").startswith("visit."):
        return
    at, who = case.fact_time(finding.at), _person(finding.person, people)
    key = _hash("visit", who, str(finding.at))
    if ours or await _ours(case, people, at, None):
        await manual_acts.forget(case.sender, key)
        return
    await manual_acts.keep(case.unit, case.sender, Act(StepKind.VISIT, at, key, who, command_id=finding.command_id))


async def written(case: Case, finding: MessageSeen, people: Sequence[Contact], supposed: Action | None = None) -> None:
    """A letter that is not ours. To somebody who is not known by this name it may still be: then `supposed` is what it would be of,
    and that counts already.
    """
    at, who = case.fact_time(finding.at), _person(finding.person, people)
    action_id = supposed.id if supposed is not None else None
    act = Act(StepKind.MESSAGE, at, finding.key, who, action_id=action_id)
    await manual_acts.keep(case.unit, case.sender, act)


async def _ours(case: Case, people: Sequence[Contact], at: datetime, kind: StepKind | None) -> bool:
    """Something of ours was under way for that person then, or just done: a visit belongs to whatever was done on the page. What
    ended otherwise, or in doubt, explains only what was seen about the time at which it was heard of.
    """
    if not people:
        return False
    first, last = at - SAME, at + SAME
    done = Q(state=ActionState.EXECUTED, executed_at__gte=first, executed_at__lte=last)
    moments = [
        Q(sent_at__gte=first, sent_at__lte=last),
        Q(last_word_at__gte=first, last_word_at__lte=last),
        Q(finished_at__gte=first, finished_at__lte=last),
    ]
    ended = Q(state__in=[ActionState.PARKED, ActionState.FAILED]) & Q(*moments, join_type=Q.OR)
    mine = Action.filter(
        done | ended | Q(state__in=list(OUTSTANDING)),
        account_id=case.sender.id,
        contact_id__in=[contact.id for contact in people],
        sent_at__lte=at + SAME,
    )
    return await (mine if kind is None else mine.filter(kind=kind)).exists()


def _person(person: Person, people: Sequence[Contact]) -> str:
    """Dux-Soup's own id where there is one, as only that is in every body."""
    known = [str(contact.id) for contact in people[:1]]
    return _hash(*([person.dux_id] if person.dux_id else known or person.urls[:1]))


def _hash(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()
