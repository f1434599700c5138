"""Facts about an assignment, merged so that order and repetition cannot matter, and the status they amount to."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any


class AssignmentStatus(StrEnum):
    PENDING = "pending"
    ACTIVE = "active"
    ACCEPTED = "accepted"
    RESPONDED = "responded"
    COMPLETED = "completed"
    NOT_ACCEPTED = "not_accepted"
    BLACKLISTED = "blacklisted"


class Fact(StrEnum):
    LAUNCHED = "launched"
    ACCEPTED = "accepted"
    RESPONDED = "responded"
    COMPLETED = "completed"
    NOT_ACCEPTED = "not_accepted"
    BLACKLISTED = "blacklisted"
    REINSTATED = "reinstated"


# These two keep their latest time, all others their earliest.
_LATEST = frozenset({Fact.BLACKLISTED, Fact.REINSTATED})


@dataclass(frozen=True, slots=True)
class Facts:
    """When each fact held first (blacklisted and reinstated: last). `implied`: the acceptance was inferred, not seen."""

    launched_at: datetime | None = None
    accepted_at: datetime | None = None
    responded_at: datetime | None = None
    completed_at: datetime | None = None
    not_accepted_at: datetime | None = None
    blacklisted_at: datetime | None = None
    reinstated_at: datetime | None = None
    implied: bool = False

    def merged(self, fact: Fact, at: datetime, *, implied: bool = False) -> "Facts":
        """Union with the earliest (or latest) time: commutative, associative, idempotent.

        An acceptance that was seen wins over one that was only implied, and a reply implies one.
        """
        if fact is Fact.ACCEPTED:
            return _accept(self, at, implied=implied)
        changes: dict[str, Any] = {f"{fact}_at": _merge(fact, getattr(self, f"{fact}_at"), at)}
        merged = replace(self, **changes)
        return _accept(merged, at, implied=True) if fact is Fact.RESPONDED else merged

    def status(self) -> AssignmentStatus:
        """Derived from the facts, highest first; before the launch only a blacklisting counts."""
        if self.blacklisted:
            return AssignmentStatus.BLACKLISTED
        if self.launched_at is None:
            return AssignmentStatus.PENDING
        for status, at in self._ranked():
            if at is not None:
                return status
        return AssignmentStatus.ACTIVE

    @property
    def blacklisted(self) -> bool:
        """Holds while the latest blacklisting is not earlier than the latest reinstatement."""
        if self.blacklisted_at is None:
            return False
        return self.reinstated_at is None or self.blacklisted_at >= self.reinstated_at

    def _ranked(self) -> tuple[tuple[AssignmentStatus, datetime | None], ...]:
        return (
            (AssignmentStatus.COMPLETED, self.completed_at),
            (AssignmentStatus.RESPONDED, self.responded_at),
            (AssignmentStatus.ACCEPTED, self.accepted_at),
            (AssignmentStatus.NOT_ACCEPTED, self.not_accepted_at),
        )


def _accept(facts: Facts, at: datetime, *, implied: bool) -> Facts:
    seen_before = facts.accepted_at is not None and not facts.implied
    first = _merge(Fact.ACCEPTED, facts.accepted_at, at)
    return replace(facts, accepted_at=first, implied=implied and not seen_before)


def _merge(fact: Fact, known: datetime | None, at: datetime) -> datetime:
    if known is None:
        return at
    return max(known, at) if fact in _LATEST else min(known, at)
