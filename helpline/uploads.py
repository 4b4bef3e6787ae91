"""Files that a page is sent: in memory, bounded, without their names; words come first.

Werkzeug would write a large file to the disk, in clear. Here nothing is ever written; what
is too much is thrown away while it arrives, and the fields around it are kept.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from threading import BoundedSemaphore
from typing import IO, Any, Final

from flask import Request, request
from typing_extensions import override
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

MEGABYTE: Final = 1024 * 1024
LARGEST_FILE: Final = 10 * MEGABYTE
LARGEST_BODY: Final = 100 * MEGABYTE
"""Read to its end, so that a browser hears the answer; a longer one is cut off there."""
PLACES: Final = BoundedSemaphore(4)
"""Posts whose files are held in memory. Of one more, the words are taken and no file."""
_CHUNK: Final = 64 * 1024

Read = tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]


class Lost(StrEnum):
    """Why a file was thrown away while it arrived."""

    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    CROWDED = "crowded"


@dataclass(frozen=True, slots=True, repr=False)
class Upload:
    """One file. What it was called is not known."""

    raw: bytes
    lost: Lost | None = None


class HouseRequest(Request):
    """A request that takes no file unless its page says how many."""

    files_at_most: int = 0

    def __init__(self, environ: dict[str, Any], *args: Any, **more: Any) -> None:  # noqa: ANN401  (as Flask has it)
        super().__init__(environ, *args, **more)
        self.uploads: list[Upload] = []
        self._has_place = False

    @override
    def make_form_data_parser(self) -> FormDataParser:
        return _Parts(self)

    def take_place(self) -> bool:
        """Whether there is memory left for the files of this post."""
        self._has_place = self._has_place or PLACES.acquire(blocking=False)
        return self._has_place

    @override
    def close(self) -> None:
        super().close()
        self.uploads.clear()
        if self._has_place:
            self._has_place = False
            PLACES.release()


def uploads() -> list[Upload]:
    """The files of this post, in their order."""
    assert isinstance(request, HouseRequest)
    _read = request.form  # nothing is read before somebody asks for it
    return request.uploads


class _Part:
    """A field or a file on its way."""

    def __init__(self, name: str, *, limit: int, lost: Lost | None = None) -> None:
        self.name, self.limit, self.lost = name, limit, lost
        self.raw, self.seen = bytearray(), 0

    def add(self, data: bytes) -> None:
        self.seen += len(data)
        if self.lost is None and len(self.raw) + len(data) > self.limit:
            self.lost = Lost.TOO_LARGE
            self.raw = bytearray()
        if self.lost is None:
            self.raw += data


class _Parts(FormDataParser):
    """Reads a body of several parts; whatever breaks off keeps what came before."""

    def __init__(self, of: HouseRequest) -> None:
        super().__init__(
            max_form_memory_size=of.max_form_memory_size, max_form_parts=of.max_form_parts
        )
        self._of = of
        self._fields: list[tuple[str, str]] = []
        self._open_file: _Part | None = None
        """Whose end has not been seen."""

    @override
    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Read:
        if mimetype != "multipart/form-data":
            return super().parse(stream, mimetype, content_length, options)
        boundary = (options or {}).get("boundary", "").encode("ascii", "replace")
        decoder = MultipartDecoder(
            boundary, self.max_form_memory_size, max_parts=self.max_form_parts
        )
        with suppress(ValueError, ClientDisconnected):  # cut off, or no such body at all
            if boundary:
                self._take(_events(stream, decoder))
        if self._open_file is not None:
            self._of.uploads.append(Upload(b"", Lost.TOO_LARGE))
        return stream, MultiDict(self._fields), MultiDict()

    def _take(self, events: Iterator[Field | File | Data]) -> None:
        part: _Part | None = None
        for event in events:
            if isinstance(event, Field):
                part = self._field(event)
            elif isinstance(event, File):
                part = self._open_file = self._file(event)
            elif part is not None:
                self._add(part, event.data)
                if not event.more_data:
                    self._keep(part)

    def _field(self, event: Field) -> _Part:
        return _Part(event.name or "", limit=self.max_form_memory_size or LARGEST_FILE)

    def _file(self, event: File) -> _Part:
        is_one_more = len(self._of.uploads) >= self._of.files_at_most
        lost = Lost.TOO_MANY if is_one_more else None
        return _Part(event.filename, limit=LARGEST_FILE, lost=lost)

    def _add(self, part: _Part, data: bytes) -> None:
        if data and part is self._open_file and part.lost is None and not self._of.take_place():
            part.lost = Lost.CROWDED
        part.add(data)

    def _keep(self, part: _Part) -> None:
        """A browser sends a field without a file as a file without a name and a byte."""
        if part is self._open_file:
            self._open_file = None
            if part.name or part.seen:
                self._of.uploads.append(Upload(bytes(part.raw), part.lost))
        elif part.lost:
            raise RequestEntityTooLarge
        else:
            self._fields.append((part.name, part.raw.decode("utf-8", "replace")))


def _events(stream: IO[bytes], decoder: MultipartDecoder) -> Iterator[Field | File | Data]:
    for _chunk in range(LARGEST_BODY // _CHUNK):
        data = stream.read(_CHUNK)
        decoder.receive_data(data or None)
        while not isinstance(event := decoder.next_event(), NeedData | Epilogue):
            if isinstance(event, Field | File | Data):
                yield event
        if not data:
            return
