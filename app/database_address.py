"""What is wrong with a database's address, said as a rule: never with the address itself, which has a password in it."""

from tortoise.exceptions import ConfigurationError

from app.database import dialect_of, file_of, orm_config

_MEMORY = ":memory:"


def broken_rule(url: str) -> str | None:
    try:
        dialect = dialect_of(url)
    except ValueError:
        return "has to begin with sqlite:// or postgres://"
    try:
        orm_config(url)
        in_memory = dialect == "sqlite" and file_of(url).name == _MEMORY
    except ConfigurationError:
        return "has to name a file (sqlite://PATH), or a server with a port of 1 to 65535 if it names one"
    except ValueError:
        return "has a word behind its question mark where a number belongs"
    return "has to name a file: what is in memory is gone with the command that put it there" if in_memory else None
