"""The signature of a call: HMAC-SHA1 by the account's key over the exact bytes."""

import hmac
from base64 import b64encode

HEADER = "x-dux-signature"


def sign(auth_key: str, message: bytes) -> str:
    return b64encode(hmac.digest(auth_key.encode(), message, "sha1")).decode()


def genuine(auth_key: str, message: bytes, given: str) -> bool:
    return hmac.compare_digest(sign(auth_key, message).encode(), given.encode())
