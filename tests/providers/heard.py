"""What a caller on the practice line has heard so far."""

from helpline.providers.practice.remote import Remote
from tests.providers.conftest import eventually


def words(remote: Remote, sid: str) -> list[str]:
    return [line["words"] for line in remote.call(sid)["heard"] if line["kind"] == "say"]


def notes(remote: Remote, sid: str, kind: str = "note") -> list[str]:
    return [line["words"] for line in remote.call(sid)["heard"] if line["kind"] == kind]


def over(remote: Remote, sid: str) -> dict[str, object]:
    eventually(lambda: remote.call(sid)["over"])
    return remote.call(sid)
