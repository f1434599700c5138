"""The schema as a text: committed, and compared by `make check`."""

from schema.root import api


def sdl() -> str:
    """Sorted, so that a diff shows what changed and nothing else."""
    return api(ordered=True).as_str() + "\n"
