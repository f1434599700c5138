"""This program as its next version might be: the same with one more migration, in a copy of the folder."""

import shutil
from pathlib import Path

from app import migrations
from app.database import APP

# More for others to use: whoever knows nothing of it goes on as before.
EXPANDING = (
    'ALTER TABLE "contact" ADD COLUMN "more" VARCHAR(40); CREATE TABLE "more" ("id" INT NOT NULL PRIMARY KEY);'
    ' CREATE INDEX "idx_event_more" ON "event" ("kind")'
)
# Takes away what the version before it works with.
CONTRACTING = 'ALTER TABLE "contact" RENAME COLUMN "company" TO "firm"'
_MIGRATION = '''RUN_IN_TRANSACTION = True
async def upgrade(db): return """{statements};"""
async def downgrade(db): return ""
'''


def write(folder: Path, statements: str) -> str:
    """Gives the name of the migration that is new."""
    shutil.copytree(migrations.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    name = f"{len(list((folder / 'sqlite' / APP).glob('[0-9]*_*.py')))}_20990101000000_next.py"
    for dialect in ("sqlite", "postgres"):
        (folder / dialect / APP / name).write_text(_MIGRATION.format(statements=statements))
    return name


def arm(folder: Path) -> None:
    for command in (migrations.apply, migrations.state, migrations.compared):
        assert command.__defaults__ == (migrations.FOLDER,)
        command.__defaults__ = (folder,)
