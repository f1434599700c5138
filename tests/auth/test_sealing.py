"""A sealed value opens only where it was sealed, with a key of the ring, unchanged."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.sealing import KeyRing, SealBroken, WeakKeyRing, new_key

PLACE = {"table": "duxsoup_user", "column": "sealed_auth_key", "workspace_id": "w1", "row_id": "r1"}


@given(st.text())
def test_what_is_sealed_opens_again(plain: str) -> None:
    ring = KeyRing.parse(f"k1:{new_key()}")
    assert ring.open(ring.seal(plain, **PLACE), **PLACE) == plain


def test_a_sealed_value_is_kid_nonce_and_ciphertext_and_never_the_same_twice() -> None:
    ring = KeyRing.parse(f"k1:{new_key()}")
    one, other = ring.seal("secret", **PLACE), ring.seal("secret", **PLACE)
    assert one.startswith("k1.")
    assert len(one.split(".")) == 3
    assert one != other


@pytest.mark.parametrize("moved", list(PLACE))
def test_a_value_moved_to_another_place_does_not_open(moved: str) -> None:
    ring = KeyRing.parse(f"k1:{new_key()}")
    sealed = ring.seal("secret", **PLACE)
    with pytest.raises(SealBroken):
        ring.open(sealed, **{**PLACE, moved: "other"})


def test_the_first_key_seals_and_all_open() -> None:
    old, new = new_key(), new_key()
    sealed = KeyRing.parse(f"old:{old}").seal("secret", **PLACE)
    both = KeyRing.parse(f"new:{new},old:{old}")
    assert both.open(sealed, **PLACE) == "secret"
    assert both.seal("secret", **PLACE).startswith("new.")


def test_a_key_that_left_the_ring_opens_nothing() -> None:
    sealed = KeyRing.parse(f"old:{new_key()}").seal("secret", **PLACE)
    with pytest.raises(SealBroken):
        KeyRing.parse(f"new:{new_key()}").open(sealed, **PLACE)


@given(st.data())
def test_a_changed_value_does_not_open(data: st.DataObject) -> None:
    ring = KeyRing({"k1": bytes(range(32))})
    sealed = ring.seal("secret", **PLACE)
    place = data.draw(st.integers(0, len(sealed) - 1))
    changed = (
        sealed[:place] + data.draw(st.characters().filter(lambda found: found != sealed[place])) + sealed[place + 1 :]
    )
    try:
        assert ring.open(changed, **PLACE) == "secret"  # the last character's unused bits, and blanks, mean nothing
    except SealBroken:
        return


@pytest.mark.parametrize("sealed", ["", "k1", "k1..", "k1.a.b.c", "k1.!.!", "k1.QUJD.QUJD", "é.é.é"])
def test_what_was_never_sealed_does_not_open(sealed: str) -> None:
    with pytest.raises(SealBroken):
        KeyRing.parse(f"k1:{new_key()}").open(sealed, **PLACE)


SHORT = base64.b64encode(bytes(range(16))).decode()
LONG = base64.b64encode(bytes(range(33))).decode()
SAME = base64.b64encode(bytes(32)).decode()
TWICE = new_key()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "k1",
        "k1:",
        ":abc",
        f"k1:{SHORT}",
        f"k1:{LONG}",
        f"k1:{SAME}",
        f"k.1:{TWICE}",
        f"k1:{TWICE},k1:{TWICE}",
        "k1:*" * 9,
    ],
    ids=["nothing", "no key", "empty key", "no name", "short", "long", "same", "bad name", "name twice", "bad base64"],
)
def test_short_default_and_badly_written_keys_are_refused(text: str) -> None:
    with pytest.raises(WeakKeyRing, match="256 bits"):
        KeyRing.parse(text)


@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
def test_both_base64_alphabets_are_read_with_and_without_padding(encode) -> None:
    written = encode(bytes(range(224, 256))).decode()
    sealed = KeyRing({"k1": bytes(range(224, 256))}).seal("secret", **PLACE)
    assert KeyRing.parse(f"k1:{written}").open(sealed, **PLACE) == "secret"
    assert KeyRing.parse(f"k1:{written.rstrip('=')}").open(sealed, **PLACE) == "secret"


def test_a_ring_never_shows_its_keys() -> None:
    key = new_key()
    ring = KeyRing.parse(f"k1:{key}")
    assert key not in repr(ring)
    assert repr(ring) == "KeyRing(k1)"
