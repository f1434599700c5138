"""How passwords are kept: as Argon2id hashes, made two at a time beside the event loop; and which may be chosen."""

import asyncio
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type
from zxcvbn.frequency_lists import FREQUENCY_LISTS

Result = TypeVar("Result")
SHORTEST, LONGEST = 8, 128
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, salt_len=16, type=Type.ID)
# Each takes 19 MiB and a core; whoever is cancelled leaves theirs running, so the threads are what bounds them.
_POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="password")
_COMMON = frozenset(word for word in FREQUENCY_LISTS["passwords"] if len(word) >= SHORTEST)
# Of 256 random bits that nobody kept: whoever is unknown costs as much time as whoever is known.
NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$N/VPLb2VFgl0D+h6s56+rg$aokIREzLF1gzdzHYP1HlkH0em4ng9ICIeHetdo2VR+k"


def broken_rule(password: str) -> str | None:
    """What stands against choosing it. There is no rule about kinds of characters: those make passwords worse."""
    text = _normal(password)
    if not SHORTEST <= len(text) <= LONGEST:
        return f"A password has {SHORTEST} to {LONGEST} characters."
    if text.casefold() in _COMMON:
        return "This is one of the passwords that are tried first: choose another."
    return None


async def hashed(password: str) -> str:
    text = _normal(password)
    return await _beside(lambda: HASHER.hash(text))


async def fits(password: str, kept: str | None) -> bool:
    """Takes as long where nothing is kept; what is too long to be a password is tried as none at all."""
    text = _normal(password) if len(password) <= LONGEST * 4 else ""
    return await _beside(lambda: _verified(kept or NOBODYS, text)) and kept is not None


def is_weaker(kept: str) -> bool:
    """Whether it was hashed with other parameters than today's, so that the next sign-in hashes it anew."""
    return HASHER.check_needs_rehash(kept)


def _verified(kept: str, text: str) -> bool:
    try:
        return HASHER.verify(kept, text)
    except (VerificationError, InvalidHashError):
        return False


async def _beside(work: Callable[[], Result]) -> Result:
    return await asyncio.get_running_loop().run_in_executor(_POOL, work)


def _normal(password: str) -> str:
    """One person's keyboards may write one character in several ways."""
    return unicodedata.normalize("NFKC", password)
