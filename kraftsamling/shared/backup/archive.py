"""The archive: a gzipped tar of plain files, its last member a manifest with the size and SHA-256 of all others."""

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

FORMAT = "kraftsamling-backup"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
FILES = "files"
DUMPS = {"database.sqlite3", "database.pgdump"}
CHUNK = 1 << 20
_MANIFEST_TYPES = {
    "version": int, "created_at": str, "release": str, "database": str, "migrations": list, "members": dict,
}  # fmt: skip
_DAMAGE = (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, FileExistsError, NotADirectoryError, UnicodeError)


class BackupError(Exception):
    """The backup or restore cannot be done; the message is a sentence for the person at the terminal."""


class _HashingReader:
    """A file that keeps count of what is read from it."""

    def __init__(self, file: IO[bytes]):
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


def write_archive(target: Path, manifest: dict, members: dict[str, Path]) -> dict:
    """Write ``members`` (name -> file) and the manifest to ``target`` at once or not at all; return the full manifest.

    A file that is removed meanwhile is left out.
    """
    manifest = manifest | {"members": {}}
    unfinished = target.with_name(f".{target.name}.part")
    try:
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", format=tarfile.PAX_FORMAT, compresslevel=6) as tar:
                for name, path in members.items():
                    _add_file(tar, name, path, manifest["members"])
                _add_manifest(tar, manifest)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _make_info(name: str, size: int, modified: float) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = size, int(modified), 0o600
    return info


def _add_file(tar: tarfile.TarFile, name: str, path: Path, members: dict[str, dict]) -> None:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        stat = os.fstat(file.fileno())
        reader = _HashingReader(file)
        tar.addfile(_make_info(name, stat.st_size, stat.st_mtime), reader)
        members[name] = {"size": stat.st_size, "sha256": reader.digest.hexdigest()}


def _add_manifest(tar: tarfile.TarFile, manifest: dict) -> None:
    content = json.dumps(manifest, indent=1, ensure_ascii=False).encode()
    tar.addfile(_make_info(MANIFEST, len(content), 0), io.BytesIO(content))


def unpack_archive(source: Path, folder: Path) -> dict:
    """Unpack all members into ``folder``, compare them with the manifest, and return it.

    Raises BackupError for what is damaged, cut short, not one of our backups, or would reach outside the folder.
    """
    try:
        with tarfile.open(source, "r:gz") as tar:
            found = _unpack_members(tar, folder)
            while tar.fileobj.read(CHUNK):
                pass  # the checksum of the compressed data stands at its very end
    except FileNotFoundError:
        raise BackupError(f"There is no file {source}.") from None
    except _DAMAGE as error:
        raise BackupError(f"{source.name} is damaged, or is not a backup: {error}") from error
    manifest = _read_manifest(folder / MANIFEST)
    if found != manifest["members"]:
        wrong = sorted(name for name in found | manifest["members"] if found.get(name) != manifest["members"].get(name))
        raise BackupError(f"The backup is damaged: {wrong[0]} is not what the manifest says.")
    return manifest


def _unpack_members(tar: tarfile.TarFile, folder: Path) -> dict[str, dict]:
    found: dict[str, dict] = {}
    for member in tar:
        _check_member(member, found)
        target = folder / member.name
        target.parent.mkdir(parents=True, exist_ok=True)
        reader = _HashingReader(tar.extractfile(member))
        with target.open("xb") as file:
            while data := reader.read(CHUNK):
                file.write(data)
        found[member.name] = {"size": member.size, "sha256": reader.digest.hexdigest()}
    found.pop(MANIFEST, None)
    return found


def _check_member(member: tarfile.TarInfo, found: dict[str, dict]) -> None:
    path = PurePosixPath(member.name)
    is_ours = member.name == MANIFEST or member.name in DUMPS or (path.parts[:1] == (FILES,) and len(path.parts) > 1)
    is_plain = member.isreg() and not path.is_absolute() and ".." not in path.parts and str(path) == member.name
    if not is_ours or not is_plain or member.name in found:
        raise BackupError(f"The archive holds {member.name!r}, which no backup of ours does.")


def _read_manifest(path: Path) -> dict:
    try:
        manifest = json.loads(path.read_text())
    except FileNotFoundError:
        raise BackupError("The archive has no manifest: it was cut short, or is not a backup.") from None
    except ValueError as error:
        raise BackupError("The manifest cannot be read: the backup is damaged.") from error
    is_ours = isinstance(manifest, dict) and manifest.get("format") == FORMAT
    if not is_ours or not all(isinstance(manifest.get(key), kind) for key, kind in _MANIFEST_TYPES.items()):
        raise BackupError("The archive is not a backup of this system.")
    if manifest["version"] != FORMAT_VERSION:
        raise BackupError(f"The backup has format {manifest['version']}, which this release cannot read.")
    return manifest
