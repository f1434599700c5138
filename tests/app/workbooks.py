"""XLSX files put together by hand, as no spreadsheet would write them."""

import io
import zipfile
from collections.abc import Mapping

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'
ROBIN = '<row r="2"><c r="A2" t="inlineStr"><is><t>Robin</t></is></c></row>'


def workbook(
    rows: str, texts: str = "", styles: str = "", texts_at: str = TEXTS, more: Mapping[str, str] | None = None
) -> io.BytesIO:
    """`rows`, `texts` and `styles` are what stands within their documents; `more` replaces whole ones."""
    entries = {
        "_rels/.rels": _related({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_KIND}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _related(
            {"worksheet": f"/{SHEET}", "sharedStrings": f"/{texts_at}", "styles": "styles.xml"}
        ),
        SHEET: f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        texts_at: f'<sst xmlns="{_MAIN}">{texts}</sst>',
        STYLES: f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
        **(more or {}),
    }
    return archive(entries)


def archive(entries: Mapping[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return made


def repacked(made: io.BytesIO, how: int) -> io.BytesIO:
    with zipfile.ZipFile(made) as packed:
        return archive({name: packed.read(name) for name in packed.namelist()}, how)


def cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def _related(targets: Mapping[str, str]) -> str:
    lines = (f'<Relationship Id="{kind}" Type="{_KIND}/{kind}" Target="{at}"/>' for kind, at in targets.items())
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(lines)}</Relationships>'
