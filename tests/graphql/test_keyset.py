"""A place in a list is refused whatever is wrong with it, before it reaches the database."""

from base64 import urlsafe_b64encode
from hashlib import blake2s
from random import Random
from typing import Any
from uuid import UUID

import orjson
import pytest

from models.errors import InvalidInput
from resolvers.keyset import VERSION, Order, Place, cursor, window
from tests.tampering import tampered

TIME = Order("made", "created_at", "time", nullable=True)
TEXT = Order("name", "sort_name", "text")
NUMBER = Order("position", "position", "int")
ROW = UUID("01920000-0000-7000-8000-000000000001")


HOME, ELSEWHERE = UUID(int=1), UUID(int=2)


def packed(*parts: Any) -> str:
    """With the check sum that it should have."""
    text = orjson.dumps(list(parts))
    check = blake2s(text, digest_size=4, key=HOME.bytes).digest()
    return urlsafe_b64encode(check + text).rstrip(b"=").decode()


@pytest.mark.parametrize(
    ("order", "value"),
    [
        (TIME, "yesterday"),
        (TIME, "2026-03-02T09:00:00"),
        (TIME, "9999-12-31T23:59:59-14:00"),
        (TIME, "0001-01-01T00:00:00+14:00"),
        (TIME, 7),
        (TEXT, None),
        (TEXT, 7),
        (TEXT, "a\x00b"),
        (NUMBER, "7"),
        (NUMBER, True),
        (NUMBER, -1),
        (NUMBER, 2**63),
        (NUMBER, 1.5),
    ],
)
def test_a_place_that_the_order_never_writes_is_refused(order: Order, value: Any) -> None:
    with pytest.raises(InvalidInput, match="not a cursor of this list"):
        window((1, packed(VERSION, order.tag, value, str(ROW)), None, None), order, HOME)


@pytest.mark.parametrize(
    "text",
    ["", "é", "%%%", "a", "x" * 5_000, packed(VERSION, TEXT.tag, "a"), packed(VERSION, TEXT.tag, "a", "nobody"), packed(1, TEXT.tag, "a", str(ROW))],
)  # fmt: skip
def test_what_is_no_place_at_all_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="not a cursor of this list"):
        window((1, text, None, None), TEXT, HOME)


@pytest.mark.parametrize(("order", "value"), [(TIME, None), (TEXT, "ada"), (NUMBER, 7)])
def test_a_place_that_was_written_is_read_again(order: Order, value: Any) -> None:
    written = cursor(order, {"sort_value": value, "id": ROW}, HOME)
    assert window((1, written, None, None), order, HOME).place == Place(value, ROW)
    with pytest.raises(InvalidInput, match="not a cursor of this list"):
        window((1, written, None, None), order, ELSEWHERE)


def test_a_place_in_one_list_is_none_in_another() -> None:
    written = cursor(TIME.of("campaign"), {"sort_value": None, "id": ROW}, HOME)
    assert window((1, written, None, None), TIME.of("campaign"), HOME).place == Place(None, ROW)
    with pytest.raises(InvalidInput, match="not a cursor of this list"):
        window((1, written, None, None), TIME.of("contact"), HOME)


def test_a_thousand_places_that_were_tampered_with_are_refused_all() -> None:
    random = Random(43)
    written = cursor(TEXT, {"sort_value": "ada lovelace", "id": ROW}, HOME)
    for _ in range(1_000):
        with pytest.raises(InvalidInput, match="not a cursor of this list"):
            window((1, tampered(written, random), None, None), TEXT, HOME)
