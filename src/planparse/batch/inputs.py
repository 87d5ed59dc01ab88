"""What is to be read: files of folders, members of archives, lines of lists, objects behind URLs; sorted, each with a stable name."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

from planparse.emit.own import is_own
from planparse.errors import LimitExceeded, UnreadableFile

DOCUMENTS = frozenset(
    {".docx", ".doc", ".odt", ".rtf", ".pdf", ".txt", ".md", ".htm", ".html", ".mht", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".docm"}
)
"""Endings of what may be a plan; anything else in a folder or archive is skipped and counted."""

_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
MAX_MEMBER = 256 * 1024 * 1024
"""Bytes; the longest scan seen has 60 MB. A member that unpacks to more is refused unread."""

MAX_MEMBERS = 200_000


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document lies: a path or URL, and its name inside the archive there. `name` is unique in a run and says both."""

    path: str
    member: str | None = None

    @property
    def name(self) -> str:
        """`folder/file.pdf`, `plans.zip!inner/file.pdf`."""
        return self.path if self.member is None else f"{self.path}!{self.member}"

    @property
    def file_name(self) -> str:
        """The document's own file name, without folders."""
        return PurePosixPath(self.member or self.path.replace("\\", "/")).name

    def load(self) -> bytes:
        """The bytes. Raises `UnreadableFile` where they are not to be had, `LimitExceeded` for a member that unpacks too large."""
        try:
            if self.member is not None:
                return _load_member(self.path, self.member)
            return _read(self.path)
        except (OSError, zipfile.BadZipFile, tarfile.TarError, RuntimeError, KeyError) as error:
            raise UnreadableFile(f"{self.name}: cannot be opened ({error}).", "Ask the sender for it again.") from error


@dataclass(slots=True)
class Found:
    """The documents of a run in their order, and how many other files were passed over."""

    sources: list[Source]
    skipped: int = 0


def find(inputs: Iterable[str], pattern: str | None = None) -> Found:
    """The documents in `inputs`: files, folders, ZIP and tar archives, `@list.txt`, URLs. `pattern` keeps matching file names only.

    A file that is named itself is kept whatever its ending. Raises `UnreadableFile` for an input that is not there.
    """
    found = Found([])
    seen: set[str] = set()
    for given in inputs:
        for source in _expand(given, found):
            if pattern is not None and not fnmatch(source.file_name, pattern):
                found.skipped += 1
            elif source.name not in seen:
                seen.add(source.name)
                found.sources.append(source)
    return found


def _expand(given: str, found: Found) -> Iterator[Source]:
    if given.startswith("@"):
        for line in Path(given[1:]).read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield from _expand(line.strip(), found)
    elif "://" in given:
        yield from _remote(given, found)
    elif (path := Path(given)).is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
                if is_own(file):
                    found.skipped += 1
                else:
                    yield from _file(str(file), found, named=False)
    elif path.is_file():
        yield from _file(given, found, named=True)
    else:
        raise UnreadableFile(f"{given}: there is no such file or folder.", "Check the name.")


def _file(path: str, found: Found, *, named: bool) -> Iterator[Source]:
    if path.lower().endswith(_ARCHIVES):
        yield from _members(path, found)
    elif named or _is_document(path):
        yield Source(path)
    else:
        found.skipped += 1


def _is_document(name: str) -> bool:
    return PurePosixPath(name.lower()).suffix in DOCUMENTS and not PurePosixPath(name).name.startswith(("~$", "."))


def _members(path: str, found: Found) -> Iterator[Source]:
    try:
        names = sorted(_member_names(path))
    except (OSError, zipfile.BadZipFile, NotImplementedError, tarfile.TarError):
        yield Source(path)  # a damaged archive is a document that cannot be read: it will be reported as such
        return
    if len(names) > MAX_MEMBERS:
        raise LimitExceeded(f"{path}: {len(names)} members.", f"Split it: an archive may hold {MAX_MEMBERS}.")
    for name in names:
        if _is_document(name):
            yield Source(path, name)
        else:
            found.skipped += 1


def _member_names(path: str) -> list[str]:
    if path.lower().endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            return [info.filename for info in archive.infolist() if not info.is_dir()]
    with tarfile.open(path) as tar:
        return [member.name for member in tar if member.isfile()]


def _load_member(path: str, member: str) -> bytes:
    if path.lower().endswith(".zip"):
        with zipfile.ZipFile(path) as archive, archive.open(member) as file:
            data = file.read(MAX_MEMBER + 1)
    else:
        with tarfile.open(path) as tar:
            opened = tar.extractfile(member)
            data = opened.read(MAX_MEMBER + 1) if opened is not None else b""
    if len(data) > MAX_MEMBER:
        raise LimitExceeded(f"{path}!{member}: unpacks to more than {MAX_MEMBER} bytes.", "Unpack it by hand and look at it.")
    return data


def _read(path: str) -> bytes:
    if "://" not in path:
        return Path(path).read_bytes()
    with _fsspec().open(path, "rb") as file:
        data: bytes = io.BytesIO(file.read()).getvalue()
    return data


def _remote(url: str, found: Found) -> Iterator[Source]:
    """The objects under a URL (`s3://plans/2026/`, `file:///…`), through fsspec."""
    files, root = _fsspec().core.url_to_fs(url)
    if files.isfile(root):
        yield Source(url)
        return
    for path in sorted(files.find(root)):
        if _is_document(path):
            yield Source(files.unstrip_protocol(path))
        else:
            found.skipped += 1


def _fsspec() -> Any:
    try:
        import fsspec
    except ImportError as error:
        from planparse.errors import MissingTool

        raise MissingTool("URLs need fsspec.", "pip install 'planparse[cluster]'") from error
    return fsspec
