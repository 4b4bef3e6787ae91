"""Cuts Twilio's official API description down to the facts that the practice line checks.

Run once for each new version: ``python -m helpline.providers.practice.describe
twilio_api_v2010.json``, with the file from the npm package ``@twilio/cli-core``.
"""

import json
from pathlib import Path
from typing import Any, Final

import click

TARGET: Final = Path(__file__).with_name("twilio_api.json")
_ACCOUNT: Final = "/2010-04-01/Accounts/{Sid}.json"
_ROOT: Final = "/2010-04-01/Accounts/{AccountSid}"
_CALL: Final = f"{_ROOT}/Calls/{{Sid}}.json"
_CONFERENCE: Final = f"{_ROOT}/Conferences/{{Sid}}.json"
_PARTICIPANTS: Final = f"{_ROOT}/Conferences/{{ConferenceSid}}/Participants.json"
_PARTICIPANT: Final = f"{_ROOT}/Conferences/{{ConferenceSid}}/Participants/{{CallSid}}.json"
_QUEUE: Final = f"{_ROOT}/Queues/{{Sid}}.json"
_MEMBERS: Final = f"{_ROOT}/Queues/{{QueueSid}}/Members.json"
_MEMBER: Final = f"{_ROOT}/Queues/{{QueueSid}}/Members/{{CallSid}}.json"
_MESSAGE: Final = f"{_ROOT}/Messages/{{Sid}}.json"
_RECORDING: Final = f"{_ROOT}/Recordings/{{Sid}}.json"
_NUMBER: Final = f"{_ROOT}/IncomingPhoneNumbers/{{Sid}}.json"
OPERATIONS: Final = (
    ("get", _ACCOUNT),
    ("post", f"{_ROOT}/Calls.json"),
    ("get", f"{_ROOT}/Calls.json"),
    ("get", _CALL),
    ("post", _CALL),
    ("delete", _CALL),
    ("get", f"{_ROOT}/Calls/{{CallSid}}/Recordings.json"),
    ("get", f"{_ROOT}/Conferences.json"),
    ("get", _CONFERENCE),
    ("post", _CONFERENCE),
    ("get", _PARTICIPANTS),
    ("post", _PARTICIPANTS),
    ("get", _PARTICIPANT),
    ("post", _PARTICIPANT),
    ("delete", _PARTICIPANT),
    ("get", f"{_ROOT}/IncomingPhoneNumbers.json"),
    ("get", _NUMBER),
    ("post", _NUMBER),
    ("post", f"{_ROOT}/Queues.json"),
    ("get", f"{_ROOT}/Queues.json"),
    ("get", _QUEUE),
    ("post", _QUEUE),
    ("delete", _QUEUE),
    ("get", _MEMBERS),
    ("get", _MEMBER),
    ("post", _MEMBER),
    ("post", f"{_ROOT}/Messages.json"),
    ("get", f"{_ROOT}/Messages.json"),
    ("get", _MESSAGE),
    ("post", _MESSAGE),
    ("delete", _MESSAGE),
    ("get", f"{_ROOT}/Recordings.json"),
    ("get", _RECORDING),
    ("delete", _RECORDING),
)
_FACTS: Final = ("type", "format", "enum", "pattern", "minLength", "maxLength")


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True))
def main(source: Path) -> None:
    whole = json.loads(source.read_text())
    facts = {f"{method.upper()} {path}": cut(whole, method, path) for method, path in OPERATIONS}
    TARGET.write_text(json.dumps(facts, indent=1, sort_keys=True) + "\n")
    click.echo(f"{len(facts)} operations")


def cut(whole: dict[str, Any], method: str, path: str) -> dict[str, Any]:
    """What one operation takes, and the names of what it answers."""
    item = whole["paths"][path]
    operation = item[method]
    parameters = [*item.get("parameters", ()), *operation.get("parameters", ())]
    form = _form(whole, operation)
    return {
        "path": _named(whole, parameters, "path"),
        "query": _named(whole, parameters, "query"),
        "form": {name: _facts(whole, one) for name, one in form.get("properties", {}).items()},
        "required": sorted(form.get("required", ())),
        "answer": _answer(whole, operation),
    }


def _named(whole: dict[str, Any], parameters: list[dict[str, Any]], place: str) -> dict[str, Any]:
    return {one["name"]: _facts(whole, one["schema"]) for one in parameters if one["in"] == place}


def _form(whole: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    content = operation.get("requestBody", {}).get("content", {})
    form = content.get("application/x-www-form-urlencoded", {}).get("schema", {})
    return _resolved(whole, form)


def _answer(whole: dict[str, Any], operation: dict[str, Any]) -> list[str]:
    for response in operation["responses"].values():
        for content in response.get("content", {}).values():
            return sorted(_resolved(whole, content["schema"]).get("properties", {}))
    return []


def _facts(whole: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    schema = _resolved(whole, schema)
    facts: dict[str, Any] = {name: schema[name] for name in _FACTS if name in schema}
    if "items" in schema:
        facts["items"] = _facts(whole, schema["items"])
    return facts


def _resolved(whole: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schema
    while "$ref" in found:
        found = whole["components"]["schemas"][found["$ref"].rsplit("/", 1)[1]]
    return found


if __name__ == "__main__":
    main()
