"""Every builder makes a row that the database takes, with no other preparation."""

from models import StepKind
from tests import factories
from tests.databases import Database


async def test_every_noun_has_a_builder_that_works(database: Database) -> None:
    workspace = await factories.workspace()
    member = await factories.member(workspace)
    await factories.api_token(member, "hash")
    await factories.session(member, "hash")
    account = await factories.account(workspace, member=member)
    campaign = await factories.campaign(workspace)
    sequence = await factories.sequence(campaign, StepKind.VISIT, {"kind": StepKind.CONNECT, "template": "Hello"})
    step = await factories.step(sequence, 3)
    contact = await factories.contact(workspace)
    assignment = await factories.assignment(campaign, contact, member=member, account=account, sequence=sequence)
    await factories.action(assignment, step, account)
    await factories.receipt(account)
    await factories.message(contact, account)
    await factories.suppression(workspace)
    await factories.import_batch(workspace)
    await factories.assignment()
