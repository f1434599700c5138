"""A place in a list is refused whatever is wrong with it, before it reaches the database."""

from base64 import urlsafe_b64encode
from typing import Any
from uuid import UUID

import orjson
import pytest

from models.errors import InvalidInput
from resolvers.keyset import Order, Place, cursor, window

TIME = Order("made", "created_at", "time", nullable=True)
TEXT = Order("name", "sort_name", "text")
NUMBER = Order("position", "position", "int")
ROW = UUID("01920000-0000-7000-8000-000000000001")


def packed(*parts: Any) -> str:
    return urlsafe_b64encode(orjson.dumps(list(parts))).rstrip(b"=").decode()


@pytest.mark.parametrize(
    ("order", "value"),
    [
        (TIME, "yesterday"),
        (TIME, "2026-03-02T09:00:00"),
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
        window((1, packed(1, order.tag, value, str(ROW)), None, None), order)


@pytest.mark.parametrize(
    "text",
    ["", "é", "%%%", "a", "x" * 5_000, packed(1, TEXT.tag, "a"), packed(1, TEXT.tag, "a", "nobody"), packed(2, TEXT.tag, "a", str(ROW))],
)  # fmt: skip
def test_what_is_no_place_at_all_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="not a cursor of this list"):
        window((1, text, None, None), TEXT)


@pytest.mark.parametrize(("order", "value"), [(TIME, None), (TEXT, "ada"), (NUMBER, 7)])
def test_a_place_that_was_written_is_read_again(order: Order, value: Any) -> None:
    written = cursor(order, {"sort_value": value, "id": ROW})
    assert window((1, written, None, None), order).place == Place(value, ROW)
