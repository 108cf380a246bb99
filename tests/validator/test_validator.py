"""The Open XML SDK is run as it should be: it passes a valid file, and says what is wrong with others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.packages import CLEAN, packed, with_change
from tests.validator import available, findings

pytestmark = pytest.mark.skipif(available() is not None, reason=available() or "")


def test_a_valid_file_has_no_findings(tmp_path: Path) -> None:
    path = tmp_path / "clean.docx"
    path.write_bytes(packed(CLEAN))
    assert findings([path]) == []


def test_the_findings_of_several_files_name_file_part_and_reason(tmp_path: Path) -> None:
    clean, unordered, damaged = (tmp_path / f"{name}.docx" for name in ("clean", "unordered", "damaged"))
    clean.write_bytes(packed(CLEAN))
    unordered.write_bytes(with_change("word/document.xml", "<w:keepNext/>", "<w:ind/><w:keepNext/>"))
    damaged.write_bytes(b"no archive")
    first, second = findings([clean, unordered, damaged])
    assert first.startswith("unordered.docx: /word/document.xml /w:document[1]/w:body[1]/w:p[1]/w:pPr[1]: ")
    assert "unexpected child element" in first
    assert second.startswith("damaged.docx: ")
    assert second.endswith("[Exception]")


def test_a_validator_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OOXML_VALIDATOR_CLI", str(tmp_path / "absent"))
    assert "npm ci" in (available() or "")
    with pytest.raises(RuntimeError, match="not installed"):
        findings([tmp_path / "any.docx"])
