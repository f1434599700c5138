"""The demo on another port than before: its sandbox reports to where the product is now."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.journey.product_process import ProductProcess, free_port, wait_until


def _lines(data: Path, kind: str) -> list[dict[str, Any]]:
    written = (data / "sandbox" / "ledger.jsonl").read_text()
    lines = [json.loads(line) for line in written.splitlines() if line.endswith("}")]
    return [line for line in lines if line["kind"] == kind]


def _addresses(data: Path) -> list[str]:
    return [line["settings"]["webhooks"][0]["url"] for line in _lines(data, "account")]


def _taken(data: Path, url: str) -> bool:
    return any(line["url"].startswith(url) and line["status"] == 202 for line in _lines(data, "webhook"))


# On SQLite alone, for it waits for simulated hours; that the secrets change is tried on both, in tests/app/test_demo_seed.py.
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
@pytest.mark.timeout(900)
def test_its_seats_are_told_the_new_address_once_and_webhooks_arrive_there(folder: Path, database_url: str) -> None:
    settings = {"database_url": database_url, "duxsoup_url": f"http://127.0.0.1:{free_port()}/xapi"}
    settings["public_url"] = "https://outreach.example.com"  # of an installation, exported once and forgotten
    data, seen = folder / "demo", []
    with ProductProcess(folder, **settings) as first, ProductProcess(folder, **settings) as second:
        for product in (first, second, second):
            product.start("demo", "--data", data)
            wait_until(lambda: _taken(data, product.url), "no webhook arrives where the product is")  # noqa: B023 - it is asked within this turn
            seen.append(len(_addresses(data)))
            assert product.stop() == 0
        moved = [url.startswith(second.url) for url in _addresses(data)]
    assert (seen, moved) == ([3, 6, 6], [False] * 3 + [True] * 3)
