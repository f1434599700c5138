"""The commands, and which function each of them calls."""

import typer

from app.cli.account import accounts
from app.cli.database import migrate, migration, migrations, schema
from app.cli.demo import demo
from app.cli.doctor import doctor
from app.cli.importing import import_contacts
from app.cli.serve import serve
from app.cli.watch import watch
from app.cli.workspace import members, tokens, workspaces

program = typer.Typer(
    name="chaknal",
    help="Team outreach on LinkedIn through Dux-Soup.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
program.command()(migrate)
program.command()(serve)
program.command()(demo)
program.command()(watch)
program.add_typer(workspaces, name="workspace")
program.add_typer(members, name="member")
program.add_typer(tokens, name="token")
program.add_typer(accounts, name="account")
program.command("import")(import_contacts)
program.command()(doctor)
program.command()(schema)
program.command()(migration)
program.command()(migrations)
