"""The integration guide walked literally, against the running product: its SQL, its calls, its statuses, its sentences."""

from itertools import chain
from pathlib import Path
from uuid import uuid4

import pytest

from app.database import file_of
from tests.journey import guide, plain_sql
from tests.journey.installation import DUX_USER_ID, KEY, Installation, person
from tests.journey.live_feed import LiveFeed
from tests.journey.product_process import ERRORS, wait_until

ROBIN = "robin@example.com"


def test_the_key_of_the_guides_insert_is_sealed_and_nowhere_in_clear(installation: Installation) -> None:
    account = installation.account
    assert (account["duxSoupUserId"], account["keyLastFour"]) == (DUX_USER_ID, KEY[-4:])
    assert account["member"]["user"]["email"] == guide.EMAIL
    [stored] = plain_sql.rows(installation.database_url, "SELECT dux_soup_auth_key, sealed_auth_key FROM duxsoup_user")
    assert stored[0] is None
    assert KEY not in stored[1]
    assert KEY not in installation.product.said
    if installation.database_url.startswith("sqlite"):
        wait_until(lambda: not _files_with(installation, KEY), "the key is still in a file of the database")


def test_a_contact_walks_from_pending_to_completed_by_the_guides_calls(
    installation: Installation, tmp_path: Path
) -> None:
    after = installation.head()
    campaign_id = installation.campaign("The guide's walk")
    with LiveFeed(installation.product.url, installation.product.token, after) as feed:
        row = "Pia,Example,https://www.linkedin.com/in/pia-example-guide/"
        assert installation.imported(tmp_path / "people.csv", [row], campaign_id, ROBIN)["assigned"] == 1
        contact_id = installation.contacts(campaign_id)["Pia"]
        installation.link(campaign_id)
        launched = installation.launch(campaign_id, installation.members[ROBIN]["user_id"])
        assert (launched.status_code, launched.json()["launched"]) == (200, 1)
        feed.await_statuses(contact_id, ["PENDING", "ACTIVE"])
        installation.remote.await_ledger("executed", within=60, command="connect", slug="pia-example-guide")
        assert installation.reported(campaign_id, contact_id, "accepted").status_code == 202
        feed.await_statuses(contact_id, ["PENDING", "ACTIVE", "ACCEPTED"])
        assert installation.reported(campaign_id, contact_id, "replied").status_code == 202
        feed.await_statuses(contact_id, ["PENDING", "ACTIVE", "ACCEPTED", "RESPONDED", "COMPLETED"])
    told = installation.remote.ledger("told", userid=DUX_USER_ID)
    assert [line["command"] for line in told if line["slug"] == "pia-example-guide"] == ["visit", "connect"]


@pytest.mark.parametrize(("told", "status"), [("declined", "NOT_ACCEPTED"), ("blacklisted", "BLACKLISTED")])
def test_the_guides_other_statuses_end_a_walk(installation: Installation, told: str, status: str) -> None:
    after = installation.head()
    campaign_id = installation.campaign(f"Ends as {told}")
    installation.brought(campaign_id, guide.EMAIL, person("Ole", f"ole-example-{told}"))
    contact_id = installation.contacts(campaign_id)["Ole"]
    assert installation.launch(campaign_id, installation.members[guide.EMAIL]["user_id"]).json()["launched"] == 1
    with LiveFeed(installation.product.url, installation.product.token, after) as feed:
        assert installation.reported(campaign_id, contact_id, told).status_code == 202
        feed.await_statuses(contact_id, ["PENDING", "ACTIVE", status])


def test_contacts_are_imported_and_launched_by_graphql_too(installation: Installation) -> None:
    campaign_id = installation.campaign("By GraphQL")
    member_id = installation.members[guide.EMAIL]["id"]
    assert installation.brought(campaign_id, guide.EMAIL, person("Gus", "gus-example-graphql"))["added"] == 1
    query = f"mutation($input: LaunchSequenceInput!) {{ launchSequence(input: $input) {{ launched {ERRORS} }} }}"
    order = {"campaignId": campaign_id, "memberId": member_id, "idempotencyKey": "gus-once"}
    for _ in range(2):
        assert installation.product.told(query, input=order)["launched"] == 1
    installation.remote.await_ledger("told", within=60, command="visit", slug="gus-example-graphql")


def test_a_launch_without_an_account_is_told_so_in_the_guides_words(installation: Installation) -> None:
    campaign_id = installation.campaign("Nobody's account")
    installation.brought(campaign_id, ROBIN, person("Nia", "nia-example-guide"))
    for _ in range(2):
        refused = installation.launch(campaign_id, installation.members[ROBIN]["id"])
        assert (refused.status_code, refused.json()["title"]) == (409, guide.NOT_CONFIGURED)
        assert refused.headers["content-type"] == "application/problem+json"


def test_a_contact_without_an_address_is_skipped_in_the_guides_words(installation: Installation) -> None:
    campaign_id = installation.campaign("One without")
    installation.brought(campaign_id, guide.EMAIL, person("Uma"), person("Ugo", "ugo-example-guide"))
    answer = installation.launch(campaign_id, installation.members[guide.EMAIL]["user_id"]).json()
    assert (answer["launched"], answer["skipped_total"]) == (1, 1)
    [skip] = answer["skipped"]
    assert skip["contact_id"] == installation.contacts(campaign_id)["Uma"]
    assert skip["message"] == guide.NO_URL


def test_a_status_that_cannot_be_updated_is_told_so_in_the_guides_words(installation: Installation) -> None:
    campaign_id = installation.campaign("Refusals")
    installation.brought(campaign_id, ROBIN, person("Rob", "rob-example-guide"))
    contact_id = installation.contacts(campaign_id)["Rob"]
    nobody = str(uuid4())
    for refused, status in (
        (installation.reported(campaign_id, contact_id, "delighted"), 422),
        (installation.reported(campaign_id, nobody, "accepted"), 404),
        (installation.reported(nobody, contact_id, "accepted"), 404),
        (installation.reported("your_campaign_id", contact_id, "accepted"), 404),
    ):
        assert (refused.status_code, refused.json()["title"]) == (status, guide.UPDATE_FAILED)


def test_too_many_launches_are_told_so_in_the_guides_words(installation: Installation) -> None:
    token = "chk_" + "B" * 43  # guessing is slowed down too
    answers = [installation.launch(str(uuid4()), str(uuid4()), token) for _ in range(31)]
    assert {answer.status_code for answer in answers[:30]} == {401}
    assert (answers[30].status_code, answers[30].json()["title"]) == (429, guide.RATE_LIMIT)
    assert "retry-after" in answers[30].headers


@pytest.mark.parametrize("token", ["", "chk_" + "A" * 43])
def test_whoever_has_no_valid_token_is_let_in_nowhere(installation: Installation, token: str) -> None:
    some = str(uuid4())
    assert installation.launch(some, some, token).status_code == 401
    assert installation.reported(some, some, "accepted", token).status_code == 401
    assert installation.product.post("/graphql", {"query": "{ workspace { name } }"}, token).status_code == 401
    assert installation.product.post(f"{guide.STATUS_UPDATE}/{'A' * 43}", {}, "").status_code == 404


def test_ids_of_another_workspace_and_unknown_ones_are_answered_alike(installation: Installation) -> None:
    campaign_id = installation.campaign("Not yours")
    installation.brought(campaign_id, guide.EMAIL, person("Fay", "fay-example-guide"))
    contact_id, nobody = installation.contacts(campaign_id)["Fay"], str(uuid4())
    user_id, stranger = installation.members[guide.EMAIL]["user_id"], installation.tokens["olu"]
    launches = [installation.launch(named, user_id, stranger) for named in (campaign_id, nobody)]
    updates = [installation.reported(named, contact_id, "accepted", stranger) for named in (campaign_id, nobody)]
    for answers, named in ((launches, (campaign_id, nobody)), (updates, (campaign_id, nobody))):
        assert [answer.status_code for answer in answers] == [404, 404]
        foreign, unknown = (answer.text.replace(name, "") for answer, name in zip(answers, named, strict=True))
        assert foreign == unknown


def _files_with(installation: Installation, text: str) -> list[Path]:
    file = file_of(installation.database_url)
    siblings = chain([file], file.parent.glob(f"{file.name}-*"))
    return [path for path in siblings if text.encode() in path.read_bytes()]
