"""How long, how large, how many: the limits that a file meets (P02, P06, P07).

Lives here: `Limits`. May import: nothing of ours. The numbers are promises about this machine's time and memory, not
about any law; callers and tests hand in others.
"""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes and counts. `file_seconds` ends a file whose every page is slow but within its own limit."""

    start_seconds: float = 60.0  # until a fresh worker says that it is there; a busy machine is no bug
    open_seconds: float = 20.0
    text_page_seconds: float = 20.0
    ocr_page_seconds: float = 30.0
    convert_seconds: float = 60.0  # LibreOffice, cold start included
    file_seconds: float = 900.0
    parse_memory: int = 1024 * MB
    ocr_memory: int = 1536 * MB
    pages: int = 2000
    pixels: int = 100_000_000
    file_bytes: int = 1024 * MB
    characters_a_page: int = 200_000
    unpacked_bytes: int = 256 * MB  # of one DOCX or XLSX
    unpacked_ratio: int = 200  # XML packs well: a plain sheet reaches 60
    cells: int = 200_000  # of one workbook
    faults: int = 3  # pages of one file that may each cost a worker
