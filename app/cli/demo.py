"""`demo`: the whole product with invented people, on this machine alone."""

from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from app import migrations
from app.cli.frame import Json, fail, guarded, show
from app.clock import wall_now
from app.demo import ownership, seats, seed
from app.demo import sandbox as sandboxes
from app.demo.folder import Folder
from app.logging import configure
from app.parts import Parts, opened
from app.serving import serve_parts
from app.settings import Settings

_TRY = """
Chaknal, with invented people and a stand-in for Dux-Soup: nothing leaves this machine.

  Product     {url}
  Sandbox     {sandbox}   (what it was told and did: {sandbox}/ledger)
  Token       {token}
  Sign in     {email}, password {password}   (signIn, as docs/guides/signing-in.md shows)
  Files       {folder}   (database, keys, token, password, log, the sandbox's ledger)
  Time        starts on a Monday morning; a day takes {day} seconds

Two members are under way already. To try, in another terminal:

  # watch it live
  .venv/bin/python -m app watch --url {url} --token {token}

  # launch the next member's people
  curl -X POST "{url}/api/campaigns/{campaign}/launch-sequence" \\
    -H "Authorization: Bearer {token}" -H "Content-Type: application/json" -d '{{"user_id": "{second}"}}'

  # and the last one's by GraphQL
  curl -X POST "{url}/graphql" -H "Authorization: Bearer {token}" -H "Content-Type: application/json" \\
    -d '{{"query": "mutation {{ launchSequence(input: {{campaignId: \\"{campaign}\\", memberId: \\"{third}\\"}}) {{ launched skippedTotal errors {{ __typename }} }} }}"}}'

Ctrl-C ends it; the next start goes on where it stopped. `make clean` forgets everything.
"""

# People who answer while somebody watches; and fewer heartbeats than in life, for here a minute brings those of a whole day.
_QUICK = {
    "acceptance_delay_hours": [1, 30],
    "reply_delay_hours": [1, 20],
    "ready_interval_minutes": [40, 80],
    "ready_double_rate": 0.1,
}


def demo(
    data: Annotated[Path, typer.Option(help="Where it keeps its files.")] = Path(".data/demo"),
    *,
    as_json: Json = False,
) -> None:
    """The whole product with invented people: API, worker, live feed and a Dux-Soup sandbox, a day a minute."""
    try:
        guarded(_demo(Folder(data), as_json=as_json))
    except sandboxes.SandboxDidNotStart as refused:
        fail(str(refused))


async def _demo(folder: Folder, *, as_json: bool) -> None:
    folder.prepare()
    settings = folder.settings()
    with folder.log() as log:
        configure(log, json=True)
        await _served(folder, settings, as_json=as_json)


async def _served(folder: Folder, settings: Settings, *, as_json: bool) -> None:
    await ownership.check(settings.database)
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(sandboxes.running(settings.duxsoup_url, folder.sandbox))
        if await migrations.state(settings.database) is migrations.State.BEHIND:
            await migrations.apply(settings.database)
        parts = await stack.enter_async_context(opened(settings, serving=True, first=_monday_morning()))
        await sandbox.started()
        await sandbox.set_clock(parts.clock)
        await sandbox.knobs(**_QUICK)
        planted = await seed.planted(parts, folder.token())
        folder.keep_token(planted.token)
        await seed.welcomed(parts, planted, folder.password())
        if folder.address() != settings.local_url:
            await seats.introduce(parts, sandbox, planted.workspace_id)
            folder.keep_address(settings.local_url)
        said = _said(settings, parts, sandbox.url, planted, folder)
        await serve_parts(parts, listening=partial(show, said, as_json=as_json, text=_TRY.format(**said)))


def _monday_morning() -> datetime:
    """Of this week, at nine where the demo's people work."""
    zone = ZoneInfo(seed.ZONE)
    today = wall_now().astimezone(zone)
    return (today - timedelta(days=today.weekday())).replace(hour=9, minute=0, second=0, microsecond=0)


def _said(settings: Settings, parts: Parts, sandbox_url: str, planted: seed.Planted, folder: Folder) -> dict[str, Any]:
    second, third, *_ = (*planted.unlaunched, "USER_ID", "USER_ID")
    return {
        "url": settings.local_url,
        "sandbox": sandbox_url,
        "token": planted.token,
        "email": seed.OWNER,
        "password": folder.password(),
        "day": parts.clock.anchor.day_seconds,
        "campaign": planted.campaign_id or "CAMPAIGN_ID",
        "second": second,
        "third": third,
        "folder": str(folder.path),
    }
