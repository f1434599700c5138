"""The product's own entry with additions for tests: shorter waits, a point at which it dies or freezes, a planted bug, a migration more."""

import os
import sys
from pathlib import Path

from app.cli import program
from tests.faults import crash_points, freezing, next_version, planted, waits

SHORTER, SLOWER_BY, CRASH_AT, CRASH_ON, FREEZE, PLANTED, MIGRATIONS = (
    "FAULTS_SHORTER",
    "FAULTS_SLOWER_BY",
    "FAULTS_CRASH_AT",
    "FAULTS_CRASH_ON",
    "FAULTS_FREEZE",
    "FAULTS_PLANTED",
    "FAULTS_MIGRATIONS",
)


def main(arguments: list[str]) -> int:
    """Gives the exit code, as the program itself would end with."""
    waits.shorten(float(os.environ.get(SHORTER, "1")), float(os.environ.get(SLOWER_BY, waits.SLOWER_BY)))
    if point := os.environ.get(CRASH_AT):
        crash_points.arm(point, int(os.environ.get(CRASH_ON, "1")))
    if os.environ.get(FREEZE):
        freezing.arm()
    if bug := os.environ.get(PLANTED):
        planted.plant(bug)
    if folder := os.environ.get(MIGRATIONS):
        next_version.arm(Path(folder))
    try:
        program(arguments, standalone_mode=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
