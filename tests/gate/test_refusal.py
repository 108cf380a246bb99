"""What is said when the system refuses."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pipeline.gate.refusal import refused
from pipeline.issues import REGISTRY, of_machine
from pipeline.messages import Messages, languages

PATH = Path("build") / "a.docx"


@pytest.mark.parametrize("number", sorted(errno.errorcode))
@pytest.mark.parametrize("language", languages())
def test_every_refusal_is_told_in_our_own_words_with_the_name_of_it_in_brackets(number: int, language: str) -> None:
    issue = refused(PATH, OSError(number, os.strerror(number))).issue
    message = Messages(language).message(issue)
    assert f"({errno.errorcode[number]})" in message
    assert os.strerror(number) not in message
    assert Messages(language).fix(issue)
    assert of_machine([issue])


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "FS108"),
        (errno.EDQUOT, "FS109"),
        (errno.EFBIG, "FS109"),
        (errno.EACCES, "FS110"),
        (errno.EPERM, "FS110"),
        (errno.EROFS, "FS111"),
        (errno.ENAMETOOLONG, "FS112"),
        (errno.ENOTDIR, "FS113"),
        (errno.EISDIR, "FS114"),
        (errno.ENOENT, "FS115"),
        (errno.EIO, "FS116"),
        (errno.ESTALE, "FS117"),
        (errno.EMFILE, "FS102"),
    ],
)
def test_each_refusal_that_people_meet_has_a_code_of_its_own(number: int, code: str) -> None:
    assert refused(PATH, OSError(number, "x")).issue.code == code
    assert code in REGISTRY


def test_a_refusal_without_a_number_is_told_too() -> None:
    issue = refused(PATH, OSError("x")).issue
    assert (issue.code, dict(issue.arguments)) == ("FS102", {"reason": "OSError"})
