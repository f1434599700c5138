"""How many statements a page takes does not depend on how many rows it has."""

from datetime import timedelta

import pytest

from models import ActionState, AssignmentStatus, Step, StepKind
from tests import factories
from tests.factories import START
from tests.queries import queries

EARLIER = START - timedelta(hours=5)
DOCUMENTS = {
    "assignments": """{ assignments(first: 25) { nodes { id status contact { fullName }
      campaign { name sequence { version steps { kind } } account { id } }
      member { user { email } account { id } capacity { openAssignments } }
      currentStep { kind } blockers { code } actions { state step { kind } account { id } }
      history(first: 3) { nodes { id actor { id } } totalCount } } totalCount } }""",
    "contacts": """{ contacts(first: 50) { nodes { fullName assignments(first: 5) { nodes { campaign { name } } totalCount }
      messages(first: 5) { nodes { text account { id } } } history(first: 5) { nodes { id } totalCount }
      possibleDuplicates { id } } } }""",
    "campaigns": """{ campaigns(first: 25) { nodes { name stats { total } breakdown { total member { id } }
      assignments(first: 5) { nodes { id } totalCount } } } }""",
    "members": """{ members(first: 50) { nodes { role user { email } account { id } capacity { openAssignments }
      assignments(first: 5) { nodes { id } } } } }""",
    "accounts": """{ accounts(first: 50) { nodes { member { user { email } } limits { used resetsAt }
      actions(first: 5, states: [PLANNED]) { nodes { state } totalCount } } } }""",
    "blocked": """{ assignments(first: 50, filter: {blockedBy: ["limit", "outstanding", "outside_hours", "pacing_person"]})
      { nodes { id } } }""",
    "shared": """{ assignments(first: 50, filter: {blockedBy: ["campaign_share", "new_contacts"]})
      { nodes { blockers { code until } } } }""",
    "webhookHealth": "{ webhookHealth { sent account { email } } }",
    "events": "{ events(first: 50) { nodes { actor { id } campaign { id } assignment { contact { fullName } } } } }",
}


async def _grow(workspace, units) -> None:
    """One more of everything; invitations by hand are more than the account's limit allows, which takes another look, and so are
    the visits of the campaign, which has a share.
    """
    member = await factories.member(workspace)
    connects = {"kind": "connect", "with_note": False, "hours": 24, "limit": 1}
    account = await factories.account(workspace, member=member, limits=[connects])
    for _ in range(2):
        await factories.manual_act(account, kind=StepKind.CONNECT)
    campaign = await factories.campaign(workspace, account_share=1, new_contacts_per_day=1)
    version = await factories.sequence(campaign, StepKind.VISIT)
    step = await Step.get(sequence_id=version.id)
    for _ in range(3):
        assignment = await factories.assignment(
            campaign, member=member, account=account, sequence=version, next_step=1, next_at=START,
            status=AssignmentStatus.ACTIVE, launched_at=START,
        )  # fmt: skip
        await factories.action(assignment, step, account, opens=True)
        done = {"state": ActionState.EXECUTED, "sent_at": EARLIER, "executed_at": EARLIER, "generation": 2}
        await factories.action(assignment, step, account, **done)
        await factories.message(await assignment.contact, account)

        async def work(unit, one=assignment):
            unit.record(one.status_event(None, AssignmentStatus.ACTIVE, None))

        await units.run(work)


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
async def test_more_rows_take_no_more_statements(member, workspace, units, name):
    counts = []
    await member.ask("{ viewer { role } }")  # the use of a token is noted once a minute
    for _ in range(3):
        await _grow(workspace, units)
        with queries() as asked:
            await member.ask(DOCUMENTS[name])
        counts.append(len(asked))
    assert counts[0] == counts[1] == counts[2]
