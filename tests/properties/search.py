"""Lets Hypothesis look for a history that breaks a property."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.properties.accidents import ACCIDENTS
from tests.properties.acts import RULES
from tests.properties.history import History, live
from tests.properties.laboratory import Laboratory
from tests.properties.tenant import POLICIES

Case = TypeVar("Case")
# What carries a history on comes more often than what ends it; first stands what changes nothing, which shrinking falls back on.
_OFTEN = {
    ("hand over", "taken"): 50, ("carry out", "done"): 40, ("read", ""): 40, ("hours", "4"): 30, ("tell", "tag"): 25,
    ("hours", "30"): 10, ("two owners", "taken"): 3,
}  # fmt: skip
_ALL = [(what, how) for what, (_, hows) in (RULES | ACCIDENTS).items() for how in hows] + [("reader", "")] * 3
STEPS = [("hours", "0"), *_ALL, *(step for step, times in _OFTEN.items() for _ in range(times))]
# The suite always takes the same seed, so that it never fails by chance; the long form draws one.
SEED = 20260302


@dataclass(frozen=True)
class Profile:
    """How many histories, how long, and from which seed; `evenly`: whatever may happen is as likely as anything else."""

    examples: int
    longest: int
    seed: int = SEED
    shrink: bool = True
    evenly: bool = False

    def histories(self) -> SearchStrategy[tuple[str, History]]:
        steps = st.lists(
            st.sampled_from(_ALL if self.evenly else STEPS), min_size=self.longest // 2, max_size=self.longest
        )
        return st.tuples(st.sampled_from(sorted(POLICIES)), steps)


def hold_in_all(lab: Laboratory, profile: Profile, before: History | None = None, policy: str | None = None) -> None:
    """Raises `Broken` for a history (the shortest where it shrinks) that begins with `before` and breaks a property."""

    def one(case: tuple[str, History]) -> None:
        lab.runner.run(live(lab, policy or case[0], [*(before or []), *case[1]]))

    found_by(profile, profile.histories(), one)


def found_by(profile: Profile, cases: SearchStrategy[Case], one: Callable[[Case], None]) -> None:
    print(f"seed {profile.seed}, {profile.examples} cases")  # noqa: T201 - so that a failure can be repeated
    phases = (Phase.generate, Phase.shrink) if profile.shrink else (Phase.generate,)

    @seed(profile.seed)
    @settings(
        max_examples=profile.examples,
        deadline=None,
        database=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
    @given(cases)
    def property_(case: Case) -> None:
        one(case)

    property_()
