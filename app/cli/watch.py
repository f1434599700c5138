"""`watch`: the workspace live in a terminal, over the public subscription."""

import asyncio
from contextlib import aclosing
from typing import Annotated

import orjson
import typer
from rich.console import Console, Group
from rich.live import Live
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from app.cli.frame import settings
from app.feed_client import NETWORK_ERRORS, FeedClient, FeedElsewhere, FeedRefused, retry_after
from app.watch import FEED, STATUSES, View, sentence

_COUNT_SECONDS = 1.0


def watch(
    url: Annotated[str | None, typer.Option(help="Where Chaknal is served; else as the settings say.")] = None,
    token: Annotated[str, typer.Option(envvar="CHAKNAL_TOKEN", help="An API token that may read.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object of what is seen now, and exit.")] = False,
) -> None:
    """Members by status and the newest events, as they happen. Ctrl-C ends it."""
    address = url or settings().public_url
    client = FeedClient(address, token)
    try:
        asyncio.run(_snapshot(client) if as_json else _follow(client))
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
    except FeedElsewhere:
        typer.echo(f"No Chaknal answers at {address}: something else is there. Say with --url where it is.", err=True)
        raise typer.Exit(1) from None
    except FeedRefused:
        typer.echo("The server does not let this token in.", err=True)
        raise typer.Exit(1) from None
    except NETWORK_ERRORS as error:
        typer.echo(f"{address} does not answer: {error}", err=True)
        raise typer.Exit(1) from None


async def _snapshot(client: FeedClient) -> None:
    view = View()
    await client.visit(view.refetch)
    typer.echo(orjson.dumps(view.as_json()).decode())


async def _follow(client: FeedClient) -> None:
    view, due = View(), asyncio.Event()
    # Whoever got an answer once is waited for; an address that never answered is a mistake to be told.
    await client.visit(view.refetch)
    with Live(console=Console(), refresh_per_second=4, get_renderable=lambda: _shown(view, client.away)):
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(_show_events(client, view, due))
                both.create_task(_count_again(client, view, due))
        except ExceptionGroup as failed:
            # What one of them died of has ended the other, and is told like what the first visit meets.
            raise failed.exceptions[0] from None


async def _show_events(client: FeedClient, view: View, due: asyncio.Event) -> None:
    async with aclosing(client.follow(FEED, view.refetch)) as messages:
        async for message in messages:
            if view.apply(message):
                due.set()


async def _count_again(client: FeedClient, view: View, due: asyncio.Event) -> None:
    """At most once a second, however much happens; later where the server says that nothing is left for this viewer until then."""
    while True:
        await due.wait()
        due.clear()
        told_to_wait = 0.0
        try:
            await client.visit(view.count)
        except NETWORK_ERRORS as error:
            told_to_wait = retry_after(error)
            due.set()
        await asyncio.sleep(_COUNT_SECONDS + told_to_wait)


def _shown(view: View, away: bool) -> Group:
    members = Table("member", *(status.lower().replace("_", " ") for status in STATUSES), expand=True)
    for row in view.members:
        members.add_row(row.name, *(str(row.by_status[status] or "·") for status in STATUSES))
    events = Table.grid(padding=(0, 2))
    for event in reversed(view.events):
        events.add_row(Text(event["occurredAt"][:19].replace("T", " "), style="dim"), Text(sentence(event)))
    title = f"{view.workspace} (not connected, coming back)" if away else view.workspace
    return Group(Panel(members, title=title), Panel(events, title="newest events"))
