"""Which of the workers that are there serves what: they agree without asking each other, for they see the same keys."""

from collections.abc import Iterable
from hashlib import blake2b
from uuid import UUID


def holder(keys: Iterable[int], subject: UUID) -> int:
    """The highest weight wins; a key that comes or goes moves its own share only."""
    return max(keys, key=lambda key: _weight(key, subject))


def _weight(key: int, subject: UUID) -> bytes:
    return blake2b(subject.bytes, digest_size=8, salt=key.to_bytes(8)).digest()
