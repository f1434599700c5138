"""The words of blockers that others have written down."""

from engine.blockers import REASONS


def test_the_guides_sentences_are_the_guides() -> None:
    sentences = {REASONS[code].message for code in ("account_not_configured", "no_identity", "limit")}
    assert sentences == {"DuxSoup user not configured", "No LinkedIn URL available", "Rate limit exceeded"}
