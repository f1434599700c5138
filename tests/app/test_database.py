"""How a database is opened follows from its address alone."""

import asyncio
import re

import pytest
from tortoise.connection import get_connections

from app.database import connect, dialect_of, file_of, orm_config
from models import DuxSoupAccount
from tests.databases import Database
from tests.house_rules.source import PRODUCT, ROOT


@pytest.mark.parametrize("url", ["mysql://x/y", "x", "", "http://example.com"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match=f"^{url.partition(':')[0] if ':' in url else ''}$"):
        dialect_of(url)


def test_a_sqlite_address_names_a_file_relative_or_absolute() -> None:
    assert str(file_of("sqlite://.data/chaknal.db")) == ".data/chaknal.db"
    assert str(file_of("sqlite:///var/lib/chaknal.db?busy_timeout=10")) == "/var/lib/chaknal.db"


def test_the_pool_is_sized_by_the_address() -> None:
    sized = orm_config("postgres://u@h/d?minsize=3&maxsize=7")["connections"]["default"]["credentials"]
    usual = orm_config("postgres://u@h/d")["connections"]["default"]["credentials"]
    assert (sized["minsize"], sized["maxsize"]) == (3, 7)
    assert (usual["minsize"], usual["maxsize"]) == (1, 16)


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_postgres_ends_statements_and_transactions_that_hang(database: Database) -> None:
    connection = get_connections().get("default")
    for name, longest in (("statement_timeout", "1min"), ("idle_in_transaction_session_timeout", "25s")):
        assert await connection.execute_query_dict(f"SHOW {name}") == [{name: longest}]


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_a_connection_goes_back_without_a_further_question_and_without_a_transaction(database: Database) -> None:
    ours, beside = get_connections().get("default"), await connect(database.url)
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)  # the driver complains of what is left open here
    for statement, last in (("SELECT 42", "SELECT 42"), ("BEGIN", "ROLLBACK")):
        async with ours.acquire_connection() as connection:
            await connection.execute(statement)
            pid = connection.get_server_pid()
        [row] = await beside.fetch("SELECT state, query FROM pg_stat_activity WHERE pid = $1", pid)
        assert dict(row) == {"state": "idle", "query": last}
    await beside.close()


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_an_own_connection_takes_an_address_with_pool_sizes(closed_database: Database) -> None:
    connection = await connect(closed_database.url + "&minsize=1&maxsize=2")
    assert await connection.fetchval("SELECT 1") == 1
    await connection.close()


async def test_the_guides_rows_may_be_inserted_by_plain_sql(database: Database) -> None:
    await (
        get_connections()
        .get("default")
        .execute_script(
            "INSERT INTO duxsoup_user (dux_soup_user_id, dux_soup_auth_key, email, first_name, last_name)"
            " VALUES ('100000000000000000001', 'an-invented-key', 'seat@example.com', 'Sam', 'Seat')"
        )
    )
    account = await DuxSoupAccount.get()
    assert (account.dux_soup_user_id, account.workspace_id, account.lease_epoch) == ("100000000000000000001", None, 0)
    assert account.id.version == 4
    assert account.created_at.tzinfo is not None
    assert not account.usable


# What outlives a transaction would go on to whoever has the connection next, as nothing is taken back on its return.
_KEPT = re.compile(r"""["'](SET (?!LOCAL)|LISTEN )|pg_(try_)?advisory_lock""")


def test_no_statement_leaves_anything_behind_in_a_pooled_connection() -> None:
    for kept in ('"SET statement_timeout TO 1"', "'LISTEN news'", '"SELECT pg_advisory_lock($1)"'):
        assert _KEPT.search(kept)
    files = [path for folder in PRODUCT for path in (ROOT / folder).rglob("*.py")]
    found = {path.relative_to(ROOT).as_posix() for path in files if _KEPT.search(path.read_text())}
    assert found == {"app/attendance.py", "app/migrations.py", "app/presence.py"}  # on connections of their own
