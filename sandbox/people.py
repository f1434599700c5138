"""Everybody the sandbox knows, found by slug or by member token; the unknown are invented on the spot."""

from typing import Any

from sandbox.draw import Draw
from sandbox.identity import identity
from sandbox.person import Person, invent


class People:
    """Finds a person by any address of theirs."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._by_slug: dict[str, Person] = {}
        self._by_tail: dict[str, Person] = {}

    def __getitem__(self, slug: str) -> Person:
        return self._by_slug.get(slug) or self._keep(invent(self._draw, slug))

    def of(self, profile: str) -> Person | None:
        meant = identity(profile)
        if meant is None:
            return None
        return self._by_token(meant.token[5:]) if meant.token else self[meant.slug]

    def describe(self, slug: str, given: dict[str, Any]) -> None:
        known = self[slug]
        for name, value in given.items():
            setattr(known, name, value)

    def _by_token(self, tail: str) -> Person:
        return self._by_tail.get(tail) or self._keep(invent(self._draw, f"member-{tail[:12].casefold()}", tail))

    def _keep(self, person: Person) -> Person:
        self._by_slug[person.slug] = self._by_tail[person.tail] = person
        return person
