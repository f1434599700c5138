"""Rules about words: how files may be called, and which words the glossary keeps out of the code."""

import re
from dataclasses import dataclass

from tests.house_rules.source import Finding, Source

NAMES_THAT_SAY_NOTHING = {"util", "utils", "helper", "helpers", "common", "base", "manager", "service", "services"}

# The singular stands for the plural too.
NEVER = {
    "prospect": "contact",
    "lead": "contact",
    "enrollment": "assignment",
    "enrolment": "assignment",
    "task": "action",
    "job": "action",
    "signal": "fact, or the name of what was seen",
}


@dataclass(frozen=True)
class Exemption:
    """Where a word that is not ours may stand: in files below `paths` whose text has `file`, on lines that have `line`."""

    word: str
    reason: str
    paths: tuple[str, ...] = ("",)
    file: str = ""
    line: str = ""

    def covers(self, word: str, source: Source, line: str) -> bool:
        return (
            word == self.word
            and source.path.startswith(self.paths)
            and re.search(self.file, source.text, re.MULTILINE) is not None
            and re.search(self.line, line) is not None
        )


REMOTE = ("integrations/duxsoup/", "sandbox/")
EXEMPTIONS = (
    Exemption("task", "asyncio's own word for what it runs", file=r"^(import|from) (asyncio|anyio)\b"),
    Exemption("task", "the progress bar's own word for a bar", file=r"^from rich\.progress\b", line=r"add_task"),
    Exemption("signal", "the operating system's word, in code that handles them", file=r"^(import|from) signal\b"),
    Exemption(
        "signal", "Dux-Soup's word for extension control, in what speaks with it or stands in for it", paths=REMOTE
    ),
    Exemption(
        "signal", "the web's own word for what calls something off", ("web/",), file=r"\bAbort(Signal|Controller)\b"
    ),
    Exemption("signal", "calls of the client's method, which carries Dux-Soup's word", line=r"\.signal\("),
    Exemption(
        "prospect", "part of a path and of field names of Dux-Soup's API", paths=REMOTE, line=r"[\"'/]\w*prospects?\b"
    ),
    Exemption("lead", "LinkedIn's own path of a Sales Navigator profile", line=r"(?i)sales|navigator"),
    Exemption("lead", "the English verb, in prose", line=r"\b[Ll]eads? (to|on|in|back|nowhere)\b"),
    Exemption("lead", "a command and settings of Dux-Soup's", paths=REMOTE, line=r"(?i)save[a-z_]*lead"),
)


def names_that_say_nothing(source: Source) -> list[Finding]:
    """Files and folders are named by a noun of the glossary, never by a drawer."""
    words = re.split(r"[/_.\-]", source.path.rsplit(".", 1)[0].lower())
    return [source.found(1, f"a name that says nothing: {word}") for word in words if word in NAMES_THAT_SAY_NOTHING]


def forbidden_words(source: Source, exemptions: tuple[Exemption, ...] = EXEMPTIONS) -> list[Finding]:
    """One concept has one word, and these are not it."""
    return [
        source.found(number, f"says {word}, the glossary says {NEVER[word]}")
        for number, line in enumerate(source.lines, start=1)
        for word in _forbidden_in(line)
        if not any(exemption.covers(word, source, line) for exemption in exemptions)
    ]


def forbidden_phrases(source: Source) -> list[Finding]:
    """Pacing is for staying inside ordinary limits; nothing here is said or built to hide automation."""
    return [
        source.found(number, "speaks of hiding automation")
        for number, line in enumerate(source.lines, start=1)
        if re.search(r"(?i)(avoid|evade|escape)\w*\s+detection|undetect", line)
    ]


def _forbidden_in(line: str) -> set[str]:
    spread = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", line)
    words = {word.lower() for word in re.findall(r"[A-Za-z]+", spread)}
    return {word.removesuffix("s") for word in words} & NEVER.keys()
