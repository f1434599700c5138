"""What cannot be served is said in a sentence, and what was opened for it is closed again."""

import socket

import pytest
from pydantic import SecretStr

from app.parts import ServingRefused
from app.presence import present
from app.serving import serve
from app.settings import Settings
from tests.databases import Database
from tests.faults.town import SECRET_KEYS


async def test_where_somebody_listens_already_nothing_is_served(made: Database) -> None:
    listened: list[bool] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        given = {"database_url": SecretStr(made.url), "secret_keys": SecretStr(SECRET_KEYS), "port": port}
        with pytest.raises(ServingRefused, match=rf"^Nothing can listen on 127\.0\.0\.1:{port} .* set CHAKNAL_PORT"):
            await serve(Settings(**given), listening=lambda: listened.append(True))
    assert listened == []
    async with present(made.url, serving=True) as presence:
        assert presence.alone
