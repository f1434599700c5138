"""The commands, and which function each of them calls."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

# The module and what of it is the command. It is loaded when it is called: all of them together take seconds.
_COMMANDS = {
    "migrate": ("database", "migrate"),
    "serve": ("serve", "serve"),
    "demo": ("demo", "demo"),
    "watch": ("watch", "watch"),
    "workspace": ("workspace", "workspaces"),
    "member": ("workspace", "members"),
    "token": ("workspace", "tokens"),
    "account": ("account", "accounts"),
    "keys": ("keys", "keys"),
    "receipts": ("receipts", "receipts"),
    "contacts": ("contacts", "contacts"),
    "suppressions": ("suppressions", "suppressions"),
    "import": ("importing", "import_contacts"),
    "backup": ("backup", "backup"),
    "restore": ("backup", "restore"),
    "erasures": ("erasures", "erasures"),
    "doctor": ("doctor", "doctor"),
    "schema": ("schema", "schema"),
    "docs": ("documentation", "docs"),
    "migration": ("database", "migration"),
    "migrations": ("database", "migrations"),
}


class Commands(TyperGroup):
    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the library's signature
        return list(_COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - as above
        if cmd_name not in _COMMANDS:
            return None
        module, attribute = _COMMANDS[cmd_name]
        return _made(cmd_name, getattr(import_module(f"app.cli.{module}"), attribute))


program = typer.Typer(
    name="chaknal", cls=Commands, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False
)


@program.callback()
def chaknal() -> None:
    """Team outreach on LinkedIn through Dux-Soup."""


def _made(name: str, what: object) -> Any:
    holder = typer.Typer(pretty_exceptions_enable=False)
    if isinstance(what, typer.Typer):
        holder.add_typer(what, name=name)
    elif callable(what):
        holder.command(name)(what)
    return get_group(holder).commands[name]
