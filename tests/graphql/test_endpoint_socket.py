"""The endpoint as it is served, over a real socket: who is let in, and that one socket's operations share nothing stale."""

import asyncio
import socket as sockets

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from app.graphql import GraphQLEndpoint
from tests import factories
from tests.graphql.feed.client import socket


@pytest.fixture
async def address(parts, units):
    units.on_commit(parts.tail.heads)
    tailing = asyncio.create_task(parts.tail.run())
    listening = sockets.create_server(("127.0.0.1", 0))
    routes = [Mount("/graphql", GraphQLEndpoint(parts))]
    server = uvicorn.Server(
        uvicorn.Config(Starlette(routes=routes), lifespan="off", log_level="warning", timeout_graceful_shutdown=3)
    )
    running = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    yield f"ws://127.0.0.1:{listening.getsockname()[1]}/graphql/"
    server.should_exit = True
    await running
    tailing.cancel()
    await asyncio.wait([tailing])
    await parts.broker.drain()


async def test_a_feed_is_told_of_what_a_command_did(address, member):
    async with socket(address) as raw:
        connected = await raw.init(member.token)
        feed = await connected.subscribe(
            "subscription { eventFeed { __typename ... on EventBatch { cursor events { id campaign { name } } caughtUp } } }"
        )
        await connected.message(feed)
        await member.command("createCampaign", {"name": "Seen", "sequenceKind": "CONNECTION"})
        batch = await connected.message(feed)
        assert [event["campaign"]["name"] for event in batch["events"]] == ["Seen"]


async def test_two_operations_of_one_socket_share_no_loader(address, member, workspace):
    campaign = await factories.campaign(workspace, name="Before")
    document = "query ($i: ID!) { campaign(id: $i) { name } }"
    async with socket(address) as raw:
        connected = await raw.init(member.token)
        first = await connected.subscribe(document, i=str(campaign.id))
        assert (await connected.message(first))["name"] == "Before"
        campaign.name = "After"
        await campaign.save()
        second = await connected.subscribe(document, i=str(campaign.id))
        assert (await connected.message(second))["name"] == "After"


async def test_without_a_good_token_the_socket_is_closed_for_good(address):
    async with socket(address) as raw:
        await raw.send({"type": "connection_init", "payload": {"authorization": "Bearer nonsense"}})
        assert (await raw.closed())[0] == 4401
