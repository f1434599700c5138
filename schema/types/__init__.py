"""What each noun looks like to the API; the enums of the models are its enums, under the same names."""

from schema.types import kind, right, state

__all__ = ["kind", "right", "state"]
