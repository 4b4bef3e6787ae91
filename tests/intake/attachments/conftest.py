"""Somebody outside who sends files along."""

from dataclasses import dataclass
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.house import House
from tests.intake.public.walker import Walker

Files = tuple[tuple[str, bytes], ...]


@dataclass
class Sender(Walker):
    """A browser sends the file field last, in a body of several parts."""

    def send_along(self, *files: bytes, go: str = "send", **typed: str) -> "Sender":
        named = tuple(("My son Ali.jpg", raw) for raw in files)
        return self.send_named(*named, go=go, **typed)

    def send_named(self, *files: tuple[str, bytes], go: str = "send", **typed: str) -> "Sender":
        data = {**self.fields, "go": go, **typed}
        return self.post_files("contact", data, files)

    def write_along(self, *files: bytes, words: str = "") -> "Sender":
        """In the open mailbox."""
        data = {"token": self.fields["token"], "words": words}
        return self.post_files("messages/write", data, tuple(("x.jpg", raw) for raw in files))

    def post_files(self, path: str, data: dict[str, str], files: Files) -> "Sender":
        data.pop("files", None)
        chosen = [FileStorage(BytesIO(raw), name) for name, raw in files]
        boundary, body = encode_multipart({**data, "files": chosen})
        kind = f"multipart/form-data; boundary={boundary}"
        answer = self.browser.post(f"/{self.lang}/{path}", data=body, content_type=kind)
        self._look(answer)
        return self


@pytest.fixture
def sister(public: FlaskClient) -> Sender:
    return Sender(public)


@pytest.fixture
def brother(public: FlaskClient) -> Sender:
    return Sender(public, "ar")


@pytest.fixture
def written(sister: Sender) -> Sender:
    sister.until_check(worries="keep my words", wish="someone_close")
    return sister


def only(house: House) -> tuple[str, str]:
    """The contact and the file of it, where there is one."""
    [row] = house.rows("SELECT id, contact_id FROM attachment")
    return str(row.contact_id), str(row.id)
