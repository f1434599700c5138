"""What is secret is put through the product as in life, and then looked for wherever it may not be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journey.canaries import MAY_BE
from tests.journey.canaries_failing import failures
from tests.journey.canaries_places import places
from tests.journey.canaries_sent import Sent, accounts, files, people, read, strangers, webhooks
from tests.journey.canaries_signed_in import browsers
from tests.journey.installation import Installation

STEPS: list[Callable[[Sent], None]] = [accounts, webhooks, people, files, strangers, browsers, failures, read]


def found(secrets: dict[str, str], where: dict[str, bytes]) -> dict[str, set[str]]:
    return {
        kind: {name for name, content in where.items() if secret.encode() in content}
        for kind, secret in secrets.items()
    }


@pytest.mark.timeout(600)
def test_no_secret_is_found_where_it_is_not_meant_to_be(installation: Installation, tmp_path: Path) -> None:
    with Sent(installation) as sent:
        for step in STEPS:
            step(sent)
        seen = found(sent.secrets, places(sent, tmp_path))
    assert {kind: where for kind, where in seen.items() if where - MAY_BE[kind]} == {}
    # What is meant to be somewhere is found there, and what is meant to be nowhere was sent: so the search finds what is there.
    assert seen == {kind: MAY_BE[kind] for kind in sent.secrets}
    sent_of = found(sent.secrets, {"given": "\n".join(sent.given).encode()})
    assert [kind for kind in seen if not seen[kind] | sent_of[kind]] == []
    assert len(sent.secrets) >= 40
