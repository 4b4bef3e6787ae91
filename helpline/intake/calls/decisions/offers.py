"""What a key means to somebody who waits, or whom nobody can answer now."""

from helpline.intake.calls.decisions.moves import (
    CALL_KEY,
    MESSAGE_KEY,
    NO,
    WAIT_KEY,
    YES,
    Move,
    Position,
    Turn,
    again_or,
    chosen,
)


def waiting(position: Position, pressed: str) -> Move:
    wants_call = pressed == YES and position.may_be_called_back
    return Move(Turn.OFFER if wants_call else Turn.STAY)


def unmatched(position: Position, pressed: str) -> Move:
    """Nobody whom they asked for: anyone, or wait, or a call. Who says nothing waits on."""
    if pressed == YES:
        return Move(Turn.TAKE_ANYONE)
    if pressed == CALL_KEY and position.may_be_called_back:
        return Move(Turn.ASK_WHEN)
    if pressed in {"", WAIT_KEY}:
        return Move(Turn.WAIT_FOR_WISH)
    return again_or(position, Turn.WAIT_FOR_WISH)


def offer(position: Position, pressed: str) -> Move:
    possible = (
        (YES, position.may_be_called_back, Turn.ASK_WHEN),
        (WAIT_KEY, position.may_wait, Turn.WAIT),
        (MESSAGE_KEY, position.may_leave_message, Turn.LEAVE_MESSAGE),
    )
    for key, is_possible, turn in possible:
        if pressed == key and is_possible:
            return Move(turn)
    return again_or(position, Turn.WAIT if position.is_danger else Turn.FINISH)


def when(position: Position, pressed: str) -> Move:
    """One of the times that they were told, by its place."""
    if not position.may_be_called_back:
        return Move(Turn.OFFER)
    place = chosen(tuple(map(str, range(position.windows))), pressed)
    return Move(Turn.PICK_TIME, place) if place else again_or(position, Turn.OFFER)


def which_number(position: Position, pressed: str) -> Move:
    if pressed == YES and position.has_own_number:
        return Move(Turn.USE_OWN_NUMBER)
    return Move(Turn.ASK_NUMBER) if pressed == NO else again_or(position, Turn.OFFER)


def number_check(position: Position, pressed: str) -> Move:
    """What we read back is right; or they key it again."""
    if pressed == YES and position.may_be_called_back:
        return Move(Turn.CALL_BACK)
    return Move(Turn.ASK_NUMBER) if pressed == NO else again_or(position, Turn.OFFER)
