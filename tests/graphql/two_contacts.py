"""Two contacts that may be one person, and who asks for them to be merged or parted."""

from typing import Any

from models import ActionState, Assignment, AssignmentStatus, Contact, Step, StepKind, Workspace
from tests import factories
from tests.factories import START
from tests.graphql.conftest import ERRORS


async def merge(asker, keep: object, other: object) -> Any:
    shown = "contact { id fullName email tags customFields suppressed possibleDuplicates { id } }"
    document = f"mutation ($k: ID!, $o: ID!) {{ mergeContacts(keepId: $k, otherId: $o) {{ {shown} {ERRORS} }} }}"
    return (await asker.ask(document, k=str(keep), o=str(other)))["mergeContacts"]


async def part(asker, *ids: object) -> Any:
    document = (
        f"mutation ($i: [ID!]!) {{ partContacts(ids: $i) {{ contact {{ id possibleDuplicates {{ id }} }} {ERRORS} }} }}"
    )
    return (await asker.ask(document, i=[str(one) for one in ids]))["partContacts"]


def errors(answer: Any) -> Any:
    return [(one["__typename"], one["path"]) for one in answer["errors"]]


class Team:
    """One account, and assignments that have gone as far as is said."""

    def __init__(self, workspace, member, account) -> None:
        self.workspace, self.member, self.account = workspace, member, account

    async def campaign(self):
        made = await factories.campaign(self.workspace)
        await factories.sequence(made, StepKind.CONNECT, {"kind": StepKind.MESSAGE, "template": "Hello"})
        return made

    async def running(self, campaign, contact, *, sent: bool, placed: bool = True, **values: Any) -> Assignment:
        step = await Step.get(sequence__campaign_id=campaign.id, position=1)
        given: dict[str, Any] = {"status": AssignmentStatus.ACTIVE, "launched_at": START, "next_step": 1}
        given |= {"running_contact_id": contact.id if placed else None, "sequence_id": step.sequence_id}
        made = await factories.assignment(
            campaign, contact, member=self.member, account=self.account, **{**given, **values}
        )
        state = {"state": ActionState.EXECUTED, "attempts": 1, "sent_at": START, "executed_at": START}
        await factories.action(made, step, self.account, **(state if sent else {}))
        return made


async def two(of: Workspace) -> tuple[Contact, Contact]:
    """Tied, as a webhook ties them that speaks of both."""
    group = factories.some_id()
    kept = await factories.contact(of, "robin", first_name="Robin", email=None, tags=["a"], tied_group=group)
    other = await factories.contact(
        of, "rob", first_name="Rob", email="rob@example.com", tags=["b"], custom_fields={"size": 1}, tied_group=group
    )
    return kept, other
