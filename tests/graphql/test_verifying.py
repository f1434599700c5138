"""An account's key is proven against Dux-Soup itself, here the sandbox."""

import asyncio
from uuid import UUID

import pytest

from app.database import connect
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import Action, ActionState, DuxSoupAccount, Step, StepKind
from tests import factories
from tests.graphql.conftest import parts_of
from tests.lock_waits import awaited_locks
from tests.sandbox_process import SandboxProcess

USER, KEY = "100000000000000000007", "sandbox-auth-key-0007"
VERIFY = """mutation ($i: ID!) { verifyAccount(id: $i) {
  account { health remoteQueueSize } errors { __typename ... on MutationError { message } } } }"""


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory):
    with SandboxProcess(tmp_path_factory.mktemp("sandbox")) as running:
        running.account(USER, KEY)
        yield running


@pytest.fixture
async def parts(units, clock, ring, sandbox):
    async with DuxSoup(sandbox.remote_url, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        yield parts_of(units, clock, ring, duxsoup)


async def _connected(admin, key: str = KEY) -> str:
    given = {"duxSoupUserId": USER, "authKey": key, "email": "s@example.com", "firstName": "Sam", "lastName": "Seat"}
    answer = await admin.command("connectAccount", given, "account { id }")
    connected: str = answer["account"]["id"]
    return connected


async def test_a_key_that_the_remote_takes_is_proven_though_the_extension_was_not_heard_of_yet(admin, workspace):
    account_id = await _connected(admin)
    answer = (await admin.ask(VERIFY, i=account_id))["verifyAccount"]
    assert answer == {"account": {"health": "DEGRADED", "remoteQueueSize": 0}, "errors": []}
    assert (await DuxSoupAccount.get(id=account_id)).verified_at is not None


async def test_a_key_that_the_remote_refuses_is_not(admin):
    account_id = await _connected(admin, "some-other-key-1")
    answer = (await admin.ask(VERIFY, i=account_id))["verifyAccount"]
    assert [error["__typename"] for error in answer["errors"]] == ["RemoteFailure"]
    assert "some-other-key-1" not in str(answer)
    account = await DuxSoupAccount.get(id=account_id)
    assert (account.verified_at, account.pause_code) == (None, "key_refused")


async def test_of_two_workspaces_that_claim_one_seat_the_second_to_prove_it_is_refused(admin, stranger):
    mine, theirs = await _connected(admin), await _connected(stranger)
    assert not (await admin.ask(VERIFY, i=mine))["verifyAccount"]["errors"]
    late = (await stranger.ask(VERIFY, i=theirs))["verifyAccount"]
    assert [error["__typename"] for error in late["errors"]] == ["Conflict"]


async def test_who_proves_a_seat_holds_no_claim_while_waiting_for_an_earlier_one(
    admin, stranger, units, dialect, database
):
    if dialect == "sqlite":
        return
    mine, theirs = await _connected(admin), await _connected(stranger)
    held, over = asyncio.Event(), asyncio.Event()

    async def hold(_) -> None:
        await DuxSoupAccount.locked(UUID(mine))
        held.set()
        await over.wait()

    holding = asyncio.create_task(units.run(hold))
    await held.wait()
    asking = asyncio.create_task(stranger.ask(VERIFY, i=theirs))
    connection = await connect(database.url)
    try:
        await awaited_locks(database)
        free = "SELECT id FROM duxsoup_user WHERE id = $1 FOR UPDATE SKIP LOCKED"
        assert len(await connection.fetch(free, UUID(theirs))) == 1
    finally:
        await connection.close()
        over.set()
        await holding
    assert not (await asking)["verifyAccount"]["errors"]


async def test_the_remote_queue_is_the_owners_and_the_admins_to_see(admin, member, workspace):
    account_id = await _connected(admin)
    document = "query ($i: ID!) { node(id: $i) { ... on DuxSoupAccount { remoteQueueSize } } }"
    assert (await member.ask(document, i=account_id))["node"] == {"remoteQueueSize": None}
    await DuxSoupAccount.filter(id=account_id).update(member_id=member.member.id)
    assert (await member.ask(document, i=account_id))["node"] == {"remoteQueueSize": 0}


async def test_a_failed_action_that_is_gone_from_the_remote_queue_is_planned_anew(admin, workspace):
    account_id = await _connected(admin)
    account = await DuxSoupAccount.get(id=account_id)
    await DuxSoupAccount.filter(id=account_id).update(member_id=admin.member.id)
    campaign = await factories.campaign(workspace)
    version = await factories.sequence(campaign, StepKind.CONNECT)
    step = await Step.get(sequence_id=version.id)
    await factories.assignment(campaign, member=admin.member)
    given = {"campaignId": str(campaign.id), "memberId": str(admin.member.id)}
    assert (await admin.command("launchSequence", given, "launched"))["launched"] == 1
    action = await Action.get(step_id=step.id, account_id=account.id)
    await Action.filter(id=action.id).update(state=ActionState.FAILED)
    answer = await admin.command("resolveAction", {"id": str(action.id), "as": "RETRY"}, "action { state }")
    assert answer["errors"] == []
    assert await Action.filter(step_id=step.id, generation=2, state=ActionState.PLANNED).count() == 1


SEAT = """mutation ($i: ID!) { verifyAccount(id: $i) {
  remoteProfile { duxSoupUserId email firstName lastName differs } errors { __typename } } }"""


async def test_what_dux_soup_says_of_the_seat_is_shown_and_where_it_differs(admin, sandbox):
    account_id = await _connected(admin)
    sandbox.knobs(USER, profile_fields=True)
    said = (await admin.ask(SEAT, i=account_id))["verifyAccount"]["remoteProfile"]
    assert said["duxSoupUserId"] == USER
    typed = {"firstName": "Sam", "lastName": "Seat"}
    assert said["differs"] == [name for name, value in typed.items() if said[name] != value] != []
    sandbox.knobs(USER, profile_fields=False)
    silent = (await admin.ask(SEAT, i=account_id))["verifyAccount"]
    assert silent["remoteProfile"] == {
        "duxSoupUserId": USER, "email": None, "firstName": None, "lastName": None, "differs": [],
    }  # fmt: skip
    assert silent["errors"] == []


async def test_a_licence_without_the_queue_is_no_proof(admin, sandbox):
    account_id = await _connected(admin)
    sandbox.knobs(USER, respond_403=1, fault_endpoints=["size"])
    answer = (await admin.ask(VERIFY, i=account_id))["verifyAccount"]
    sandbox.knobs(USER, respond_403=0, fault_endpoints=[])
    assert [error["__typename"] for error in answer["errors"]] == ["RemoteFailure"]
    account = await DuxSoupAccount.get(id=account_id)
    assert (account.verified_at, account.pause_code) == (None, "licence_refused")


async def test_a_remote_that_is_away_pauses_nobody_who_verifies(admin, sandbox):
    account_id = await _connected(admin)
    sandbox.knobs(USER, respond_500=9, fault_endpoints=["size"])
    answer = (await admin.ask(VERIFY, i=account_id))["verifyAccount"]
    sandbox.knobs(USER, respond_500=0, fault_endpoints=[])
    assert [error["__typename"] for error in answer["errors"]] == ["RemoteFailure"]
    assert (await DuxSoupAccount.get(id=account_id)).paused_at is None
