"""A phone rings: its owner, or their habit, decides."""

from threading import Timer

from helpline.providers.practice.call import Call
from helpline.providers.practice.exchange import Exchange, Habit


def ring(exchange: Exchange, legs: list[Call], seconds: float, *, meanwhile: Call) -> Call | None:
    """Whoever picked up first, if anybody did. ``meanwhile`` is the call that waits for it.

    Raises CallerGone or Moved when something happens to that one.
    """
    habits = [exchange.habits.get(leg.to, Habit()) for leg in legs]
    for leg, habit in zip(legs, habits, strict=True):
        exchange.become(leg, "initiated")
        if habit.then != "fail":
            exchange.become(leg, "ringing")
        _begin(exchange, leg, habit)
    ever = any(habit.then != "never" for habit in habits)
    patience = seconds if ever else seconds * exchange.setup.pace
    meanwhile.wait(patience, lambda: _first(legs) is not None or all(one.is_over for one in legs))
    with exchange.change:
        first = _first(legs)
        for leg in legs:
            if leg.status == "ringing":
                exchange.become(leg, "no-answer" if first is None else "canceled")
    return first


def _first(legs: list[Call]) -> Call | None:
    return next((leg for leg in legs if leg.status == "in-progress"), None)


def _begin(exchange: Exchange, leg: Call, habit: Habit) -> None:
    if habit.then in {"wait", "never"}:
        return
    if not habit.seconds:
        _act(exchange, leg, habit)
        return
    act = Timer(habit.seconds, _act, (exchange, leg, habit))
    act.daemon = True
    act.start()


def pick_up(exchange: Exchange, leg: Call, keys: str = "") -> None:
    with exchange.change:
        leg.script.extend(keys.split())
        exchange.become(leg, "in-progress")


def _act(exchange: Exchange, leg: Call, habit: Habit) -> None:
    with exchange.change:
        if habit.then == "fail":
            exchange.become(leg, "failed")
        elif leg.status == "ringing" and habit.then == "busy":
            exchange.become(leg, "busy")
        elif leg.status == "ringing":
            pick_up(exchange, leg, habit.keys)
