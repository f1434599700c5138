"""`doctor`: what is set, what is missing, and what answers."""

import asyncio
from dataclasses import asdict, dataclass

import httpx
import typer
from rich.table import Table
from tortoise import connections

from app import migrations
from app.cli.frame import REFUSED, Json, console, show
from app.database import close_database, open_database
from app.parts import ServingRefused
from app.settings import Settings, SettingsRefused, read_settings
from app.trusted_documents import trusted_documents
from auth.sealing import SealBroken
from engine.credentials import credentials_of
from models import AccountHealth, DuxSoupAccount, Workspace
from schema.root import api


@dataclass(frozen=True, slots=True)
class Finding:
    """`fine` is null where nothing is wrong yet something should be known."""

    subject: str
    fine: bool | None
    says: str


def doctor(*, as_json: Json = False) -> None:
    """Looks at settings, database, keys and Dux-Soup; exit code 1 if something has to be mended."""
    findings = asyncio.run(_examine())
    fine = all(finding.fine is not False for finding in findings)
    if as_json:
        show({"ok": fine, "findings": [asdict(finding) for finding in findings]}, as_json=True, text="")
    else:
        console.print(_table(findings))
    raise typer.Exit(0 if fine else REFUSED)


async def _examine() -> list[Finding]:
    try:
        settings = read_settings()
    except SettingsRefused as refused:
        return [Finding("settings", fine=False, says=str(refused))]
    findings = [Finding("settings", fine=True, says=f"{settings.dialect}, {settings.public_url}")]
    findings += [_keys(settings), _documents(settings), await _duxsoup(settings)]
    return findings + await _database(settings)


def _keys(settings: Settings) -> Finding:
    try:
        settings.ring  # noqa: B018 - reading it is the check
    except SettingsRefused as refused:
        return Finding("keys", fine=False, says=str(refused))
    return Finding("keys", fine=True, says="can seal and open")


def _documents(settings: Settings) -> Finding:
    try:
        documents = trusted_documents(settings, api(introspection=settings.introspection))
    except ServingRefused as refused:
        return Finding("trusted documents", fine=False, says=str(refused))
    if documents.closed:
        return Finding("trusted documents", fine=True, says=f"{len(documents.texts)}")
    return Finding("trusted documents", fine=None, says="people who sign in may send documents of their own")


async def _duxsoup(settings: Settings) -> Finding:
    """Any answer shows that the host is there; only a key can show more."""
    try:
        async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
            await client.get(settings.duxsoup_url)
    except httpx.HTTPError as error:
        return Finding("Dux-Soup", fine=False, says=f"{settings.duxsoup_url} does not answer ({type(error).__name__})")
    return Finding("Dux-Soup", fine=True, says=f"{settings.duxsoup_url} answers")


async def _database(settings: Settings) -> list[Finding]:
    try:
        state = await migrations.state(settings.database)
    except Exception as error:  # noqa: BLE001 - whatever a driver raises when nothing answers; the report is the handling
        return [Finding("database", fine=False, says=f"does not answer ({type(error).__name__})")]
    if state is not migrations.State.CURRENT:
        command = "restore" if state is migrations.State.RESTORING else "migrate"
        return [Finding("database", fine=False, says=f"is {state.value}: python -m app {command}")]
    await open_database(settings.database)
    try:
        return [Finding("database", fine=True, says="is current"), *await _contents(settings)]
    finally:
        await close_database()
        connections.discard("default")


async def _contents(settings: Settings) -> list[Finding]:
    workspaces = await Workspace.all().count()
    has_any = True if workspaces else None
    findings = [
        Finding("workspaces", fine=has_any, says=f"{workspaces}" if workspaces else "none yet: workspace create")
    ]
    accounts = await DuxSoupAccount.all().order_by("id").limit(100)
    return findings + [Finding(f"account {one.dux_soup_user_id}", *_account(settings, one)) for one in accounts]


def _account(settings: Settings, account: DuxSoupAccount) -> tuple[bool | None, str]:
    if account.workspace_id is None:
        return None, "belongs to no workspace: account adopt"
    if account.sealed_auth_key is None:
        return False, "has no key that is sealed yet"
    try:
        credentials_of(settings.ring, account)
    except (SealBroken, SettingsRefused):
        return False, "its key cannot be opened with CHAKNAL_SECRET_KEYS"
    return account.health is AccountHealth.CONNECTED or None, account.health_reason or account.health.value


def _table(findings: list[Finding]) -> Table:
    table = Table("", "what", "found")
    marks = {True: "[green]ok[/]", False: "[red]mend[/]", None: "[yellow]note[/]"}
    for finding in findings:
        table.add_row(marks[finding.fine], finding.subject, finding.says)
    return table
