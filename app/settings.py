"""What the operator sets, read once from the environment and refused where it would be unsafe."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.database import dialect_of
from app.database_address import broken_rule
from app.session_cookie import SessionCookie
from auth.sealing import KeyRing
from auth.sessions import Lifetimes
from engine.clock import REAL_DAY

PREFIX = "CHAKNAL_"
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - to be recognised, not to be listened on
DUXSOUP_URL = "https://app.dux-soup.com/xapi"


class SettingsRefused(Exception):
    """A setting breaks its rule; the message names the variable and the rule, never the value."""


class Settings(BaseSettings):
    """Every name is a variable CHAKNAL_<NAME>; docs/reference/settings.md and `doctor` list them."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid", hide_input_in_errors=True
    )

    database_url: SecretStr = Field(
        default=SecretStr("sqlite://.data/chaknal.db"), description="A SQLite file, or PostgreSQL."
    )
    duxsoup_url: str = Field(default=DUXSOUP_URL, description="Where commands go.")
    host: str = Field(default="127.0.0.1", description="Where it listens; put a proxy with TLS in front.")
    port: int = Field(default=8001, ge=1, le=65_535, description="On which port.")
    public_url: str = Field(
        default="",
        description="How the outside reaches it: https, or this machine only. Not set, it is reached where it listens.",
    )
    secret_keys: SecretStr | None = Field(
        default=None,
        description="Required. `kid:base64,...` with 256 bits each: the first seals, all of them open.",
    )
    day_seconds: int = Field(
        default=REAL_DAY,
        ge=1,
        le=REAL_DAY,
        description="Wall seconds that a day takes. Refused if it is anything else and Dux-Soup is not on this machine; "
        "so is a database in which another process has simulated time.",
    )
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Pages from which a browser may open the live feeds, as `https://host,https://other`. "
        "Not set, those of the public URL.",
    )
    graphql: Literal["trusted", "open"] = Field(
        default="trusted",
        description="Whose documents people run who sign in: `trusted` those of the list, as soon as there is one; `open` "
        "their own as well. API tokens always may.",
    )
    trusted_documents: Path | None = Field(
        default=None,
        description="The list, as graphql-codegen's client preset writes it (`persisted-documents.json`). Not set, the one "
        "that the pages were built with; there are no pages yet.",
    )
    graphql_get: bool = Field(
        default=False,
        description="Whether queries of any text may be sent by GET. Trusted documents that are queries always may, by their hash.",
    )
    introspection: bool = Field(default=False, description="Whether the schema may be asked for.")
    sockets: int = Field(
        default=5_000,
        ge=1,
        le=100_000,
        description="WebSockets that a process keeps open at most, of all viewers together.",
    )
    sockets_of_one: int = Field(
        default=100,
        ge=1,
        le=100_000,
        description="WebSockets that one token, or one person's sessions together, may have open.",
    )
    session_idle_minutes: int = Field(
        default=30, ge=1, le=24 * 60, description="How long a browser stays signed in while nobody uses it."
    )
    session_hours: int = Field(default=8, ge=1, le=30 * 24, description="How long a browser stays signed in at most.")

    request_budget: int = Field(
        default=1_000_000,
        ge=0,
        description="How much one session or token may ask of each process within a minute, in the cost that every answer tells. "
        "0: as much as it likes.",
    )

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: SecretStr) -> SecretStr:
        if broken := broken_rule(url.get_secret_value()):
            raise ValueError(broken)
        return url

    @field_validator("duxsoup_url")
    @classmethod
    def _safe_duxsoup(cls, url: str) -> str:
        if not _is_plain_address(url) or not url.endswith("/xapi"):
            raise ValueError("has to be an address that ends in /xapi, without user, query or fragment")
        if not _is_safe(url):
            raise ValueError("has to be https, or http on this machine: commands and signatures go there")
        return url

    @field_validator("secret_keys")
    @classmethod
    def _strong_keys(cls, keys: SecretStr | None) -> SecretStr | None:
        if keys is not None:
            KeyRing.parse(keys.get_secret_value())
        return keys

    @field_validator("allowed_origins", mode="before")
    @classmethod
    def _split_origins(cls, origins: Any) -> Any:
        return [part.strip() for part in origins.split(",") if part.strip()] if isinstance(origins, str) else origins

    @field_validator("allowed_origins")
    @classmethod
    def _exact_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        if any(origin != _origin(origin) or not _is_safe(origin) for origin in origins):
            raise ValueError("has to be a list of exact origins (https://host, or http on this machine), never *")
        return origins

    @model_validator(mode="before")
    @classmethod
    def _own_address(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Where nobody says how it is reached, it is reached where it listens."""
        address = (
            given.get("public_url") or f"http://{_bracketed(given.get('host', '127.0.0.1'))}:{given.get('port', 8001)}"
        )
        return {**given, "public_url": address.rstrip("/")}

    @field_validator("public_url")
    @classmethod
    def _safe_public_address(cls, url: str) -> str:
        if not _is_plain_address(url) or not _is_safe(url):
            raise ValueError("has to be https, or http on this machine: sessions and webhook addresses travel on it")
        return url

    @model_validator(mode="after")
    def _simulated_only_at_home(self) -> Self:
        """The real Dux-Soup acts on real people, in real time."""
        if self.day_seconds != REAL_DAY and not self.at_home:
            raise ValueError("day_seconds: other than 86400 only with a CHAKNAL_DUXSOUP_URL on this machine")
        return self

    @property
    def at_home(self) -> bool:
        """Whether Dux-Soup is a stand-in on this machine."""
        return is_loopback(urlsplit(self.duxsoup_url).hostname)

    @property
    def database(self) -> str:
        """The address as it is opened with, password included."""
        return self.database_url.get_secret_value()

    @property
    def dialect(self) -> str:
        return dialect_of(self.database)

    @property
    def local_url(self) -> str:
        """How this machine reaches it, whatever the outside is told: where it listens, and who listens everywhere is near too."""
        return f"http://{_bracketed(_EVERYWHERE.get(self.host, self.host))}:{self.port}"

    @property
    def lifetimes(self) -> Lifetimes:
        return Lifetimes(timedelta(minutes=self.session_idle_minutes), timedelta(hours=self.session_hours))

    @property
    def cookie(self) -> SessionCookie:
        return SessionCookie(self.public_url.startswith("https:"), self.lifetimes)

    @property
    def origins(self) -> tuple[str, ...]:
        return self.allowed_origins or (_origin(self.public_url),)

    @cached_property
    def ring(self) -> KeyRing:
        """Raises SettingsRefused where there is none: nothing is ever served with a key that everybody knows."""
        if self.secret_keys is None:
            raise SettingsRefused(f"{PREFIX}SECRET_KEYS is missing: kid:base64,... with 256 bits each")
        return KeyRing.parse(self.secret_keys.get_secret_value())


def read_settings(overrides: Mapping[str, Any] | None = None) -> Settings:
    """The environment, and what a command such as the demo sets over it; raises SettingsRefused."""
    try:
        return Settings(**(overrides or {}))
    except ValidationError as broken:
        raise SettingsRefused("\n".join(_sentences(broken))) from None


def is_loopback(host: str | None) -> bool:
    if host is None:
        return False
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _sentences(broken: ValidationError) -> list[str]:
    found = []
    for error in broken.errors(include_input=False, include_url=False, include_context=False):
        message = error["msg"].removeprefix("Value error, ")
        name, _, rule = message.partition(": ") if not error["loc"] else (str(error["loc"][0]), "", message)
        found.append(f"{PREFIX}{name.upper()} {rule}")
    return found


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))


def _is_plain_address(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.hostname) and not (parts.username or parts.password or parts.query or parts.fragment)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
