"""What became of a launch: the sandbox's ledger against the database, and both against what was promised."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from models.step import HOLDING_KINDS
from tests.faults.town import Town
from tests.journey import plain_sql

Line = dict[str, Any]
ACTIONS = (
    "SELECT a.id, a.kind, a.state, a.step_id, c.linkedin_url, s.status FROM action a JOIN contact c ON c.id = a.contact_id"
    " JOIN assignment s ON s.id = a.assignment_id ORDER BY a.id"
)
# In one statement, for workers may still write: between two of them an event would look like a gap.
LOG = "SELECT w.head, e.position FROM workspace w LEFT JOIN event e ON e.workspace_id = w.id ORDER BY e.position"
WORDS = "SELECT subject_id, kind FROM event WHERE kind LIKE 'action.%' AND kind <> 'action.repeated' ORDER BY position"
RECEIPTS = "SELECT body_hash, verdict FROM receipt"
# Nothing more happens to these by itself: done, or set aside for a person.
DONE, ASIDE = "executed", frozenset({"parked", "failed", "rejected"})
# What these say of an action is that it never reached anybody.
DENIED = frozenset({"planned", "cancelled", "failed", "rejected"})
UNDER_WAY = frozenset({"planned", "sending", "queued", "unknown", "parked"})
# Nobody of these towns answers, and everybody whom an action is made for was launched.
IMPOSSIBLE = frozenset({"pending", "responded", "blacklisted"})


@dataclass
class LedgerTail:
    """Reads the growing ledger's file once, line by line, so that asking it often costs nothing."""

    folder: Path
    lines: list[Line] = field(default_factory=list)
    told: int = 0
    _read: int = 0
    _hashes: dict[int, str] = field(default_factory=dict)
    _thanked: set[int] = field(default_factory=set)

    def look(self) -> "LedgerTail":
        with (self.folder / "ledger.jsonl").open("rb") as file:
            file.seek(self._read)
            for text in file:
                if not text.endswith(b"\n"):
                    break
                self._read += len(text)
                self._take(orjson.loads(text))
        return self

    def of(self, kind: str) -> list[Line]:
        return [line for line in self.lines if line["kind"] == kind]

    def acknowledged(self) -> set[str]:
        """Hashes of the bodies of all webhooks that the product has answered for."""
        return {self._hashes[number] for number in self._thanked}

    def _take(self, line: Line) -> None:
        if line["kind"] in {"told", "executed", "refused"}:
            self.lines.append(line)
            self.told += line["kind"] == "told"
        elif line["kind"] == "emitted":
            self._hashes[line["id"]] = hashlib.sha256(orjson.dumps(line["body"])).hexdigest()
        elif line["kind"] == "webhook" and line["outcome"] == "delivered":
            self._thanked.add(line["id"])


@dataclass(frozen=True)
class Findings:
    """`lost`: neither carried out nor set aside, said to be what it is not, or acknowledged and not kept; `doubled`: told or carried
    out twice, or told once more and refused for it; `open` is what is still under way.
    """

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


class Row(NamedTuple):
    """One action, with the status of its assignment."""

    name: str
    kind: str
    state: str
    step: str
    slug: str
    status: str


def judge(database_url: str, tail: LedgerTail, town: Town) -> Findings:
    """The ledger first: what it knows then, the database has to know."""
    tail.look()
    rows = [
        Row(str(name), kind, state, str(step), _slug(url), status)
        for name, kind, state, step, url, status in plain_sql.rows(database_url, ACTIONS)
    ]
    return Findings(
        actions=len(rows),
        done=sum(row.state == DONE for row in rows),
        lost=list(_lost(database_url, rows, tail, town)),
        doubled=_doubled(tail),
        aside=[f"{row.kind} {row.slug}" for row in rows if row.state in ASIDE],
        open=sum(row.state not in {DONE, "cancelled"} | ASIDE for row in rows),
        gaps=gaps(database_url),
    )


def settled(database_url: str, town: Town) -> Callable[[], bool]:
    """To be asked until it holds: every step of everybody was carried out or set aside, every receipt read, for what was set aside is
    taken up again when a late one speaks of it, and whoever is through with steps that nobody answers was completed, which the
    worker does a moment after the last of them.
    """
    ended = ", ".join(f"'{state}'" for state in sorted({DONE, *ASIDE}))
    halted = ", ".join(f"'{state}'" for state in sorted(ASIDE))
    statement = (
        f"SELECT (SELECT COUNT(*) FROM action WHERE state IN ({ended})),"  # noqa: S608 - our own words
        f" (SELECT COUNT(*) FROM action a JOIN step s ON s.id = a.step_id WHERE a.state IN ({halted})"
        f" AND s.position < {len(town.plan.steps)}),"
        " (SELECT COUNT(*) FROM receipt WHERE verdict = 'waiting'),"
        " (SELECT COUNT(*) FROM assignment s WHERE s.deadline_at IS NOT NULL AND NOT EXISTS"
        f" (SELECT 1 FROM action a WHERE a.assignment_id = s.id AND a.state <> '{DONE}'))"
    )
    silent = not {step.kind for step in town.plan.steps} & HOLDING_KINDS

    def holds() -> bool:
        [(reached, held, unread, due)] = plain_sql.rows(database_url, statement)
        return int(reached) + int(held) >= town.plan.actions and unread == 0 and not (silent and due)

    return holds


def gaps(database_url: str) -> int:
    """Of one workspace, so that the positions have to be 1, 2, 3 … up to its head."""
    log = plain_sql.rows(database_url, LOG)
    positions = [position for _, position in log if position is not None]
    holes: int = sum(position != number for number, position in enumerate(positions, start=1))
    return holes + abs(int(log[0][0]) - len(positions))


def _lost(database_url: str, rows: list[Row], tail: LedgerTail, town: Town) -> Iterator[str]:
    yield from _misstated(rows, tail)
    yield from _misplaced(rows)
    yield from _missing(rows, town)
    yield from _unsaid(database_url, rows)
    yield from _forgotten(database_url, tail)


def _misstated(rows: list[Row], tail: LedgerTail) -> Iterator[str]:
    """Called done though it never was, or not in that way to that person; or denied though it was."""
    carried_out: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for line in tail.of("executed"):
        carried_out[line["campaignid"]].add((line["command"], line["slug"]))
    for row in rows:
        known, meant = carried_out.get(row.name, set()), (row.kind, row.slug)
        if row.state == DONE and meant not in known:
            yield f"{row.kind} {row.slug} stands as done"
        elif row.state in DENIED and known:
            yield f"{row.kind} {row.slug} stands as {row.state}"
        yield from (f"{kind} {slug} was meant as {row.kind} {row.slug}" for kind, slug in known - {meant})


def _misplaced(rows: list[Row]) -> Iterator[str]:
    """Whose status is not what the actions amount to; that of a sequence without an address to the person ends with its last."""
    own: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        own[row.slug].append(row)
    silent = not {row.kind for row in rows} & {kind.value for kind in HOLDING_KINDS}
    for slug, walked in own.items():
        status, states = walked[0].status, {row.state for row in walked}
        early = status == "completed" and states & UNDER_WAY
        late = status != "completed" and silent and states == {DONE}
        if status in IMPOSSIBLE or early or late:
            yield f"{slug} stands as {status}"


def _missing(rows: list[Row], town: Town) -> list[str]:
    """Whom a step was never planned for, though the one before it was carried out."""
    reached = defaultdict(set)
    for row in rows:
        if row.state != "cancelled":
            reached[row.slug].add(row.step)
    halted = {row.slug for row in rows if row.state in ASIDE}
    people = {f"p{number}-example-fault" for number in range(town.plan.people)}
    return sorted(slug for slug in people - halted if len(reached[slug]) < len(town.plan.steps))


def _unsaid(database_url: str, rows: list[Row]) -> Iterator[str]:
    """What moved without a word in the log, so that whoever follows it believes something else."""
    said = {str(name): kind for name, kind in plain_sql.rows(database_url, WORDS)}
    for row in rows:
        if said.get(row.name) != f"action.{row.state}":
            yield f"{row.kind} {row.slug} is {row.state} and the log says {said.get(row.name)}"


def _forgotten(database_url: str, tail: LedgerTail) -> list[str]:
    """Webhooks that were acknowledged and are not there, or were given up unread."""
    kept = dict(plain_sql.rows(database_url, RECEIPTS))
    return sorted(f"webhook {one[:12]}" for one in tail.acknowledged() if kept.get(one, "dead") == "dead")


def _doubled(tail: LedgerTail) -> list[str]:
    """By what reached the person: whatever label it went under. That this remote refused it is no merit of whoever sent it."""
    found = []
    for kind in ("told", "executed"):
        counts = Counter((line["command"], line["slug"]) for line in tail.of(kind))
        found += [f"{kind} {command} {slug}" for (command, slug), count in counts.items() if count > 1]
    repeated = (line for line in tail.of("refused") if line["reason"] == "duplicate")
    return found + [f"refused {line['command']} {_slug(line['profile'])}" for line in repeated]


def _slug(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]
