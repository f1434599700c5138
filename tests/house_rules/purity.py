"""The rule that nothing below app/ reads the environment or a clock: what decides is told."""

import ast

from tests.house_rules.source import Finding, Source

FORBIDDEN = {
    *(f"time.{name}" for name in ("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns")),
    *(f"time.{name}" for name in ("gmtime", "localtime", "ctime", "sleep", "process_time", "clock_gettime")),
    *(f"datetime.datetime.{name}" for name in ("now", "utcnow", "today")),
    "datetime.date.today",
    *(f"os.{name}" for name in ("environ", "environb", "getenv", "getenvb", "putenv", "unsetenv")),
}
LOOPS = {"asyncio.get_running_loop", "asyncio.get_event_loop"}
CLOCKED_COLUMNS = {"auto_now", "auto_now_add"}


def reads_clock_or_environment(source: Source) -> list[Finding]:
    """Looks through aliases: `from time import monotonic as m` is found where m is used."""
    names = _imported(source.tree)
    nodes = (node for node in ast.walk(source.tree) if isinstance(node, ast.keyword | ast.Attribute | ast.Name))
    found = {(node.lineno, read) for node in nodes if (read := _read(node, names)) is not None}
    return [source.found(line, f"reads {read}; take it as an argument") for line, read in sorted(found)]


def _imported(tree: ast.Module) -> dict[str, str]:
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return names


def _read(node: ast.keyword | ast.Attribute | ast.Name, names: dict[str, str]) -> str | None:
    if isinstance(node, ast.keyword):
        return f"the clock through {node.arg}" if node.arg in CLOCKED_COLUMNS else None
    if _loop_time(node, names):
        return "the event loop's time"
    full = _full_name(node, names)
    return full if full in FORBIDDEN else None


def _loop_time(node: ast.expr, names: dict[str, str]) -> bool:
    if not (isinstance(node, ast.Attribute) and node.attr == "time"):
        return False
    if isinstance(node.value, ast.Call):
        return _full_name(node.value.func, names) in LOOPS
    return isinstance(node.value, ast.Name | ast.Attribute) and _last_name(node.value).endswith("loop")


def _last_name(node: ast.Name | ast.Attribute) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id


def _full_name(node: ast.expr, names: dict[str, str]) -> str | None:
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute) and (owner := _full_name(node.value, names)) is not None:
        return f"{owner}.{node.attr}"
    return None
