"""The queue at Dux-Soup through the API: what is ours is recognised, and only whose account it is and admins look."""

from typing import Any

import pytest

from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import Action, DuxSoupAccount, Step, StepKind
from resolvers import remote_queue
from tests import factories
from tests.factories import AUTH_KEY, START
from tests.graphql.conftest import parts_of
from tests.sandbox_process import RemoteCaller, SandboxProcess

QUEUE = """query ($i: ID!) { node(id: $i) { ... on DuxSoupAccount { remoteQueue {
  size items { messageId command profile action { id kind } } errors { __typename ... on MutationError { path message } } } } } }"""
ALL = "{ accounts(first: 9) { nodes { remoteQueue { size errors { __typename } } } } }"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory):
    with SandboxProcess(tmp_path_factory.mktemp("sandbox")) as running:
        running.knobs(remote_control=False)
        yield running


@pytest.fixture
async def parts(units, clock, ring, sandbox):
    async with DuxSoup(sandbox.remote_url, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        yield parts_of(units, clock, ring, duxsoup)


@pytest.fixture
async def account(workspace, member, sandbox) -> DuxSoupAccount:
    made = await factories.account(workspace, member=member.member)
    sandbox.account(made.dux_soup_user_id, AUTH_KEY)
    return made


async def _queue(asker: Any, account: DuxSoupAccount) -> Any:
    return (await asker.ask(QUEUE, i=str(account.id)))["node"]["remoteQueue"]


async def _action(workspace: Any, account: DuxSoupAccount) -> Action:
    campaign = await factories.campaign(workspace)
    version = await factories.sequence(campaign, StepKind.VISIT)
    assignment = await factories.assignment(
        campaign, account=account, sequence=version, status="active", launched_at=START, next_step=1
    )
    return await factories.action(assignment, await Step.get(sequence_id=version.id), account, state="queued")


async def test_our_own_actions_are_recognised_among_what_waits(member, admin, workspace, account, sandbox):
    ours = await _action(workspace, account)
    elsewhere = await _action(workspace, await factories.account(workspace))
    with RemoteCaller(sandbox, account.dux_soup_user_id, AUTH_KEY) as person:
        for number, label in enumerate([str(ours.id), "camp-7", str(elsewhere.id)]):
            person.queue("visit", f"p{number}-example", campaignid=label)
    for asker in (member, admin):
        seen = await _queue(asker, account)
        assert (seen["size"], seen["errors"]) == (3, [])
        found = [(item["command"], item["action"] and item["action"]["id"]) for item in seen["items"]]
        assert found == [("visit", str(ours.id)), ("visit", None), ("visit", None)]
        assert all(item["messageId"] and item["profile"] for item in seen["items"])


async def test_of_a_long_queue_a_hundred_are_told_and_all_are_counted(member, account, sandbox):
    with RemoteCaller(sandbox, account.dux_soup_user_id, AUTH_KEY) as person:
        for number in range(103):
            person.queue("visit", f"long{number}-example")
    seen = await _queue(member, account)
    assert (seen["size"], len(seen["items"])) == (103, 100)


async def test_nobody_else_looks_into_it(viewer, account):
    seen = await _queue(viewer, account)
    assert (seen["size"], seen["items"]) == (None, [])
    assert [(error["__typename"], error["path"]) for error in seen["errors"]] == [("Forbidden", ["remoteQueue"])]


async def test_what_dux_soup_or_the_ring_refuses_is_an_error_of_its_kind(admin, workspace, account, sandbox):
    sandbox.knobs(account.dux_soup_user_id, respond_500=1, fault_endpoints=["size"])
    seen = await _queue(admin, account)
    assert [error["__typename"] for error in seen["errors"]] == ["RemoteFailure"]
    await DuxSoupAccount.filter(id=account.id).update(sealed_auth_key=None)
    seen = await _queue(admin, account)
    assert [(error["__typename"], error["message"]) for error in seen["errors"]] == [
        ("InvalidInput", "The account has no key.")
    ]


async def test_so_many_at_a_time_are_asked_for_and_the_rest_say_so(admin, workspace, account, monkeypatch):
    monkeypatch.setattr(remote_queue, "MAX_QUEUES", 1)
    await factories.account(workspace)
    seen = [one["remoteQueue"] for one in (await admin.ask(ALL))["accounts"]["nodes"]]
    assert [one["size"] for one in seen] == [0, None]
    assert seen[1]["errors"] == [{"__typename": "InvalidInput"}]
