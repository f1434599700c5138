"""Seals secrets for the database, each bound to the one column and row that it stands in."""

import binascii
import secrets
from base64 import b64decode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION = "v1"


class SealBroken(Exception):
    """The sealed value was made with another key, changed, or moved here from another row."""


class WeakKeyRing(ValueError):
    """Keys are written kid:base64,... with 256 bits each, every kid once, and are not all the same byte."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


class KeyRing:
    """The first key seals, all open; so a new one is put in front and the old one stays until nothing needs it."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        if not keys or any(not _strong(key) for key in keys.values()):
            raise WeakKeyRing
        self._ciphers = {kid: AESGCM(key) for kid, key in keys.items()}
        self.first = next(iter(keys))

    @classmethod
    def parse(cls, text: str) -> "KeyRing":
        keys: dict[str, bytes] = {}
        for entry in text.split(","):
            kid, _, encoded = entry.strip().partition(":")
            if not kid.isalnum() or kid in keys:
                raise WeakKeyRing
            keys[kid] = _decoded(encoded)
        return cls(keys)

    def __repr__(self) -> str:
        return f"KeyRing({', '.join(self._ciphers)})"

    def seal(self, plain: str, *, table: str, column: str, workspace_id: UUID | str, row_id: UUID | str) -> str:
        """`kid.nonce.ct`; the associated data ties it to its place."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        place = _place(table, column, workspace_id, row_id)
        sealed = self._ciphers[self.first].encrypt(nonce, plain.encode(), place)
        return f"{self.first}.{_text(nonce)}.{_text(sealed)}"

    def open(self, sealed: str, *, table: str, column: str, workspace_id: UUID | str, row_id: UUID | str) -> str:
        """Raises SealBroken whatever is wrong with it, and says no more than that."""
        kid, nonce, ciphertext = _parts(sealed)
        cipher = self._ciphers.get(kid)
        if cipher is None:
            raise SealBroken
        try:
            return cipher.decrypt(nonce, ciphertext, _place(table, column, workspace_id, row_id)).decode()
        except (InvalidTag, ValueError) as broken:
            raise SealBroken from broken


def new_key() -> str:
    """A fresh 256-bit key in the form that the ring reads, without its kid."""
    return urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _strong(key: bytes) -> bool:
    return len(key) == KEY_BYTES and len(set(key)) > 1


def _decoded(encoded: str) -> bytes:
    standard = encoded.replace("-", "+").replace("_", "/")
    try:
        return b64decode(standard + "=" * (-len(standard) % 4), validate=True)
    except (binascii.Error, ValueError) as broken:
        raise WeakKeyRing from broken


def _place(table: str, column: str, workspace_id: UUID | str, row_id: UUID | str) -> bytes:
    return "|".join((_VERSION, table, column, str(workspace_id), str(row_id))).encode()


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def _parts(sealed: str) -> tuple[str, bytes, bytes]:
    try:
        kid, nonce, ciphertext = sealed.split(".")
        return kid, _bytes(nonce), _bytes(ciphertext)
    except ValueError as broken:
        raise SealBroken from broken


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
