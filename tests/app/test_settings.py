"""Settings come from the environment; an unsafe one is refused by name, and none ever shows a secret."""

import pytest

from app.settings import DUXSOUP_URL, SettingsRefused, is_loopback, read_settings
from auth.sealing import new_key

LOCAL = "http://127.0.0.1:8002/xapi"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "DUXSOUP_URL", "HOST", "PORT", "PUBLIC_URL", "SECRET_KEYS", "DAY_SECONDS"):
        monkeypatch.delenv(f"CHAKNAL_{name}", raising=False)


def test_everything_has_a_safe_default() -> None:
    settings = read_settings()
    assert settings.dialect == "sqlite"
    assert settings.duxsoup_url == DUXSOUP_URL
    assert settings.public_url == "http://127.0.0.1:8001"
    assert settings.origins == ("http://127.0.0.1:8001",)
    assert (settings.day_seconds, settings.graphql, settings.introspection) == (86_400, "trusted", False)


def test_the_environment_sets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAKNAL_PORT", "9001")
    monkeypatch.setenv("CHAKNAL_PUBLIC_URL", "https://outreach.example.com/")
    monkeypatch.setenv("CHAKNAL_ALLOWED_ORIGINS", "https://outreach.example.com, https://desk.example.com")
    settings = read_settings()
    assert settings.port == 9001
    assert settings.public_url == "https://outreach.example.com"
    assert settings.origins == ("https://outreach.example.com", "https://desk.example.com")


def test_an_empty_variable_is_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAKNAL_SECRET_KEYS", "")
    assert read_settings().secret_keys is None


def test_the_public_address_follows_host_and_port() -> None:
    assert read_settings({"host": "::1", "port": 9000}).public_url == "http://[::1]:9000"


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "127.0.0.1"), ("localhost", "localhost"), ("::1", "[::1]"), ("192.0.2.7", "192.0.2.7"),
        ("0.0.0.0", "127.0.0.1"), ("::", "[::1]"),  # noqa: S104 - these two mean everywhere
    ],
)  # fmt: skip
def test_this_machine_reaches_it_where_it_listens_whatever_the_outside_is_told(host: str, expected: str) -> None:
    settings = read_settings({"host": host, "port": 9000, "public_url": "https://outreach.example.com"})
    assert settings.local_url == f"http://{expected}:9000"


REFUSED = [
    ("database_url", "mysql://localhost/x"),
    ("database_url", "sqlite://"),
    ("database_url", "sqlite://:memory:"),
    ("database_url", "sqlite:///:memory:"),
    ("database_url", "sqlite://a.db?journal_size_limit=much"),
    ("database_url", "postgres://u:pass-phrase@db.example:abc/x"),
    ("database_url", "postgres://u:pass-phrase@db.example:70000/x"),
    ("database_url", "postgres://u:pass-phrase@db.example/x?maxsize=many"),
    ("duxsoup_url", "https://app.dux-soup.example/api"),
    ("duxsoup_url", "http://app.dux-soup.example/xapi"),
    ("duxsoup_url", "https://user:secret@app.dux-soup.example/xapi"),
    ("duxsoup_url", "http://127.0.0.1.example.com/xapi"),
    ("duxsoup_url", "ftp://127.0.0.1/xapi"),
    ("port", 0),
    ("port", 70_000),
    ("public_url", "http://outreach.example.com"),
    ("public_url", "outreach.example.com"),
    ("public_url", "ftp://127.0.0.1"),
    ("secret_keys", "k1:c2hvcnQ="),
    ("secret_keys", "k1:" + "A" * 43 + "="),
    ("day_seconds", 0),
    ("day_seconds", 86_401),
    ("allowed_origins", "*"),
    ("allowed_origins", "http://outreach.example.com"),
    ("allowed_origins", "https://outreach.example.com/path"),
    ("graphql", "anything"),
    ("introspection", "perhaps"),
    ("session_idle_minutes", 0),
    ("session_hours", 721),
    ("request_budget", -1),
]


@pytest.mark.parametrize(("name", "value"), REFUSED, ids=str)
def test_an_unsafe_or_unknown_value_is_refused_by_the_name_of_its_variable(name: str, value: object) -> None:
    with pytest.raises(SettingsRefused, match=f"^CHAKNAL_{name.upper()} ") as refused:
        read_settings({name: value})
    assert len(str(refused.value).split()) > 3
    assert "pass-phrase" not in str(refused.value)


def test_listening_for_others_needs_an_https_address() -> None:
    with pytest.raises(SettingsRefused, match="CHAKNAL_PUBLIC_URL has to be https"):
        read_settings({"host": "0.0.0.0"})  # noqa: S104 - the value under test
    assert read_settings({"host": "0.0.0.0", "public_url": "https://outreach.example.com"})  # noqa: S104 - see above


@pytest.mark.parametrize("url", [DUXSOUP_URL, "https://127.0.0.1.example.com/xapi"])
def test_simulated_days_are_refused_with_a_dux_soup_that_is_not_on_this_machine(url: str) -> None:
    with pytest.raises(SettingsRefused, match=r"^CHAKNAL_DAY_SECONDS other than 86400"):
        read_settings({"day_seconds": 60, "duxsoup_url": url})


@pytest.mark.parametrize(
    "url", [LOCAL, "http://localhost:8002/xapi", "http://[::1]:8002/xapi", "http://127.9.9.9/xapi"]
)
def test_simulated_days_are_allowed_with_the_sandbox(url: str) -> None:
    assert read_settings({"day_seconds": 60, "duxsoup_url": url}).day_seconds == 60


def test_serving_without_keys_is_refused() -> None:
    with pytest.raises(SettingsRefused, match="CHAKNAL_SECRET_KEYS is missing"):
        _ = read_settings().ring


def test_no_secret_is_shown_by_settings_or_by_their_refusal() -> None:
    key = new_key()
    settings = read_settings({"secret_keys": f"k1:{key}", "database_url": "postgres://u:hunter2@db.example/chaknal"})
    assert settings.ring.first == "k1"
    for text in (repr(settings), str(settings), settings.model_dump_json()):
        assert key not in text
        assert "hunter2" not in text
    with pytest.raises(SettingsRefused) as refused:
        read_settings({"secret_keys": f"k1:{key[:20]}"})
    assert key[:20] not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "::1"])
def test_loopback_is_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.1", "example.com", "localhost.example.com", "", None])  # noqa: S104 - a value under test
def test_nothing_else_is_loopback(host: str | None) -> None:
    assert not is_loopback(host)
