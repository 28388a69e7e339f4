"""What is refused as a backup; no database is needed to say so."""

import hashlib
import io
import json
import os
import tarfile

import pytest
from django.db import connection

from kraftsamling.shared.backup import BackupError, archive, check_backup, databases


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"


def craft(target, entries, **changes):
    """Write an archive of ``entries`` (TarInfo or name, content) whose manifest fits them."""
    manifest = {
        "format": archive.FORMAT, "version": 1, "created_at": "2026-01-01", "release": "1",
        "database": connection.vendor, "migrations": [], "members": {},
    }  # fmt: skip
    with tarfile.open(target, "w:gz") as tar:
        for entry, content in entries:
            info = entry if isinstance(entry, tarfile.TarInfo) else tarfile.TarInfo(entry)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
            digest = hashlib.sha256(content).hexdigest()
            manifest["members"][info.name] = {"size": len(content), "sha256": digest}
        content = json.dumps(manifest | changes).encode()
        info = tarfile.TarInfo(archive.MANIFEST)
        info.size = len(content)
        tar.addfile(info, io.BytesIO(content))
    return target


@pytest.fixture
def whole(tmp_path):
    """An archive that is in order, with more content than one block."""
    return craft(tmp_path / "x.tar.gz", [("files/a.bin", os.urandom(100_000)), ("files/b/c.txt", b"c" * 50_000)])


def test_whole_archive_is_unpacked(whole, tmp_path):
    manifest = archive.unpack_archive(whole, tmp_path / "out")
    assert sorted(manifest["members"]) == ["files/a.bin", "files/b/c.txt"]
    assert (tmp_path / "out/files/b/c.txt").read_bytes() == b"c" * 50_000


@pytest.mark.parametrize("share", [0, 0.01, 0.3, 0.6, 0.9, 0.99, 0.99999])
def test_archive_cut_short_is_refused(whole, tmp_path, share):
    content = whole.read_bytes()
    whole.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BackupError):
        archive.unpack_archive(whole, tmp_path / "out")


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 0.99999])
def test_archive_with_one_changed_byte_is_refused(whole, tmp_path, share):
    content = bytearray(whole.read_bytes())
    content[int(len(content) * share)] ^= 0xFF
    whole.write_bytes(bytes(content))
    with pytest.raises(BackupError):
        archive.unpack_archive(whole, tmp_path / "out")


def test_changed_file_in_a_well_formed_archive_is_refused(tmp_path):
    members = {"files/a.txt": {"size": 1, "sha256": hashlib.sha256(b"b").hexdigest()}}
    target = craft(tmp_path / "x.tar.gz", [("files/a.txt", b"a")], members=members)
    with pytest.raises(BackupError, match=r"files/a\.txt is not what the manifest says"):
        check_backup(target)


def test_file_the_manifest_does_not_name_is_refused(tmp_path):
    with pytest.raises(BackupError, match="manifest says"):
        check_backup(craft(tmp_path / "x.tar.gz", [("files/a.txt", b"a")], members={}))


@pytest.mark.parametrize(
    "name", ["../outside", "/tmp/outside", "files/../../outside", "files", "other/a", "files//a", "database.sqlite3/a"]
)
def test_archive_that_reaches_outside_is_refused(tmp_path, name):
    with pytest.raises(BackupError, match="no backup of ours"):
        check_backup(craft(tmp_path / "x.tar.gz", [(name, b"a")]))
    assert not list(tmp_path.rglob("outside"))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_archive_with_anything_but_plain_files_is_refused(tmp_path, kind):
    info = tarfile.TarInfo("files/link")
    info.type, info.linkname = kind, "/etc/passwd"
    with pytest.raises(BackupError, match="no backup of ours"):
        check_backup(craft(tmp_path / "x.tar.gz", [(info, b"")]))


def test_same_name_twice_is_refused(tmp_path):
    with pytest.raises(BackupError, match="no backup of ours"):
        check_backup(craft(tmp_path / "x.tar.gz", [("files/a", b"a"), ("files/a", b"b")]))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"format": "other"}, "not a backup of this system"),
        ({"members": []}, "not a backup of this system"),
        ({"version": 2}, "format 2"),
        ({"database": "oracle"}, "another kind"),
        ({"migrations": [["programmes", "9999_future"]]}, "newer release"),
    ],
)
def test_backup_of_something_else_is_refused(tmp_path, changes, words):
    target = craft(tmp_path / "x.tar.gz", [(databases.get_dump_name(), b"")], **changes)
    with pytest.raises(BackupError, match=words):
        check_backup(target)


def test_file_that_is_no_archive_is_refused(tmp_path):
    (tmp_path / "x.tar.gz").write_text("Hej")
    with pytest.raises(BackupError, match="damaged, or is not a backup"):
        check_backup(tmp_path / "x.tar.gz")
    with pytest.raises(BackupError, match="no file"):
        check_backup(tmp_path / "missing.tar.gz")


def test_dump_that_is_no_database_is_refused(tmp_path):
    with pytest.raises(BackupError):
        check_backup(craft(tmp_path / "x.tar.gz", [(databases.get_dump_name(), b"no database")]))


def test_unusable_database_file_makes_room_for_the_new_one(tmp_path):
    present = tmp_path / "kraftsamling.sqlite3"
    present.write_text("this is no database, but it is long enough to look like one" * 20)
    present.with_name("kraftsamling.sqlite3-wal").write_text("old log")
    databases._set_aside_unusable(present)
    assert len(list(tmp_path.glob("kraftsamling.sqlite3.damaged-*T*[0-9]"))) == 1
    assert not present.exists()
    assert not present.with_name("kraftsamling.sqlite3-wal").exists()
