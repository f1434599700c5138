"""The integration guide's launch call, over real ASGI."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from app.rest.launch import MAX_SKIPPED, routes
from auth.access import Access
from auth.sealing import KeyRing
from auth.tokens import mint
from auth.viewer import Viewer
from engine.refusal import Refusals
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import (
    Action,
    ApiToken,
    Assignment,
    AssignmentStatus,
    Campaign,
    CampaignState,
    Event,
    EventKind,
    Member,
    Role,
    Scope,
    StepKind,
    Units,
    Workspace,
)
from models.ids import new_id
from schema.context import Context
from tests import factories
from tests.settable_clock import SettableClock
from webhooks.pace import Pace


@dataclass
class Api:
    """Launches over HTTP, in a workspace with one member and a campaign of one step."""

    client: httpx.AsyncClient
    workspace: Workspace
    member: Member
    campaign: Campaign

    async def token(self, role: Role | None = None, **values: Any) -> str:
        minted = mint()
        who = self.member if role is None else await factories.member(self.workspace, role)
        await factories.api_token(who, minted.hash, **values)
        return minted.text

    async def assigned(self, count: int = 1, **contact: Any) -> list[Assignment]:
        people = [await factories.contact(self.workspace, **contact) for _ in range(count)]
        return [await factories.assignment(self.campaign, person, member=self.member) for person in people]

    async def launch(self, token: str, *, of: object = None, user: object = None, **headers: str) -> httpx.Response:
        body = {"user_id": str(user or self.member.id)}
        path = f"/api/campaigns/{of or self.campaign.id}/launch-sequence"
        return await self.client.post(path, json=body, headers={"Authorization": f"Bearer {token}", **headers})


@pytest.fixture
async def api(units: Units, ring: KeyRing, clock: SettableClock) -> AsyncIterator[Api]:
    workspace = await factories.workspace()
    member = await factories.member(workspace)
    campaign = await factories.campaign(workspace, state=CampaignState.DRAFT)
    await factories.sequence(campaign, StepKind.VISIT)
    await factories.account(workspace, member=member)
    refusals = Refusals()
    duxsoup = DuxSoup("http://127.0.0.1:1/xapi", limiter=Limiter(account_gap=1, host_gap=1))

    def context_of(viewer: Viewer | None, _: Request) -> Context:
        return Context(
            viewer, clock, units, ring, duxsoup, None, Access(clock), lambda _: None, refusals, "request-1", ""
        )

    app = Starlette(routes=routes(clock, context_of, Pace(5, period=86_400)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://chaknal.example") as client:
        yield Api(client, workspace, member, campaign)


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["title"]


async def test_a_launch_answers_how_many_went_and_makes_their_first_actions(api: Api) -> None:
    await api.assigned(3)
    answer = await api.launch(await api.token())
    assert answer.status_code == 200
    assert answer.json() == {
        "campaign_id": str(api.campaign.id),
        "user_id": str(api.member.id),
        "launched": 3,
        "skipped": [],
        "skipped_total": 0,
    }
    assert await Assignment.filter(status=AssignmentStatus.ACTIVE).count() == 3
    assert await Action.all().count() == 3


async def test_a_token_that_launches_was_used(api: Api, clock: SettableClock) -> None:
    await api.launch(await api.token())
    assert (await ApiToken.get()).last_used_at == clock.wall()


async def test_the_user_is_named_by_their_id_or_by_that_of_their_membership(api: Api) -> None:
    await api.assigned()
    assert (await api.launch(await api.token(), user=api.member.user_id)).json()["launched"] == 1


async def test_a_user_of_several_workspaces_is_meant_as_the_member_of_the_tokens_own(api: Api) -> None:
    user = await factories.user()
    await factories.member(user=user)
    api.member = await factories.member(api.workspace, user=user)
    await factories.account(api.workspace, member=api.member)
    await factories.member(user=user)
    await api.assigned()
    assert (await api.launch(await api.token(Role.ADMIN), user=user.id)).json()["launched"] == 1


async def test_launching_twice_launches_nothing_twice(api: Api) -> None:
    await api.assigned(2)
    token = await api.token()
    answers = await asyncio.gather(api.launch(token), api.launch(token))
    assert sorted(answer.json()["launched"] for answer in answers) == [0, 2]
    assert await Action.all().count() == 2


async def test_who_cannot_go_is_listed_with_the_guides_sentence_and_the_others_go(api: Api) -> None:
    await api.assigned(1)
    (held,) = await api.assigned(1, linkedin_url=None)
    answer = (await api.launch(await api.token())).json()
    assert (answer["launched"], answer["skipped_total"]) == (1, 1)
    assert answer["skipped"] == [
        {
            "assignment_id": str(held.id),
            "contact_id": str(held.contact_id),
            "code": "no_identity",
            "message": "No LinkedIn URL available",
        }
    ]


async def test_at_most_100_of_the_skipped_are_listed_and_all_are_counted(api: Api) -> None:
    await api.assigned(MAX_SKIPPED + 1, linkedin_url=None)
    answer = (await api.launch(await api.token())).json()
    assert (len(answer["skipped"]), answer["skipped_total"]) == (100, 101)


async def test_without_an_account_it_is_409_with_the_guides_sentence(api: Api) -> None:
    await api.assigned()
    await Campaign.filter(id=api.campaign.id).update(dux_user_id="no-such-account")
    answer = await api.launch(await api.token())
    assert problem(answer) == (409, "DuxSoup user not configured")
    assert await Action.all().count() == 0


async def test_an_archived_campaign_is_409(api: Api) -> None:
    await Campaign.filter(id=api.campaign.id).update(state=CampaignState.ARCHIVED)
    assert problem(await api.launch(await api.token()))[0] == 409


async def test_unknown_foreign_and_malformed_ids_are_told_the_same(api: Api) -> None:
    token = await api.token(Role.ADMIN)
    foreign = await factories.campaign()
    answers = [await api.launch(token, of=of) for of in (new_id(), foreign.id, "campaign-uuid")]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}


@pytest.mark.parametrize("user", ["unknown", "foreign", "malformed", "removed"])
async def test_a_user_who_is_not_of_the_workspace_is_404(api: Api, user: str) -> None:
    removed = await factories.member(api.workspace, removed_at=factories.START)
    users = {
        "unknown": new_id(),
        "foreign": (await factories.member()).id,
        "malformed": "user-uuid",
        "removed": removed.user_id,
    }
    answer = await api.launch(await api.token(Role.ADMIN), user=users[user])
    assert problem(answer)[0] == 404
    assert answer.json()["path"] == ["user_id"]


async def test_a_member_launches_their_own_only_and_an_admin_everybodys(api: Api) -> None:
    await api.assigned()
    assert (await api.launch(await api.token(Role.MEMBER))).status_code == 404
    assert (await api.launch(await api.token(Role.ADMIN))).json()["launched"] == 1


@pytest.mark.parametrize(
    ("role", "scopes"), [(Role.VIEWER, None), (Role.MEMBER, [Scope.WRITE]), (Role.ADMIN, [Scope.READ])]
)
async def test_a_token_that_may_not_launch_is_403_and_the_refusal_is_on_record(
    api: Api, role: Role, scopes: list[Scope] | None
) -> None:
    await api.assigned()
    answer = await api.launch(await api.token(role, scopes=scopes))
    assert problem(answer)[0] == 403
    (event,) = await Event.filter(kind=EventKind.COMMAND_REFUSED)
    assert event.data["command"] == "launchSequence"
    assert await Action.all().count() == 0


async def test_a_token_that_may_only_launch_learns_how_many_were_skipped_and_not_whom(api: Api) -> None:
    await api.assigned(1, linkedin_url=None)
    answer = (await api.launch(await api.token(scopes=[Scope.LAUNCH]))).json()
    assert (answer["skipped"], answer["skipped_total"]) == ([], 1)
    assert len((await api.launch(await api.token())).json()["skipped"]) == 1


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic x"}])
async def test_without_a_valid_token_it_is_401(api: Api, header: dict[str, str]) -> None:
    path = f"/api/campaigns/{api.campaign.id}/launch-sequence"
    answer = await api.client.post(path, json={"user_id": str(api.member.id)}, headers=header)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"user_id": null}', b'{"user_id": 7}', b'{"user_id": " "}', b"x"]
)
async def test_a_body_without_a_user_is_422(api: Api, body: bytes) -> None:
    answer = await api.client.post(
        f"/api/campaigns/{api.campaign.id}/launch-sequence",
        content=body,
        headers={"Authorization": f"Bearer {await api.token()}", "Content-Type": "application/json"},
    )
    assert problem(answer)[0] == 422


async def test_the_same_idempotency_key_gets_the_same_answer(api: Api) -> None:
    await api.assigned(2)
    token = await api.token()
    first = await api.launch(token, **{"Idempotency-Key": "key-1"})
    await api.assigned(1)
    again = await api.launch(token, **{"Idempotency-Key": "key-1"})
    assert first.json() == again.json()
    assert await Action.all().count() == 2


async def test_another_input_under_a_used_key_is_409(api: Api) -> None:
    token = await api.token()
    await api.launch(token, **{"Idempotency-Key": "key-1"})
    answer = await api.launch(token, user=api.member.user_id, **{"Idempotency-Key": "key-1"})
    assert problem(answer)[0] == 409
    assert answer.json()["path"] == ["Idempotency-Key"]


async def test_too_many_launches_under_one_token_are_429_with_the_guides_sentence(api: Api) -> None:
    token = await api.token()
    answers = [await api.launch(token) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert problem(answers[-1]) == (429, "Rate limit exceeded")
    assert answers[-1].headers["retry-after"] == "60"
