"""Parsers that a file has taken over, in the real sandbox: contained, and the next file is read as ever."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.domain.segments import ContentState, Extracted
from archive.extraction.confinement import Confinement
from archive.extraction.limits import Limits
from archive.extraction.reader import Reader
from tests.support.hostile_tasks import BEHAVIOURS

pytestmark = pytest.mark.integration

LIMITS = Limits(cpu=1, wall=60.0, memory=1024**3, reply=4_000_000, pages=10)
SOON = (
    1.5  # seconds for what never ends by itself; what does has the time that a busy machine needs
)
HOSTILE = "tests.support.hostile_tasks"
FOUND = Confinement.detect()
MEANS = {
    "limits": Confinement(extra_module=HOSTILE),
    "landlock": replace(FOUND, bubblewrap="", extra_module=HOSTILE),
}
if FOUND.bubblewrap:
    MEANS["bubblewrap"] = replace(FOUND, extra_module=HOSTILE)

NAMED = {
    "reads the passwords of the system": "open",
    "reads another blob": "open",
    "reads the database": "open",
    "reads the environment of the service": "environment",
    "gets out by a symbolic link": "open_by_link",
    "gives a file a second name": "share_by_link",
    "lists a folder": "list",
    "writes a file": "write",
    "writes a gibibyte": "write_a_gibibyte",
    "calls the network": "connect",
    "calls a service of this machine": "local_socket",
    "forks": "fork",
    "is a fork bomb": "fork_bomb",
    "leaves processes behind": "abandon",
    "starts a program": "program",
    "allocates gigabytes": "memory",
    "loops": "forever",
    "sleeps through every signal": "sleep",
    "talks itself into more time": "more_time",
    "kills its parent": "kill_parent",
    "stops its parent": "stop_parent",
    "traces its parent": "trace_parent",
    "crashes": "silent_crash",
    "answers without end": "endless_reply",
    "answers hugely": "huge_reply",
}
"""What a parser that was taken over may try, by name, and how the hostile tasks call it."""

Behave = Callable[..., Extracted]


@pytest.fixture(scope="module", params=sorted(MEANS))
def reader(request: pytest.FixtureRequest) -> Iterator[Reader]:
    shut_in = Reader(LIMITS, MEANS[request.param])
    yield shut_in
    shut_in.close()


@pytest.fixture
def behave(reader: Reader, tmp_path: Path) -> Iterator[Behave]:
    """Have a child behave badly; afterwards an ordinary one must still answer."""

    def run(name: str, text: str = "", wall: float = LIMITS.wall) -> Extracted:
        path = tmp_path / "file"
        path.write_text(text)
        reader.limits = replace(LIMITS, wall=wall)
        return reader.read(path, name)

    yield run
    assert run("identity").state is ContentState.OK


@pytest.fixture
def guarded(reader: Reader) -> bool:
    """Whether the kernel's own guards are on here (elsewhere the service says it is degraded)."""
    return reader.isolation != "limits"


def test_every_named_escape_is_one_that_is_tried_here() -> None:
    tried = Path(__file__).read_text("utf-8")
    assert set(NAMED.values()) <= BEHAVIOURS.keys()
    assert [task for task in NAMED.values() if tried.count(f'"{task}"') < 2] == []


def test_this_system_offers_more_than_limits_or_says_so() -> None:
    assert FOUND.isolation in {"bubblewrap", "landlock", "limits"}
    assert Confinement().isolation == "limits"


@pytest.mark.slow
def test_a_busy_loop_ends_with_its_processor_time(behave: Behave) -> None:
    assert behave("forever").state is ContentState.TOO_LARGE


@pytest.mark.slow
def test_a_child_that_ignores_everything_is_killed_when_its_time_is_over(behave: Behave) -> None:
    began = time.monotonic()
    assert behave("sleep", wall=SOON).state is ContentState.TOO_LARGE
    assert time.monotonic() - began >= SOON


def test_memory_is_bounded(behave: Behave) -> None:
    assert behave("memory").text == "refused MemoryError"


@pytest.mark.slow
def test_processes_left_behind_with_the_line_open_do_not_hang_the_service(
    behave: Behave, reader: Reader
) -> None:
    assert behave("abandon").state is ContentState.DAMAGED
    servers = _children_of(_nursery(reader))
    assert [child for server in servers for child in _children_of(server)] == []


def test_a_child_starts_no_process(behave: Behave, guarded: bool) -> None:
    found = behave("fork").text
    assert found.startswith("refused") or not guarded


def test_a_child_starts_no_program(behave: Behave, guarded: bool) -> None:
    if guarded:
        assert behave("program").text.startswith("refused")
    else:
        assert behave("program", wall=SOON).state in {ContentState.TOO_LARGE, ContentState.DAMAGED}


def test_a_child_reaches_no_network(behave: Behave, guarded: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        found = behave("connect", str(listener.getsockname()[1])).text
        if guarded:
            assert found.startswith("refused")
            with pytest.raises(TimeoutError):
                listener.accept()


def test_a_child_opens_no_other_file(behave: Behave, guarded: bool, tmp_path: Path) -> None:
    secret = tmp_path / "archive.db"
    secret.write_text("everything")
    blob = tmp_path / "blobs" / "ab" / "ab12"
    blob.parent.mkdir(parents=True)
    blob.write_text("everything")
    for path in (str(secret), str(blob), "/etc/passwd", "/etc/shadow", "/proc/self/environ"):
        found = behave("open", path).text
        assert "everything" not in found or not guarded
        assert found.startswith("refused") or not guarded


@pytest.mark.parametrize("path", ["/etc/passwd", "archive.db"])
def test_a_child_does_not_get_out_by_a_symbolic_link(
    behave: Behave, guarded: bool, tmp_path: Path, path: str
) -> None:
    (tmp_path / "archive.db").write_text("everything")
    found = behave("open_by_link", str(tmp_path / path)).text  # an absolute path stands by itself
    assert found.startswith("refused") or not guarded


def test_a_child_gives_no_file_a_second_name(behave: Behave, guarded: bool, tmp_path: Path) -> None:
    secret = tmp_path / "archive.db"
    secret.write_text("everything")
    assert behave("share_by_link", str(secret)).text.startswith("refused") or not guarded
    assert secret.stat().st_nlink == 1 or not guarded


def test_a_fork_bomb_does_not_go_off(behave: Behave, guarded: bool) -> None:
    if guarded:  # elsewhere nothing but the wall clock ends it, and it may take the system along
        assert behave("fork_bomb").text.startswith("refused")


def test_a_child_talks_to_no_service_of_this_machine(
    behave: Behave, guarded: bool, tmp_path: Path
) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "service"))
        listener.listen()
        found = behave("local_socket", str(tmp_path / "service")).text
    assert found.startswith("refused") or not guarded


def test_a_child_fills_no_disk(behave: Behave, tmp_path: Path) -> None:
    target = tmp_path / "filler"
    behave("write_a_gibibyte", str(target))
    assert not target.exists() or target.stat().st_size == 0


def test_a_child_lists_no_folder_of_the_service(
    behave: Behave, guarded: bool, tmp_path: Path
) -> None:
    found = behave("list", str(tmp_path)).text
    assert found.startswith("refused") or not guarded


def test_a_child_writes_no_file(behave: Behave, tmp_path: Path) -> None:
    target = tmp_path / "dropped"
    behave("write", str(target))
    assert not target.exists() or target.stat().st_size == 0


@pytest.mark.parametrize("name", ["kill_parent", "stop_parent", "trace_parent"])
def test_a_child_does_not_touch_the_server(behave: Behave, guarded: bool, name: str) -> None:
    if guarded:  # without the guards a harmed server is replaced: test_reader
        assert behave(name).text.startswith("refused")


@pytest.mark.parametrize(
    "name", ["huge_reply", "huge_promise", "endless_reply", "noise", "wrong_shape", "nothing"]
)
def test_an_answer_out_of_shape_is_a_damaged_file(behave: Behave, name: str) -> None:
    found = behave(name)
    assert found.state in {ContentState.DAMAGED, ContentState.TOO_LARGE}
    assert found.segments == ()


def test_a_crash_is_a_damaged_file(behave: Behave) -> None:
    assert behave("silent_crash").state is ContentState.DAMAGED


def test_a_library_that_aborts_for_want_of_memory_has_met_a_file_too_large(behave: Behave) -> None:
    assert behave("abort").state is ContentState.TOO_LARGE


@pytest.mark.slow
def test_a_child_cannot_talk_itself_into_more_time(behave: Behave) -> None:
    began = time.monotonic()
    assert behave("more_time", wall=SOON).state is ContentState.TOO_LARGE
    assert time.monotonic() - began < LIMITS.wall  # it asks for thirty years


def test_a_child_sees_no_environment_of_the_service(
    behave: Behave, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVE_SECRET_KEY", "hidden")
    seen = set(behave("environment").text.split())
    assert not {name for name in seen if name.startswith("ARCHIVE")}
    assert "HOME" not in seen


def test_a_child_holds_nothing_but_its_line_and_its_file(behave: Behave) -> None:
    assert behave("descriptors").text == "0 1 2 3 4"


@pytest.mark.slow
def test_others_are_read_while_one_hangs(reader: Reader, behave: Behave, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("")
    for wall in (SOON, 8 * SOON, LIMITS.wall):  # the other one has to be quicker than that
        stuck = threading.Thread(target=behave, args=("sleep", "", wall))
        stuck.start()
        time.sleep(0.2)
        state, in_time = reader.read(other, "identity").state, stuck.is_alive()
        stuck.join()
        if in_time and state is ContentState.OK:
            return
    pytest.fail("what was asked for beside one that hangs waited for its end")


def _nursery(reader: Reader) -> int:
    assert reader._host is not None
    return reader._host.pid


def _children_of(pid: int) -> list[int]:
    """Processes whose parent it is; those of bubblewrap are not seen from outside."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == pid and "bwrap" not in str(Path(f"/proc/{pid}/exe").readlink()):
                found.append(int(entry.name))
    return found
