"""What Twilio does not document. Each is a choice, and tests run with every one."""

from dataclasses import dataclass, fields
from typing import Any, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Undocumented:
    """The first value of each field is what we take for likelier."""

    dial_tells_after_hangup: bool = True
    """Dial's action is asked also when the caller hung up; its answer is not used."""
    dial_tells_after_redirect: bool = True
    """Dial's action is asked also when the call was moved by REST."""
    target_before_action: bool = False
    """A call moved by REST asks its new address before the action of what it left."""
    status_before_action: bool = True
    """Of a caller who hangs up, the status report goes out before the verb's action."""
    rejected: Literal["by reason", "busy", "no-answer"] = "by reason"
    """The state of a call after Reject."""
    keys_are_kept: bool = False
    """Keys pressed before a Gather begins count for it."""
    keys_restart_timeout: bool = True
    """The silence allowed at a Gather begins anew with each key."""
    gather_tells_more: bool = False
    """``FinishedOnKey`` and ``msg=Gather End`` come with an entry."""
    answered_told_twice: bool = False
    """Who subscribed to "answered" is also told "in-progress"; seen at a similar carrier."""


def each_other_way() -> list[Undocumented]:
    """The likely world, and one more for each choice made the other way."""
    switches = [one.name for one in fields(Undocumented) if one.name != "rejected"]
    changes: list[dict[str, Any]] = [{}, {"rejected": "busy"}, {"rejected": "no-answer"}]
    changes += [{name: not getattr(Undocumented(), name)} for name in switches]
    return [Undocumented(**change) for change in changes]
