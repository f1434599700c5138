"""Reads a CSV file, record by record, in whatever form spreadsheets and other tools save it."""

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from io import TextIOWrapper
from typing import BinaryIO

from charset_normalizer import from_bytes

from app.csv_delimiter import fitting, hinted
from app.error_cell import blanked
from models.errors import InvalidInput

_SAMPLE = 64 * 1024
_BLOCK = 1024 * 1024
# What spreadsheets write by themselves in some part of the world; the first is what a few odd signs are most likely.
_LEGACY = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp932", "gb18030", "big5", "cp949",
    "mac_roman",
]  # fmt: skip
_NO_HEADER = re.compile(r"[\ufeff ]*([\r\n]|\Z)")
_MARKS = {BOM_UTF8: "utf-8-sig", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}


def encoding_of(raw: BinaryIO) -> str:
    """By its mark, else UTF-8 if that is what it mostly is, else what its signs speak for. Raises InvalidInput for what is no text."""
    start = _from_start(raw, _SAMPLE)
    for mark, name in _MARKS.items():
        if start.startswith(mark):
            return name
    if b"\x00" in start:
        return _wide(start)
    proper, broken, odd = _as_utf_8(raw)
    if broken == 0 or proper > broken:
        return "utf-8"
    found = from_bytes(odd, cp_isolation=_LEGACY)
    return min(found, key=lambda match: (match.chaos, _LEGACY.index(match.encoding))).encoding if found else _LEGACY[0]


def records(raw: BinaryIO, encoding: str) -> Iterator[list[str]]:
    """A line without anything in it is none. Bytes that are not of the encoding become signs that the import leaves out, row by row."""
    raw.seek(0)
    text = _Lent(raw, encoding, errors="surrogateescape" if encoding.startswith("utf-8") else "replace", newline="")
    number = 0
    try:
        delimiter = _begun(text)
        for cells in map(blanked, csv.reader(text, delimiter=delimiter, strict=True)):
            if any(cell.strip() for cell in cells) or (cells and number == 0):
                number += 1
                yield cells
    except csv.Error as broken:
        raise InvalidInput(
            f"Row {number + 1} cannot be read as CSV (is a quote not closed?): {broken}.", path=["file"]
        ) from broken


class _Lent(TextIOWrapper):
    """The file is whoever opened it's to close."""

    def close(self) -> None:
        pass


def _begun(text: TextIOWrapper) -> str:
    """The delimiter; what is read next is the header."""
    hint = hinted(text.readline())
    if hint is None:
        text.seek(0)
    sample = text.read(_SAMPLE) + text.readline(_SAMPLE)  # half a row would fit by chance
    if _NO_HEADER.match(sample):
        raise InvalidInput("The file is empty, or its first line is.", path=["file"])
    text.seek(0)
    if hint is not None:
        text.readline()
    return hint or fitting(sample)


def _from_start(raw: BinaryIO, size: int) -> bytes:
    raw.seek(0)
    return raw.read(size)


def _wide(start: bytes) -> str:
    """UTF-16 without its mark has a zero in every other place, and nothing else that is text has one."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) < len(start) / 4 or min(even, odd) > max(even, odd) / 10:
        raise InvalidInput("The file is neither CSV nor XLSX: it is no text.", path=["file"])
    return "utf-16-le" if odd > even else "utf-16-be"


def _as_utf_8(raw: BinaryIO) -> tuple[int, int, bytes]:
    """How many signs beyond ASCII it has as UTF-8, how many bytes that are none, and some lines with such bytes."""
    decoder = getincrementaldecoder("utf-8")("surrogateescape")
    proper = broken = 0
    odd: list[bytes] = []
    raw.seek(0)
    while block := raw.read(_BLOCK):
        beyond = re.findall(r"[^\x00-\x7f]", decoder.decode(block))
        halves = sum("\udc80" <= sign <= "\udcff" for sign in beyond)
        proper, broken = proper + len(beyond) - halves, broken + halves
        if halves and sum(map(len, odd)) < _SAMPLE:
            odd += [line for line in block.splitlines() if re.search(rb"[\x80-\xff]", line)][:1000]
    return proper, broken, b"\n".join(odd)[:_SAMPLE]
