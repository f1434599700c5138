"""The panel of knobs: values for all accounts, values for one, and how often a counted knob was used up."""

from collections import Counter
from typing import Any

from sandbox.knobs import Knobs

EVERYBODY = ""


class Panel:
    """Gives the knobs that hold for an account; its own win over everybody's."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str, Any]] = {EVERYBODY: {}}
        self._spent: Counter[tuple[str, str]] = Counter()
        self._built: dict[str, Knobs] = {}

    def of(self, userid: str = EVERYBODY) -> Knobs:
        if userid not in self._built:
            self._built[userid] = Knobs.model_validate(self._merged(userid))
        return self._built[userid]

    def check(self, userid: str, values: dict[str, Any]) -> Knobs:
        return Knobs.model_validate(self._merged(userid) | values)

    def set(self, userid: str, values: dict[str, Any]) -> None:
        self._values.setdefault(userid, {}).update(values)
        for name in values:
            self._spent.pop((userid, name), None)
        self._built.clear()

    def left(self, userid: str, name: str) -> bool:
        """Whether a counted knob, such as `drop_answers`, still has something to do."""
        count: int = getattr(self.of(userid), name)
        return count < 0 or self._spent[self._scope(userid, name), name] < count

    def spend(self, userid: str, name: str) -> None:
        self._spent[self._scope(userid, name), name] += 1

    def _merged(self, userid: str) -> dict[str, Any]:
        return self._values[EVERYBODY] | self._values.get(userid, {})

    def _scope(self, userid: str, name: str) -> str:
        return userid if name in self._values.get(userid, {}) else EVERYBODY
