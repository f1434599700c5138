"""Which kind of error it was and where is what the log says, never its words: a driver's may quote what somebody entered."""

import traceback
from collections.abc import Iterator

from structlog.processors import ExceptionRenderer
from structlog.typing import ExcInfo

_MOST_CAUSES = 10


def without_words(exc_info: ExcInfo) -> str:
    """Innermost cause first, as Python prints it; of a group of errors its own frames and then each one's."""
    return "\n".join(_part(error) for error in _oldest_first(exc_info[1]))


def _part(error: BaseException) -> str:
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    frames = "".join(traceback.format_tb(error.__traceback__))
    return "\n".join((f"{frames}{type(error).__name__}", *map(_part, inner)))


def _oldest_first(error: BaseException) -> Iterator[BaseException]:
    chain = [error]
    while len(chain) < _MOST_CAUSES and (cause := _cause(chain[-1])) and cause not in chain:
        chain.append(cause)
    return reversed(chain)


def _cause(error: BaseException) -> BaseException | None:
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)


render_errors = ExceptionRenderer(without_words)
