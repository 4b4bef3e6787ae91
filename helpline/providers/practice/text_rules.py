"""What Twilio takes as an answer to a text."""

from typing import Final
from xml.etree import ElementTree as ET

from helpline.providers.practice.grammar import is_address
from helpline.providers.practice.rules import BadTwiml, parsed

XML: Final = frozenset({"text/xml", "application/xml"})
_ATTRIBUTES: Final = {
    "Message": {"to", "from", "action", "method", "statusCallback"},
    "Redirect": {"method"},
}


def read_reply(document: str, content_type: str) -> list[ET.Element]:
    """The verbs of an answer; no answer at all is fine. Raises BadTwiml."""
    if not document.strip():
        return []
    if content_type not in XML:
        raise BadTwiml([f"12300: {content_type or 'no content type'} is no TwiML"])
    verbs = list(parsed(document))
    faults = [fault for verb in verbs for fault in _faults(verb)]
    if faults:
        raise BadTwiml(faults)
    return verbs


def _faults(verb: ET.Element) -> list[str]:
    if verb.tag not in _ATTRIBUTES:
        return [f"12200: {verb.tag} may not stand in the answer to a text"]
    unknown = sorted(verb.attrib.keys() - _ATTRIBUTES[verb.tag])
    faults = [f"12200: {verb.tag} has no attribute {name}" for name in unknown]
    faults += [f"12200: {part.tag} may not stand in Message" for part in verb if part.tag != "Body"]
    if verb.tag == "Redirect" and not is_address((verb.text or "").strip()):
        faults.append("11100: Redirect names no address")
    return faults
