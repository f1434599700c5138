"""The ring is rotated beside a product at work: claims and webhooks go on, a kill loses nothing, and the old key can go."""

import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.journey import guide, plain_sql
from tests.journey.installation import DUX_USER_ID, Installation, person
from tests.journey.product_process import ERRORS, ROOT, wait_until
from webhooks.duxsoup.endpoint import PER_SECOND

CROWD = 6
HEALTH = "{ accounts(first: 9) { nodes { hasKey health pauseReason pausedUntil } } }"
DEAD = "{ receipts(first: 1, filter: {verdicts: [DEAD]}) { totalCount } }"
LABELS = "{ suppressions(first: 9) { nodes { label } } }"
SEALED = {
    "duxsoup_user": "sealed_auth_key", "workspace": "sealed_suppression_key", "suppression": "sealed_label",
    "receipt": "sealed_body",
}  # fmt: skip


@contextmanager
def webhooks(installation: Installation, address: str) -> Iterator[Counter[int]]:
    """Somebody reports all the while, each time another thing, at most at half the pace that one address may keep; gives how it was
    answered.
    """
    answers: Counter[int] = Counter()
    stop = threading.Event()

    def report() -> None:
        for number in range(100_000):
            if stop.wait(2 / PER_SECOND):
                return
            data = {"clientid": f"c{number}"}
            body = {"userid": DUX_USER_ID, "time": "2026-03-02T09:00:00.000Z", "type": "rccommand", "event": "ready"}
            answers[installation.product.post(address, body | {"data": data}, "").status_code] += 1

    sending = threading.Thread(target=report)
    sending.start()
    try:
        yield answers
    finally:
        stop.set()
        sending.join()


def kids(installation: Installation) -> set[str]:
    found = set()
    for table, column in SEALED.items():
        statement = f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608 - names of this test
        found |= {row[0].partition(".")[0] for row in plain_sql.rows(installation.database_url, statement)}
    return found


def suppressed(installation: Installation) -> object:
    """Makes the workspace's list, and gives what it shows."""
    campaign_id = installation.campaign("Blocked")
    installation.brought(campaign_id, guide.EMAIL, person("Bo", "bo-example-keys"))
    assert installation.launch(campaign_id, installation.members[guide.EMAIL]["user_id"]).status_code == 200
    contact_id = installation.contacts(campaign_id)["Bo"]
    assert installation.reported(campaign_id, contact_id, "blacklisted").status_code == 202
    wait_until(lambda: installation.product.ask(LABELS)["suppressions"]["nodes"], "nobody was suppressed")
    return installation.product.ask(LABELS)


def restart(installation: Installation, ring: str) -> None:
    assert installation.product.stop() == 0
    installation.product.set(secret_keys=ring)
    installation.product.start("serve")


def killed_rotation(installation: Installation, dies_at: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.journey.rotating", str(dies_at)],
        cwd=ROOT, env=installation.product.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == -9, (done.returncode, done.stdout, done.stderr)


@pytest.mark.timeout(600)
def test_the_ring_is_rotated_under_load_after_a_kill_and_without_the_old_key_all_goes_on(
    installation: Installation,
) -> None:
    product = installation.product
    old = product.environment["CHAKNAL_SECRET_KEYS"]
    campaign_id = installation.campaign("A crowd", steps=[{"kind": "VISIT"}])
    installation.brought(campaign_id, guide.EMAIL, *(person(f"P{n}", f"p{n}-example-keys") for n in range(CROWD)))
    label = suppressed(installation)

    new = product.answer("keys", "make", "k2")["key"]
    restart(installation, f"{new},{old}")
    assert product.answer("keys", "rotate", "--check", code=1)["left"]
    rotate = f"mutation($id: ID!) {{ rotateWebhookUrl(accountId: $id) {{ webhookUrl {ERRORS} }} }}"
    address = product.told(rotate, id=installation.account["id"])["webhookUrl"].removeprefix(product.url)
    assert installation.launch(campaign_id, installation.members[guide.EMAIL]["user_id"]).json()["launched"] == CROWD
    with webhooks(installation, address) as answers:
        killed_rotation(installation, 4)
        assert kids(installation) == {"k1", "k2"}
        assert product.answer("keys", "rotate")["left"] == {}
        installation.remote.await_ledger("told", count=CROWD, within=120, userid=DUX_USER_ID)
    assert (set(answers), answers[202] > 20) == ({202}, True)
    assert product.answer("keys", "rotate", "--check") == {"key": "k2", "resealed": {}, "left": {}}
    assert kids(installation) == {"k2"}

    restart(installation, new)
    [account] = product.ask(HEALTH)["accounts"]["nodes"]
    assert (account["hasKey"], account["pauseReason"]) == (True, None)
    verify = f"mutation($id: ID!) {{ verifyAccount(id: $id) {{ account {{ id }} {ERRORS} }} }}"
    product.told(verify, id=installation.account["id"])
    assert product.ask(LABELS) == label
    assert product.ask(DEAD)["receipts"]["totalCount"] == 0
    assert "SealBroken" not in product.said
