"""The product's own entry with additions for tests: shorter waits, a named point at which it dies or one at which it freezes, a planted bug."""

import os
import sys

from app.cli import program
from tests.faults import crash_points, freezing, planted, waits

SHORTER, SLOWER_BY, CRASH_AT, CRASH_ON, FREEZE, PLANTED = (
    "FAULTS_SHORTER",
    "FAULTS_SLOWER_BY",
    "FAULTS_CRASH_AT",
    "FAULTS_CRASH_ON",
    "FAULTS_FREEZE",
    "FAULTS_PLANTED",
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
    try:
        program(arguments, standalone_mode=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
