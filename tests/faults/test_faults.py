"""Builds that are killed, that have no room, that are not alone: what stands is whole, and the next build is right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.faults import own_mounts, run

SHARES = 4


@pytest.mark.parametrize("share", range(SHARES))
def test_a_build_that_is_killed_at_any_of_200_moments_leaves_each_file_old_or_new(tmp_path: Path, share: int) -> None:
    said = run("killing", tmp_path / "project", 2022 + share, 200 // SHARES)
    in_between = re.search(r"(\d+) left in the midst of writing", said)
    assert in_between
    assert int(in_between[1]) >= 10


def test_builds_at_once_of_which_some_are_killed_leave_the_files_of_one_of_them(tmp_path: Path) -> None:
    run("racing", tmp_path / "project", 2022, 12)


@pytest.mark.skipif(not own_mounts(), reason="nothing can be mounted here")
def test_a_full_disk_costs_no_file_and_is_said(tmp_path: Path) -> None:
    run("filling", tmp_path / "project", before=own_mounts())
