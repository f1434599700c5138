"""A person's word on an action, as the API takes it: which verdicts there are, and that nothing is sent beside the remote's back."""

import pytest

from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import Action, ActionState, Assignment, DuxSoupAccount, Role, Step, StepKind
from tests import factories
from tests.graphql.conftest import asker, parts_of
from tests.sandbox_process import RemoteCaller, SandboxProcess

S = ActionState
FIELDS = "action { state outcome assignment { status blockers { code } } }"
NOT_ENDED = [S.PLANNED, S.SENDING, S.QUEUED, S.EXECUTED, S.UNKNOWN]
ALLOWED = {
    S.PARKED: ["STOP", "WAS_NOT_SENT", "WAS_SENT"],
    S.FAILED: ["RETRY", "SKIP", "STOP"],
    S.REJECTED: ["RETRY", "SKIP", "STOP"],
}
ALL = ["RETRY", "SKIP", "STOP", "WAS_NOT_SENT", "WAS_SENT"]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory):
    with SandboxProcess(tmp_path_factory.mktemp("sandbox")) as running:
        running.knobs(timestamp_window=None)
        yield running


@pytest.fixture
async def parts(units, clock, ring, sandbox):
    async with DuxSoup(sandbox.remote_url, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        yield parts_of(units, clock, ring, duxsoup)


@pytest.fixture
async def seat(workspace, member, sandbox):
    account = await factories.account(workspace, member=member.member)
    sandbox.account(account.dux_soup_user_id, factories.AUTH_KEY)
    sandbox.knobs(account.dux_soup_user_id, online=False)
    return account


@pytest.fixture
async def ended(workspace, member, seat, clock):
    """Makes an invitation that stands so, with a message to follow once it is accepted."""

    async def make(state: ActionState) -> Action:
        campaign = await factories.campaign(workspace)
        version = await factories.sequence(
            campaign, StepKind.CONNECT, {"kind": StepKind.MESSAGE, "template": "Hello there"}
        )
        assignment = await factories.assignment(campaign, member=member.member)
        given = {"campaignId": str(campaign.id), "memberId": str(member.member.id)}
        assert (await member.command("launchSequence", given, "launched"))["launched"] == 1
        step = await Step.get(sequence_id=version.id, position=1)
        action = await Action.get(assignment_id=assignment.id, step_id=step.id)
        times = {"sent_at": clock.now(), "sent_wall": clock.wall(), "attempts": 1}
        await Action.filter(id=action.id).update(state=state, **times)
        blocker = {S.PARKED: "parked", S.FAILED: "failed", S.REJECTED: "failed"}.get(state)
        await Assignment.filter(id=assignment.id).update(blocker=blocker, next_at=None)
        clock.move(hours=1)
        return await Action.get(id=action.id)

    return make


async def _decide(member, action: Action, verdict: str):
    return await member.command("resolveAction", {"id": str(action.id), "as": verdict}, FIELDS)


@pytest.mark.parametrize("state", [*NOT_ENDED, *ALLOWED], ids=str)
async def test_each_state_takes_its_own_verdicts_and_says_which(member, ended, state):
    action = await ended(state)
    for verdict in sorted(set(ALL) - set(ALLOWED.get(state, []))):
        (error,) = (await _decide(member, action, verdict))["errors"]
        assert (error["__typename"], error["from"]) == ("IllegalTransition", state.value.upper())
        assert sorted(error["allowed"]) == ALLOWED.get(state, [])
    assert (await Action.get(id=action.id)).state is state


async def test_was_sent_counts_as_executed_when_it_was_sent(member, ended):
    action = await ended(S.PARKED)
    answer = await _decide(member, action, "WAS_SENT")
    assert (answer["errors"], answer["action"]["state"]) == ([], "EXECUTED")
    assert [one["code"] for one in answer["action"]["assignment"]["blockers"]] == ["waits_for_acceptance"]
    found = await Action.get(id=action.id)
    assert (found.executed_at, found.unconfirmed, found.learned_by) == (action.sent_at, True, "person")


async def test_was_not_sent_is_planned_again_in_the_same_generation(member, ended):
    action = await ended(S.PARKED)
    answer = await _decide(member, action, "WAS_NOT_SENT")
    assert (answer["errors"], answer["action"]["state"]) == ([], "PLANNED")
    found = await Action.get(id=action.id)
    assert (found.generation, found.sent_at, found.sent_wall) == (1, None, None)


@pytest.mark.parametrize("state", [S.FAILED, S.REJECTED])
async def test_retry_is_a_new_generation_and_only_one(member, ended, state):
    action = await ended(state)
    assert (await _decide(member, action, "RETRY"))["errors"] == []
    assert (await _decide(member, action, "RETRY"))["errors"][0]["__typename"] == "IllegalTransition"
    tries = await Action.filter(assignment_id=action.assignment_id).order_by("generation")
    assert [(one.generation, one.state) for one in tries] == [(1, state), (2, S.PLANNED)]


@pytest.mark.parametrize("state", [S.FAILED, S.REJECTED])
async def test_a_skip_counts_as_execution_and_the_window_of_an_invitation_runs(member, ended, clock, state):
    action = await ended(state)
    answer = await _decide(member, action, "SKIP")
    assert (answer["errors"], answer["action"]["state"]) == ([], state.value.upper())
    now = await Assignment.get(id=action.assignment_id)
    assert (now.next_step, now.invited_at, now.deadline_at is not None) == (2, clock.now(), True)


@pytest.mark.parametrize(("state", "after"), [(S.PARKED, "CANCELLED"), (S.FAILED, "FAILED"), (S.REJECTED, "REJECTED")])
async def test_stop_stops_the_assignment_and_leaves_the_question_open(member, ended, state, after):
    action = await ended(state)
    answer = await _decide(member, action, "STOP")
    assert (answer["errors"], answer["action"]["state"]) == ([], after)
    assert "stopped" in [one["code"] for one in answer["action"]["assignment"]["blockers"]]


@pytest.mark.parametrize(("state", "verdict"), [(S.FAILED, "RETRY"), (S.REJECTED, "RETRY"), (S.PARKED, "WAS_NOT_SENT")])
async def test_what_dux_soup_still_has_is_not_sent_beside_it(member, ended, sandbox, seat, state, verdict):
    action = await ended(state)
    with RemoteCaller(sandbox, seat.dux_soup_user_id, factories.AUTH_KEY) as remote:
        remote.queue("connect", "somebody", campaignid=str(action.id))
    (error,) = (await _decide(member, action, verdict))["errors"]
    assert error["__typename"] == "Conflict"
    assert (await Action.get(id=action.id)).state is state
    assert await Action.filter(assignment_id=action.assignment_id).count() == 1


async def test_about_what_is_not_theirs_to_decide_nobody_is_asked(viewer, member, ended, sandbox, seat):
    action = await ended(S.PARKED)
    stranger = await asker(member.client, await factories.workspace(), Role.OWNER)
    sandbox.knobs(seat.dux_soup_user_id, respond_500=-1, fault_endpoints=["size"])  # each question is a line
    for who, kind in ((viewer, "Forbidden"), (stranger, "NotFound")):
        (error,) = (await _decide(who, action, "WAS_NOT_SENT"))["errors"]
        assert error["__typename"] == kind
    assert sandbox.ledger("refused", userid=seat.dux_soup_user_id) == []
    nothing = Action(id=factories.some_id())
    (unknown,) = (await _decide(stranger, nothing, "WAS_NOT_SENT"))["errors"]
    assert {**unknown, "id": error["id"]} == error


@pytest.mark.parametrize("key", [None, "t1.not.sealed"])
async def test_without_a_key_to_ask_with_nothing_is_sent_again(member, ended, seat, key):
    action = await ended(S.PARKED)
    await DuxSoupAccount.filter(id=seat.id).update(sealed_auth_key=key)
    (error,) = (await _decide(member, action, "WAS_NOT_SENT"))["errors"]
    assert (error["__typename"], error["path"]) == ("InvalidInput", ["id"])
    assert (await Action.get(id=action.id)).state is S.PARKED


@pytest.mark.parametrize(("state", "verdict"), [(S.FAILED, "RETRY"), (S.PARKED, "WAS_NOT_SENT")])
async def test_where_dux_soup_cannot_be_asked_nothing_is_sent_again(member, ended, sandbox, seat, state, verdict):
    action = await ended(state)
    sandbox.knobs(seat.dux_soup_user_id, respond_500=-1, fault_endpoints=["size"])
    (error,) = (await _decide(member, action, verdict))["errors"]
    assert error["__typename"] == "RemoteFailure"
    assert (await Action.get(id=action.id)).state is state
