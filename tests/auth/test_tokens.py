"""Tokens are random, long, shown once, and known afterwards by their hash only."""

import hashlib

import pytest

from auth.tokens import hashed, is_api_token, mint


def test_an_api_token_is_chk_and_43_characters() -> None:
    minted = mint()
    assert minted.text.startswith("chk_")
    assert len(minted.text) == 47
    assert is_api_token(minted.text)


def test_a_webhook_token_has_no_prefix() -> None:
    assert len(mint("").text) == 43


def test_the_hash_is_sha_256_of_the_whole_text() -> None:
    minted = mint()
    assert minted.hash == hashed(minted.text) == hashlib.sha256(minted.text.encode()).hexdigest()


def test_the_prefix_shows_four_characters_of_the_secret_at_most() -> None:
    minted = mint()
    assert minted.text.startswith(minted.prefix)
    assert len(minted.prefix) == 8


def test_a_minted_token_does_not_show_itself_in_a_log() -> None:
    minted = mint()
    assert minted.text not in repr(minted)


def test_no_two_tokens_are_equal() -> None:
    assert len({mint().text for _ in range(100)}) == 100


@pytest.mark.parametrize(
    "text",
    ["", "chk_", "chk_" + "a" * 42, "chk_" + "a" * 44, "chx_" + "a" * 43, "chk_" + "é" * 43, "chk_" + "a" * 42 + "\n"],
)
def test_junk_is_told_by_its_form(text: str) -> None:
    assert not is_api_token(text)
