"""Cells whose formula failed: what a spreadsheet shows there says nothing of anybody, so they are read as blanks."""

# As Excel writes them into a CSV file, where nothing else tells them from a text.
ERRORS = frozenset({
    "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA",
})  # fmt: skip


def blanked(cells: list[str]) -> list[str]:
    return cells if ERRORS.isdisjoint(cells) else ["" if cell in ERRORS else cell for cell in cells]
