"""How runs keep out of each other's way."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pipeline.gate import locks
from pipeline.gate.locks import folder_lock, lock, stands, sweep
from pipeline.issues import SourceError

HOLD = """
import sys, time
from pathlib import Path
from pipeline.gate.locks import folder_lock
with folder_lock(Path(sys.argv[1]), print):
    print("held", flush=True)
    time.sleep(60)
"""


def unasked(_: Path) -> None:
    pytest.fail("nobody is to wait here")


def test_a_lock_is_taken_at_once_and_leaves_nothing(tmp_path: Path) -> None:
    with folder_lock(tmp_path, unasked):
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


def test_who_comes_second_waits_and_is_told_so_once_after_a_second(tmp_path: Path) -> None:
    told: list[Path] = []
    order: list[str] = []

    def second() -> None:
        with folder_lock(tmp_path, told.append):
            order.append("second")

    with folder_lock(tmp_path, unasked):
        other = threading.Thread(target=second)
        other.start()
        time.sleep(1.5)
        order.append("first")
    other.join(10)
    assert order == ["first", "second"]
    assert told == [tmp_path]
    assert list(tmp_path.iterdir()) == []


def test_who_has_waited_too_long_gives_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "_GIVEN_UP", 3)
    with folder_lock(tmp_path, unasked), pytest.raises(SourceError, match="FS119"), folder_lock(tmp_path, unasked):
        pass


def test_the_lock_of_a_run_that_was_killed_keeps_nobody_out(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        holder.kill()
    assert [path.name for path in tmp_path.iterdir()] == [".council.lock"]
    with folder_lock(tmp_path, unasked):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_somebody_holds_is_not_swept(tmp_path: Path) -> None:
    with folder_lock(tmp_path, unasked):
        sweep(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == [".council.lock"]


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows an open file can be neither removed nor replaced")
def test_an_open_file_that_was_removed_or_replaced_no_longer_stands(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with path.open("wb") as stream:
        assert stands(path, stream.fileno())
        assert lock(stream.fileno()) is True
        path.unlink()
        assert not stands(path, stream.fileno())
        path.touch()
        assert not stands(path, stream.fileno())


def test_many_at_once_come_one_after_the_other(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def enter(number: int) -> None:
        with folder_lock(tmp_path, lambda _: None):
            inside.append(number)
            most.append(len(inside))
            time.sleep(0.01)
            inside.remove(number)

    threads = [threading.Thread(target=enter, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert most == [1] * 8
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_or_that_no_lock_can_be_put_into_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="FS115"), folder_lock(tmp_path / "nowhere", unasked):
        pass
    (tmp_path / ".council.lock").mkdir()
    with pytest.raises(SourceError, match="FS114"), folder_lock(tmp_path, unasked):
        pass
