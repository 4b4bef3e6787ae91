"""The carrier fetches recordings; nobody fetches anything else that way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from helpline.db import db
from helpline.intake.calls.recordings.shelf import Shelf, current_shelf, put_up
from helpline.intake.calls.recordings.slots import Slot
from tests.house import House
from tests.intake.calls.recordings.conftest import record

SLOT = Slot("danger_1", "so", "Haddii qof khatar ku jiro, wac 112.")


@pytest.fixture
def shelf(house: House, folder: Path) -> Iterator[Shelf]:
    record(folder, SLOT)
    with house.public.app_context():
        before, shelf = current_shelf(), Shelf(folder)
        put_up(shelf)
    yield shelf
    with house.public.app_context():
        put_up(before)


def test_a_recording_is_served_to_anybody_and_may_be_kept(
    shelf: Shelf, public: FlaskClient
) -> None:
    with public.get(f"/voice/recordings/so/{SLOT.file}") as answer:
        assert (answer.status_code, answer.content_type) == (200, "audio/wav")
        assert answer.data[:4] == b"RIFF"
        assert "max-age=86400" in answer.headers["Cache-Control"]
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/voice/recordings/so/danger_1-00000000.wav",
        "/voice/recordings/so/secret.txt",
        "/voice/recordings/so/../secrets.json",
        "/voice/recordings/so/..%2f..%2fsecrets.json",
        "/voice/recordings/%2e%2e/secrets.json",
        "/voice/recordings/../danger_1-00000000.wav",
        "/voice/recordings/xx/" + SLOT.file,
        "/voice/recordings//" + SLOT.file,
        "/voice/recordings/so/" + SLOT.file + "%00.txt",
        "/voice/recordings/so/",
    ],
)
def test_nothing_else_is_served(shelf: Shelf, folder: Path, public: FlaskClient, path: str) -> None:
    (folder / "so" / "secret.txt").write_text("a secret")
    (folder.parent / "secrets.json").write_text("a secret")

    answer = public.get(path)

    assert answer.status_code in {308, 404}
    assert b"a secret" not in answer.data


def test_a_recording_is_served_without_a_database(shelf: Shelf, house: House) -> None:
    asked: list[str] = []
    with house.public.app_context():
        engine = db.engine

    def note(*words: object) -> None:
        asked.append(str(words[2]))

    event.listen(engine, "before_cursor_execute", note)
    try:
        with house.public.test_client().get(f"/voice/recordings/so/{SLOT.file}") as answer:
            assert answer.status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert asked == []
