"""What a family may allow us to tell a partner, and how they said so: in words to them."""

from typing import Final

from helpline.i18n import lazy_gettext as _l

RELEASABLE: Final[dict[str, str]] = {
    "language": _l("The language you speak"),
    "need": _l("What kind of help you are looking for"),
    "place": _l("Your town or district"),
    "reason": _l("Why you contacted us, in a few sentences by your counsellor"),
    "words": _l("Passages of what you wrote, exactly as you wrote them"),
    "reach": _l("How they can reach you"),
    "name": _l("The name that you want to use"),
    "children": _l("Whether children live with you"),
    "safety": _l("What they must watch out for, so that nobody is put at risk"),
}
"""What a family may agree to have told (R51), in the words in which they are asked."""

HOW_TOLD: Final[dict[str, str]] = {
    "mailbox": _l("Written in your mailbox"),
    "phone": _l("Said on the phone"),
    "in_person": _l("Said face to face"),
}
"""How they said yes."""
