"""The lifecycle page draws exactly the moves that the models allow."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path

import pytest

from models import action, campaign
from models.facts import AssignmentStatus
from models.health import AccountHealth

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "lifecycle.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("heading", "moves"), [("Campaign", campaign.MOVES), ("Action", action.MOVES)])
def test_each_arrow_is_a_legal_move_and_each_legal_move_has_its_arrow(
    heading: str, moves: Mapping[StrEnum, Iterable[StrEnum]]
) -> None:
    assert _arrows(heading) == {(start.value, end.value) for start, ends in moves.items() for end in ends}


@pytest.mark.parametrize(
    ("heading", "states"),
    [("Assignment", AssignmentStatus), ("Action", action.ActionState), ("Account", AccountHealth)],
)
def test_each_state_has_its_line(heading: str, states: type[StrEnum]) -> None:
    explained = set(re.findall(r"^\| `(\w+)` \|", _section(heading), flags=re.MULTILINE))
    assert explained == {state.value for state in states}


def _arrows(heading: str) -> set[tuple[str, str]]:
    drawn = re.findall(r"^(\w+) +--> (.+)$", _section(heading), flags=re.MULTILINE)
    return {(start, end.strip()) for start, ends in drawn for end in ends.split("|")}


def _section(heading: str) -> str:
    return PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
