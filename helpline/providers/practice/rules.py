"""What Twilio takes as TwiML, and where. What it would refuse, we refuse aloud."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from helpline.providers.practice.grammar import (
    ADDRESSES,
    ALLOWED,
    LAST_WORDS,
    NESTED,
    VERBS,
    WORDLESS,
    Context,
    is_address,
)
from helpline.providers.practice.voices import speaks

LONGEST_DOCUMENT: Final = 4000
"""Characters of TwiML in a REST request. A page of ours may be longer: up to 64 kB."""
LONGEST_PAGE: Final = 64 * 1024
LONGEST_QUEUE_NAME: Final = 64
LONGEST_SAYING: Final = 4096
MOST_PHONES: Final = 10
_CONFERENCE_NAME: Final = re.compile(r"[ -~]{1,128}")


class BadTwiml(Exception):
    """Twilio would end the call over this document. Names every fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults

    @property
    def code(self) -> int:
        """Twilio's, of the first fault."""
        code = self.faults[0].partition(":")[0]
        return int(code) if code.isdecimal() else 12200


def read(document: str, context: Context) -> tuple[list[ET.Element], list[str]]:
    """The verbs of a document, and what deserves a warning. Raises BadTwiml."""
    verbs = list(parsed(document))
    faults = [fault for verb in verbs for fault in _faults(verb, ALLOWED[context], context)]
    faults += [f"12200: {verb.tag} must come first" for verb in verbs[1:] if verb.tag == "Reject"]
    if faults:
        raise BadTwiml(faults)
    return verbs, list(_unreachable(verbs))


def parsed(document: str) -> ET.Element:
    """The root of a document. Raises BadTwiml for what is no TwiML at all."""
    if len(document.encode()) > LONGEST_PAGE:
        raise BadTwiml(["11750: the document is longer than 64 kB"])
    try:
        root = ET.fromstring(document)  # noqa: S314  (our own pages, on our own loopback)
    except ET.ParseError as error:
        raise BadTwiml([f"12100: no XML at line {error.position[0]}"]) from None
    if root.tag != "Response":
        raise BadTwiml([f"12100: the root is {root.tag}, not Response"])
    return root


def relative_addresses(document: str) -> list[str]:
    """Faults of TwiML that is no page, so that nothing can be relative to it. Raises BadTwiml."""
    verbs, _warnings = read(document, Context.CALL)
    found = []
    for verb in (one for top in verbs for one in top.iter()):
        named = [(name, verb.attrib[name]) for name in ADDRESSES & verb.attrib.keys()]
        if verb.tag in {"Play", "Redirect"}:
            named.append(("text", (verb.text or "").strip()))
        if verb.tag in {"Gather", "Record"} and "action" not in verb.attrib:
            found.append(f"{verb.tag} has no action")
        found += [
            f"{verb.tag} has a relative {name}"
            for name, value in named
            if value and not urlsplit(value).scheme
        ]
    return found


def _faults(verb: ET.Element, allowed: frozenset[str], where: str) -> Iterator[str]:
    if verb.tag not in VERBS:
        yield f"12200: there is no verb {verb.tag}"
        return
    if verb.tag not in allowed:
        yield f"12200: {verb.tag} may not stand in {where}"
    yield from _attributes(verb.tag, verb.attrib)
    if verb.tag in WORDLESS and (verb.text or "").strip():
        yield f"12200: {verb.tag} holds words"
    yield from _ONLY_HERE.get(verb.tag, _nothing)(verb)
    for child in verb:
        yield from _faults(child, NESTED.get(verb.tag, frozenset()), verb.tag)


def _attributes(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    known = VERBS[tag]
    for name, value in attributes.items():
        if name == "record":
            yield f"{tag} records, and nobody is recorded here"
        elif name.startswith("transcribe"):
            yield f"{tag} has a machine write down what is said, and none does here"
        elif name not in known:
            yield f"12200: {tag} has no attribute {name}"
        elif not known[name](value):
            yield f"12200: {tag} cannot have {name}={value!r}"


def _nothing(_verb: ET.Element) -> Iterator[str]:
    return iter(())


def _voice(say: ET.Element) -> Iterator[str]:
    voice, language = say.get("voice", ""), say.get("language", "")
    if voice and not speaks(voice, language):
        yield f"13520: {voice} does not speak {language}"
    if len(say.text or "") > LONGEST_SAYING:
        yield f"13520: more than {LONGEST_SAYING} characters to say"


def _callee(dial: ET.Element) -> Iterator[str]:
    tags = {target.tag for target in dial}
    if not tags:
        yield "12200: Dial must call somebody"
    elif len(dial) > 1 and not tags <= {"Number", "Client"}:
        yield "12200: Dial must call one, or several phones"
    elif len(dial) > MOST_PHONES:
        yield f"12200: Dial rings more than {MOST_PHONES} phones"


def _address(verb: ET.Element) -> Iterator[str]:
    words = (verb.text or "").strip()
    if not (words or verb.get("digits")) or not is_address(words):
        yield f"11100: {verb.tag} names no address"


def _queue_name(verb: ET.Element) -> Iterator[str]:
    if not 0 < len((verb.text or "").strip()) <= LONGEST_QUEUE_NAME:
        yield f"12200: {verb.tag} needs a name of up to {LONGEST_QUEUE_NAME} characters"


def _conference_name(verb: ET.Element) -> Iterator[str]:
    if not _CONFERENCE_NAME.fullmatch((verb.text or "").strip()):
        yield "13233: a conference needs a name of up to 128 characters"


_ONLY_HERE: Final = {
    "Say": _voice,
    "Play": _address,
    "Redirect": _address,
    "Dial": _callee,
    "Enqueue": _queue_name,
    "Queue": _queue_name,
    "Conference": _conference_name,
}


def _unreachable(verbs: list[ET.Element]) -> Iterator[str]:
    for verb, after in pairwise(verbs):
        ends = verb.tag in LAST_WORDS or (
            verb.tag in {"Enqueue", "Dial"} and verb.get("action") is not None
        )
        if ends:
            yield f"{after.tag} after {verb.tag} is never reached"
