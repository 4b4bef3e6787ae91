"""Handlers who do what they like while they talk, and whom they bring in: drawn from one seed."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from random import Random
from typing import Final
from uuid import UUID

from helpline.db import db
from helpline.doors import Role
from helpline.intake.calls.actions import orders
from helpline.intake.calls.decisions.orders import Wish, decide_order
from helpline.intake.calls.errors import NotNow
from helpline.intake.calls.thirds import Asking, choices, key_of
from helpline.intake.models import Call as CallRow
from helpline.intake.models import OrderKind
from helpline.policy import Policy
from helpline.providers.practice.call import Call
from helpline.providers.practice.conference import Conference, Participant
from helpline.providers.practice.exchange import Habit
from tests.calls.town import Town
from tests.house import inside

BRINGS: Final = (OrderKind.CONSULT, OrderKind.BRING_IN)
JOINS: Final = (OrderKind.UNHOLD, OrderKind.TOGETHER)
WISHES: Final = (
    *BRINGS * 3,
    *JOINS * 2,
    OrderKind.HOLD,
    OrderKind.TAKE_OUT,
    *(OrderKind.LEAVE,) * 3,
)
YES: Final = 0.9
"""So many callers let somebody else hear them."""
HABITS: Final = (
    *(Habit("answer", "1"),) * 6,
    Habit("answer", "2"),
    Habit("answer"),
    Habit("busy"),
    Habit("never"),
    Habit("fail"),
)
MOST_LOOKS: Final = 200
"""A second each: within them a caller is back after somebody could not be brought in."""
LONGEST_SHOWN: Final = 800


@dataclass
class Talk:
    """What was agreed upon with a caller, in one conference."""

    heard_by: set[str] = field(default_factory=set)
    """Whose phones may hear the caller, beside the handler's."""
    aside: set[str] = field(default_factory=set)
    """Whose phones speak with the handler alone, until all are brought together."""
    invited: set[UUID] = field(default_factory=set)
    """Wishes to bring somebody in of which nothing is known yet."""
    refused: int = 0
    """For how many looks we have known that somebody does not come; 0: all is well."""


@dataclass
class Handlers:
    town: Town
    dice: Random
    talks: dict[str, Talk] = field(default_factory=lambda: defaultdict(Talk))
    """By the name of the conference."""

    def wish(self, call: Call) -> None:
        """Ask for something, if whoever talks with this caller can; things may change meanwhile."""
        rows = self.town.house.rows(
            "SELECT call.id, leg.account_id, call.desk, call.is_danger FROM call"
            " JOIN call_leg leg ON leg.id = call.accepted_leg_id AND leg.account_id IS NOT NULL"
            " WHERE call.carrier_ref = :sid AND call.state = 'talking'",
            sid=call.sid,
        )
        for call_id, account_id, desk, is_danger in rows:
            door = inside(self.town.house.staff, Role.DANGER if is_danger else Role(desk))
            with suppress(NotNow), door:
                row = db.session.get_one(CallRow, call_id)
                self._ask(Asking(row, account_id, None if is_danger else row.desk))

    def are_well(self, call: Call) -> bool:
        """Whether nobody was refused; or the caller is back with the handler since."""
        talk = self.talks[call.conference]
        if self._news(talk):
            talk.refused = 1
        if talk.refused:
            talk.refused = 0 if self._is_back(call, talk) else talk.refused + 1
        assert talk.refused < MOST_LOOKS, self.town.shown()
        return not talk.refused

    def check(self) -> None:
        """Nobody ever heard a caller but their handler, and whom they agreed to be heard by."""
        for room in list(self.town.exchange.conferences.values()):
            heard_by = self.talks[room.name].heard_by
            for who, listener in list(room.heard):
                may_hear = is_handler(room, listener) or listener.call.to in heard_by
                assert may_hear or not is_caller(who), self._shown(room, who, listener)

    def change_habits(self) -> None:
        for phone in self.phones.values():
            if phone not in self.town.exchange.habits:
                self.town.exchange.habits[phone] = self.dice.choice(HABITS)
        for phone in self._strangers():
            self.town.exchange.habits[phone] = self.dice.choice(HABITS)

    @cached_property
    def phones(self) -> dict[str, str]:
        """Of everybody who can be brought in."""
        policy: Policy = self.town.house.staff.extensions["helpline.policy"]
        rows = self.town.house.rows(
            "SELECT 'colleague:' || id, ring_address FROM account UNION ALL"
            " SELECT 'service:' || service.id, ring_address FROM service"
            " JOIN partner ON partner.id = service.partner_id"
        )
        found = {key: phone for key, phone in rows if phone}
        found |= {f"interpreter:{one.name}": one.number for one in policy.interpreters}
        return found | {"police:police": policy.police.number}

    def _strangers(self) -> Iterator[str]:
        """Phones that are rung for nothing else."""
        for key, phone in self.phones.items():
            if not key.startswith("colleague:"):
                yield phone

    def _ask(self, asking: Asking) -> None:
        standing = replace(orders.standing_of(asking.call, asking.account_id), is_agreed=True)
        may = [kind for kind in WISHES if decide_order(Wish(kind.value), standing) is None]
        if not may:
            return
        kind, talk = self.dice.choice(may), self.talks[asking.call.conference or ""]
        if kind in BRINGS:
            self._invite(asking, kind, talk)
        elif kind is OrderKind.TAKE_OUT:
            legs = [leg for leg in orders.legs_of(asking.call) if leg.third is not None]
            for leg in legs[:1]:
                orders.take_out(asking.call, leg.id, by=asking.account_id)
        else:
            orders.ask(asking.call, kind, by=asking.account_id)
        if kind in JOINS:
            talk.heard_by |= talk.aside
            talk.aside.clear()

    def _invite(self, asking: Asking, kind: OrderKind, talk: Talk) -> None:
        """Where the caller says no, nobody is called; but for danger, where they need not."""
        key = key_of(self.dice.choice(choices(asking)))
        is_agreed = self.dice.random() < YES
        order = orders.bring_in(asking, kind, key, is_agreed=is_agreed)
        assert is_agreed or asking.call.is_danger
        talk.invited.add(order.id)
        (talk.aside if kind is OrderKind.CONSULT else talk.heard_by).add(self.phones[key])

    def _news(self, talk: Talk) -> bool:
        """Whether somebody who was invited does not come, as is known from now on."""
        if not talk.invited:
            return False
        rows = self.town.house.rows(
            "SELECT id, state FROM call_order WHERE id = ANY(:ids) AND ended_at IS NOT NULL",
            ids=list(talk.invited),
        )
        talk.invited -= {id_ for id_, _state in rows}
        return any(state == "failed" for _id, state in rows)

    def _shown(self, room: Conference, who: Participant, listener: Participant) -> str:
        asked = self.town.house.rows(
            "SELECT kind, third_ref, call_order.state, outcome FROM call_order"
            " JOIN call ON call.id = call_id WHERE carrier_ref = :sid ORDER BY asked_at",
            sid=who.call.sid,
        )
        story = [f"{listener.call.to} heard", self.town.heard(who.call)[-LONGEST_SHOWN:]]
        return "\n".join([*story, *map(str, asked), str(self.talks[room.name])])

    def _is_back(self, call: Call, talk: Talk) -> bool:
        """They hear the handler; or somebody has gone; or somebody else is consulted still."""
        rooms = self.town.exchange.conferences.values()
        found = [room for room in list(rooms) if call.sid in room.members]
        others = list(found[0].members.values()) if found else []
        caller = next((who for who in others if who.call is call), None)
        handler = next((who for who in others if is_handler(found[0], who)), None)
        if caller is None or handler is None:
            return True
        return handler.is_heard_by(caller) or any(who.call.to in talk.aside for who in others)


def is_caller(who: Participant) -> bool:
    return who.call.direction == "inbound"


def is_handler(room: Conference, who: Participant) -> bool:
    """Each handler has a conference of their own, named as their leg is."""
    return bool(who.label) and UUID(who.label).hex == room.name
