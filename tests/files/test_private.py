"""What is kept is for its owner alone, and what others own or could have written is not trusted."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tui.files.private import PrivateFolder, UntrustedError, open_private

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="owners and modes of POSIX")
needs_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
OTHER = 54_321
"""The id of another user."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "share" / "kept"


@pytest.fixture
def folder(root: Path) -> PrivateFolder:
    return PrivateFolder(root, "files", "one")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def write(folder: PrivateFolder, name: str, data: bytes) -> Path:
    path = folder.place_of(name)
    with open_private(path, "xb") as file:
        file.write(data)
    return path


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.parametrize("mask", [0, 0o002, 0o022, 0o077, 0o777], ids=oct)
def test_folders_and_files_are_their_owners_whatever_the_umask(folder: PrivateFolder, root: Path, mask: int) -> None:
    with umask(mask):
        file = write(folder, "a", b"1")
    assert folder.read("a") == b"1"
    assert mode(file) == 0o600
    assert {mode(made) for made in (root.parent, root, root / "files", root / "files" / "one")} == {0o700}


def test_what_can_be_read_by_others_is_closed_to_them_and_kept(folder: PrivateFolder, root: Path) -> None:
    file = write(folder, "a", b"1")
    for loose in (root, *root.rglob("*")):
        loose.chmod(0o755 if loose.is_dir() else 0o644)
    assert folder.read("a") == b"1"
    assert {mode(root), mode(root / "files"), mode(folder.path)} == {0o700}
    assert mode(file) == 0o600


def test_a_folder_that_the_user_names_keeps_its_mode(root: Path) -> None:
    root.mkdir(parents=True)
    root.chmod(0o755)
    folder = PrivateFolder(root, "files", is_named=True)
    write(folder, "a", b"1")
    assert (mode(root), mode(root / "files")) == (0o755, 0o700)


def test_a_file_that_others_could_write_in_a_folder_that_they_could_not_reach_is_kept(folder: PrivateFolder) -> None:
    file = write(folder, "a", b"1")
    file.chmod(0o666)
    assert folder.read("a") == b"1"
    assert mode(file) == 0o600


@pytest.mark.parametrize("loose", ["", "files", "files/one"])
@pytest.mark.parametrize("bits", [0o020, 0o002, 0o1077], ids=oct)
def test_a_folder_that_others_can_write_is_not_trusted(
    folder: PrivateFolder, root: Path, loose: str, bits: int
) -> None:
    file = write(folder, "a", b"1")
    (root / loose).chmod(0o700 | bits)
    for action in (folder.check, folder.make, lambda: folder.read("a"), lambda: folder.place_of("b")):
        with pytest.raises(UntrustedError, match=r"others can write .*; look .*: chmod -R go= "):
            action()
    assert file.read_bytes() == b"1"
    assert [path.name for path in folder.path.iterdir()] == ["a"]
    assert mode(root / loose) == 0o700 | bits, "it is the user who decides"


def test_a_file_that_others_could_write_is_not_trusted(folder: PrivateFolder) -> None:
    file = write(folder, "a", b"1")
    file.chmod(0o660)
    folder.path.chmod(0o750)
    with pytest.raises(UntrustedError, match=r"others can write .*/a, .* chmod go= .*/a"):
        folder.read("a")
    assert mode(folder.path) == 0o750, "else the next look would trust it"
    os.chmod(file, 0o600)  # noqa: PTH101 - as the message says
    assert folder.read("a") == b"1"


@needs_root
@pytest.mark.parametrize("planted", ["", "files", "files/one", "files/one/a"])
def test_what_another_user_owns_is_not_trusted(folder: PrivateFolder, root: Path, planted: str) -> None:
    file = write(folder, "a", b"1")
    os.chown(root / planted, OTHER, OTHER)
    for action in (lambda: folder.read("a"), lambda: folder.place_of("a")):
        with pytest.raises(UntrustedError, match=r"belongs to another user, .* chown -R 0 "):
            action()
    assert file.read_bytes() == b"1"
    assert (root / planted).stat().st_uid == OTHER


def link_of_file(folder: PrivateFolder, elsewhere: Path) -> None:
    (folder.path / "a").symlink_to(elsewhere / "secret")


def link_of_folder(folder: PrivateFolder, elsewhere: Path) -> None:
    folder.path.rmdir()
    folder.path.symlink_to(elsewhere)


def link_to_nothing(folder: PrivateFolder, elsewhere: Path) -> None:
    (folder.path / "a").symlink_to(elsewhere / "new")


@pytest.mark.parametrize("plant", [link_of_file, link_of_folder, link_to_nothing])
def test_no_link_is_followed(
    folder: PrivateFolder, tmp_path: Path, plant: Callable[[PrivateFolder, Path], None]
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("a", "secret"):
        (elsewhere / name).write_bytes(b"2")
    folder.make()
    plant(folder, elsewhere)
    before = {path.name: mode(path) for path in elsewhere.iterdir()}
    with pytest.raises(UntrustedError, match="is a link, which is not followed; replace it by a"):
        folder.read("a")
    for opening in ("ab", "xb"):
        with suppress(UntrustedError), open_private(folder.place_of("a"), opening) as file:
            file.write(b"3")
    assert {path.name: mode(path) for path in elsewhere.iterdir()} == before
    assert {path.read_bytes() for path in elsewhere.iterdir()} == {b"2"}


def test_the_whole_folder_may_be_elsewhere(folder: PrivateFolder, root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "other disk"
    elsewhere.mkdir(mode=0o700)
    root.parent.mkdir()
    root.symlink_to(elsewhere)
    write(folder, "a", b"1")
    assert folder.read("a") == b"1"
    assert (elsewhere / "files" / "one" / "a").exists()


@needs_root
def test_a_link_of_another_user_is_not_followed_even_in_place_of_the_whole_folder(
    folder: PrivateFolder, root: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "mine"
    elsewhere.mkdir(mode=0o755)
    root.parent.mkdir()
    root.symlink_to(elsewhere)
    os.chown(root, OTHER, OTHER, follow_symlinks=False)
    for action in (folder.check, folder.make, lambda: folder.read("a"), lambda: folder.place_of("a")):
        with pytest.raises(UntrustedError, match=r"is the link of another user, which is not followed; remove it"):
            action()
    assert (mode(elsewhere), list(elsewhere.iterdir())) == (0o755, [])


def test_a_pipe_or_a_folder_in_place_of_a_file_is_refused_at_once(folder: PrivateFolder) -> None:
    folder.make()
    os.mkfifo(folder.path / "a")
    (folder.path / "b").mkdir()
    with pytest.raises(UntrustedError, match="not a regular file"):
        folder.read("a")
    with pytest.raises(OSError):  # noqa: PT011 - the system refuses it
        folder.read("b")


def test_what_is_missing_is_missing(folder: PrivateFolder, root: Path) -> None:
    folder.check()
    with pytest.raises(FileNotFoundError):
        folder.read("a")
    assert not root.exists()


def test_where_there_are_no_owners_nothing_is_refused(folder: PrivateFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(folder, "a", b"1")
    file.chmod(0o666)
    folder.path.chmod(0o777)
    for name in ("geteuid", "fchmod", "O_NOFOLLOW"):
        monkeypatch.delattr(os, name)
    assert folder.read("a") == b"1"
    write(folder, "b", b"2")
