"""A phone rings: its owner, or their habit, decides."""

from threading import Timer

from helpline.providers.practice.call import Call
from helpline.providers.practice.exchange import Exchange, Habit


def ring(exchange: Exchange, leg: Call, seconds: float, *, meanwhile: Call) -> bool:
    """Whether somebody picked up. ``meanwhile`` is the call that waits for it.

    Raises CallerGone or Moved when something happens to that one.
    """
    exchange.become(leg, "initiated")
    exchange.become(leg, "ringing")
    habit = exchange.habits.get(leg.to, Habit())
    if habit.then in {"answer", "busy"}:
        act = Timer(habit.seconds, _act, (exchange, leg, habit))
        act.daemon = True
        act.start()
    patience = seconds * exchange.setup.pace if habit.then == "never" else seconds
    meanwhile.wait(patience, lambda: leg.status != "ringing")
    with exchange.change:
        if leg.status == "ringing":
            exchange.become(leg, "no-answer")
    return leg.status == "in-progress"


def pick_up(exchange: Exchange, leg: Call, keys: str = "") -> None:
    with exchange.change:
        leg.script.extend(keys.split())
        exchange.become(leg, "in-progress")


def _act(exchange: Exchange, leg: Call, habit: Habit) -> None:
    with exchange.change:
        if leg.status != "ringing":
            return
        if habit.then == "busy":
            exchange.become(leg, "busy")
        else:
            pick_up(exchange, leg, habit.keys)
