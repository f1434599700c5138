"""Cells whose formula failed: what a spreadsheet shows there says nothing of anybody, so they are read as blanks."""

# As Excel writes them into a CSV file, in English, German, French, Spanish and Dutch: nothing else tells them from a text there.
ERRORS = frozenset({
    "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA",
    "#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#ÜBERLAUF!", "#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!",
    "#¡REF!", "#¡VALOR!", "#¿NOMBRE?", "#¡DIV/0!", "#¡NUM!", "#¡NULO!", "#N/B", "#VERW!", "#WAARDE!", "#NAAM?", "#DEEL/0!",
    "#GETAL!", "#LEEG!",
})  # fmt: skip


# So that not every cell of a file is looked up.
_ENDS = frozenset(word[-1] for word in ERRORS) | {" "}


def blanked(cells: list[str]) -> list[str]:
    return ["" if cell[-1:] in _ENDS and cell.strip() in ERRORS else cell for cell in cells]
