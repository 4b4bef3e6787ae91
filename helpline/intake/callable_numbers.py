"""Which numbers a promised call may ring: somebody's own, and no other."""

from helpline.intake.errors import NotACallableNumber
from helpline.phone import E164, parse_number
from helpline.policy import current_policy


def callable_number(text: str) -> E164:
    """Raises NotACallableNumber for what is withheld, unreadable, dear, or answered by others."""
    number = parse_number(text, current_policy().country)
    if not isinstance(number, E164) or not is_callable(number):
        raise NotACallableNumber
    return number


def is_callable(number: E164) -> bool:
    """Not one that costs extra, not an emergency number, not a line of ours or of the police."""
    policy = current_policy()
    others = (*policy.phone_numbers, policy.danger.duty_number, policy.police.number)
    return number.may_be_rung and number.number not in others
