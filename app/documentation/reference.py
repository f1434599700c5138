"""The pages of the reference, which the code itself says: settings, commands, the API, blockers, events."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    is_introspection_type,
    is_specified_scalar_type,
    print_type,
)
from typer import Context
from typer.core import TyperGroup
from typer.main import get_command

from app.cli import program
from app.documentation.pages import ROOT
from app.settings import PREFIX, Settings
from engine.blockers import REASONS
from models import EventKind
from models.event import ACCESS_KINDS
from schema.export import sdl

FOLDER = ROOT / "docs" / "reference"
_MADE = "Made from the code by `make reference`."


def write(folder: Path = FOLDER) -> list[str]:
    """The names of the pages that were not as they should be."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = stale(folder)
    for name in changed:
        (folder / name).write_text(PAGES[name](), encoding="utf-8")
    return changed


def stale(folder: Path = FOLDER) -> list[str]:
    return [name for name, text in PAGES.items() if not _holds(folder / name, text())]


def _holds(file: Path, text: str) -> bool:
    return file.exists() and file.read_text(encoding="utf-8") == text


def _settings() -> str:
    rows = [
        (f"`{PREFIX}{name.upper()}`", _default(field), field.description or "")
        for name, field in Settings.model_fields.items()
    ]
    return _page("Settings", "Read once from the environment.", _table(("setting", "default", "is"), rows))


def _default(field: Any) -> str:
    value = field.default
    shown = value.get_secret_value() if hasattr(value, "get_secret_value") else value
    return f"`{shown}`" if shown not in (None, "", ()) else "none"


def _commands() -> str:
    found = "\n\n".join(_command(name, command) for name, command in _walk("python -m app", get_command(program)))
    return _page("Commands", "All of them take `--help`.", found)


def _walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(command, TyperGroup):
        yield name, command
        return
    context = Context(command)
    for own in command.list_commands(context):
        yield from _walk(f"{name} {own}", command.get_command(context, own))


def _command(name: str, command: Any) -> str:
    rows = [
        (" ".join(f"`{one}`" for one in (*parameter.opts, *parameter.secondary_opts)), _one_line(_help(parameter)))
        for parameter in command.params
        if parameter.name != "help"
    ]
    return f"## {name}\n{_one_line(command.help)}\n\n{_table(('argument', 'is'), rows) if rows else ''}".rstrip()


def _help(parameter: Any) -> str:
    needed = " Required." if parameter.required else ""
    return f"{getattr(parameter, 'help', None) or ''}{needed}"


def _schema() -> str:
    schema = build_schema(sdl())
    parts = [f"## {title}\n{_blocks(schema, kinds, only)}" for title, kinds, only in _KINDS]
    return _page(
        "The API", "GraphQL at `/graphql`; the same text is `schema/schema.graphql` in the project.", "\n\n".join(parts)
    )


_ROOTS = ("Query", "Mutation", "Subscription")
_KINDS: tuple[tuple[str, tuple[type, ...], bool], ...] = (
    ("Questions, commands and feeds", (GraphQLObjectType,), True),
    ("Types", (GraphQLObjectType, GraphQLInterfaceType, GraphQLUnionType), False),
    ("Inputs", (GraphQLInputObjectType,), False),
    ("Values", (GraphQLEnumType, GraphQLScalarType), False),
)


def _blocks(schema: GraphQLSchema, kinds: tuple[type, ...], roots: bool) -> str:
    found = [
        kind
        for name, kind in sorted(schema.type_map.items())
        if isinstance(kind, kinds) and (name in _ROOTS) is roots and not _everybodys(kind)
    ]
    return "\n\n".join(f"### {kind.name}\n```graphql\n{print_type(kind)}\n```" for kind in found)


def _everybodys(kind: Any) -> bool:
    return is_introspection_type(kind) or is_specified_scalar_type(kind)


def _blockers() -> str:
    rows = [(f"`{code}`", reason.tone.value, reason.message, reason.remedy or "") for code, reason in REASONS.items()]
    about = (
        "Why an assignment does not move (`Assignment.blockers`, and `blockedBy` in filters). Grey ones free by themselves, amber ones "
        "wait for a person, red ones for an account, ink ones are final until somebody decides otherwise."
    )
    return _page("Blockers", about, _table(("code", "tone", "says", "remedy"), rows))


def _events() -> str:
    rows = [(f"`{kind.value}`", "admins" if kind in ACCESS_KINDS else "everybody") for kind in EventKind]
    about = (
        "Kinds in the log of a workspace (`events`, `eventFeed`, `EventFilter.kinds`). Those about access are seen by admins only; a feed "
        "passes over them for everybody else, and its cursor goes on."
    )
    return _page("Events", about, _table(("kind", "seen by"), rows))


def _page(title: str, about: str, body: str) -> str:
    return f"# {title}\n\n{about} {_MADE}\n\n{body}\n"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join(
        f"| {' | '.join(_one_line(cell).replace('|', chr(92) + '|') for cell in line)} |" for line in lines
    )


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": _settings,
    "commands.md": _commands,
    "schema.md": _schema,
    "blockers.md": _blockers,
    "events.md": _events,
}
