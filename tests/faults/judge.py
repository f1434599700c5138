"""What became of a launch: the sandbox's ledger against the database, and both against what was promised."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.town import Town
from tests.journey import plain_sql

Line = dict[str, Any]
ACTIONS = "SELECT a.id, a.kind, a.state, c.linkedin_url FROM action a JOIN contact c ON c.id = a.contact_id"
POSITIONS = "SELECT position FROM event ORDER BY workspace_id, position"
# Nothing more happens to these by itself: done, or set aside for a person.
DONE, ASIDE = "executed", frozenset({"parked", "failed", "rejected"})


@dataclass
class LedgerTail:
    """Reads the growing ledger's file once, line by line, so that asking it often costs nothing."""

    folder: Path
    lines: list[Line] = field(default_factory=list)
    told: int = 0
    _read: int = 0

    def look(self) -> "LedgerTail":
        with (self.folder / "ledger.jsonl").open("rb") as file:
            file.seek(self._read)
            for text in file:
                if not text.endswith(b"\n"):
                    break
                self._read += len(text)
                self._take(json.loads(text))
        return self

    def of(self, kind: str) -> list[Line]:
        return [line for line in self.lines if line["kind"] == kind]

    def _take(self, line: Line) -> None:
        if line["kind"] in {"told", "executed", "refused"}:
            self.lines.append(line)
            self.told += line["kind"] == "told"


@dataclass(frozen=True)
class Findings:
    """`lost`: neither carried out nor set aside, or said to be done though it never was; `open` is what is still under way."""

    actions: int
    done: int
    lost: list[str]
    doubled: list[str]
    aside: list[str]
    open: int
    gaps: int

    def __str__(self) -> str:
        counts = f"{self.actions} actions, {self.done} done, {len(self.aside)} set aside, {self.open} open"
        return f"{counts}, {len(self.lost)} lost, {len(self.doubled)} doubled, {self.gaps} gaps in the log"


def judge(database_url: str, tail: LedgerTail, town: Town) -> Findings:
    tail.look()
    rows = [(str(name), kind, state, _slug(url)) for name, kind, state, url in plain_sql.rows(database_url, ACTIONS)]
    carried_out = {line["campaignid"] for line in tail.of("executed")}
    invented = [name for name, _, state, _ in rows if state == DONE and name not in carried_out]
    return Findings(
        actions=len(rows),
        done=sum(state == DONE for _, _, state, _ in rows),
        lost=invented + _missing(rows, town),
        doubled=_doubled(tail),
        aside=[f"{kind} {slug}" for _, kind, state, slug in rows if state in ASIDE],
        open=sum(state not in {DONE, "cancelled"} | ASIDE for _, _, state, _ in rows),
        gaps=_gaps(database_url),
    )


def settled(database_url: str, town: Town) -> Callable[[], bool]:
    """To be asked until it holds: every step of everybody was carried out or set aside, and every receipt read, for what was set
    aside is taken up again when a late one speaks of it.
    """
    ended = ", ".join(f"'{state}'" for state in sorted({DONE, *ASIDE}))
    halted = ", ".join(f"'{state}'" for state in sorted(ASIDE))
    statement = (
        f"SELECT (SELECT COUNT(*) FROM action WHERE state IN ({ended})),"  # noqa: S608 - our own words
        f" (SELECT COUNT(*) FROM action a JOIN step s ON s.id = a.step_id WHERE a.state IN ({halted})"
        f" AND s.position < {len(town.plan.steps)}),"
        " (SELECT COUNT(*) FROM receipt WHERE verdict = 'waiting')"
    )

    def holds() -> bool:
        [(reached, held, unread)] = plain_sql.rows(database_url, statement)
        return int(reached) + int(held) >= town.plan.actions and unread == 0

    return holds


def _missing(rows: list[tuple[str, str, str, str]], town: Town) -> list[str]:
    """Whom a step was never planned for, though the one before it was carried out."""
    reached = Counter(slug for _, _, state, slug in rows if state != "cancelled")
    halted = {slug for _, _, state, slug in rows if state in ASIDE}
    people = {f"p{number}-example-fault" for number in range(town.plan.people)}
    return sorted(slug for slug in people - halted if reached[slug] < len(town.plan.steps))


def _doubled(tail: LedgerTail) -> list[str]:
    """By what reached the person: whatever label it went under."""
    found = []
    for kind in ("told", "executed"):
        counts = Counter((line["command"], line["slug"]) for line in tail.of(kind))
        found += [f"{kind} {command} {slug}" for (command, slug), count in counts.items() if count > 1]
    return found


def _gaps(database_url: str) -> int:
    """Of one workspace, so that the positions have to be 1, 2, 3 …"""
    positions = [position for (position,) in plain_sql.rows(database_url, POSITIONS)]
    return sum(position != number for number, position in enumerate(positions, start=1))


def _slug(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]
