"""People who call, at random, and what they wanted: drawn from one seed."""

from dataclasses import dataclass, field
from random import Random
from typing import Final

from babel.support import Translations

from helpline.i18n import LANGUAGES, TRANSLATIONS
from helpline.providers.practice.call import Call
from tests.calls.handlers import Handlers
from tests.calls.minds import CALL_ME, IN_LINE, LEAVE_WORD, Wish
from tests.calls.town import Town

PLANS: Final[tuple[tuple[Wish, ...], ...]] = (
    *((("To keep waiting, press 2", "2"), *IN_LINE),) * 2,
    (*CALL_ME, *IN_LINE),
    (*LEAVE_WORD, CALL_ME[-1], *IN_LINE),
)
CONFIRM: Final = "If you want one of us to talk with you now because there is danger, press 1."
IN_EACH_LANGUAGE: Final = frozenset(
    Translations.load(TRANSLATIONS, [language]).gettext(CONFIRM) for language in LANGUAGES
)
ENTRIES: Final = ("-", "1", "2", "3", "4", "7", "9", "#", "00", "0", "*", "!", "12345")
PATIENCE: Final = (1, 2, 3, 14, 14, 14)
"""Questions after which they hang up: many callers do so in the menus."""
HABITS: Final = (
    *(("answer", "1"),) * 15,
    ("answer", ""),
    ("answer", "2"),
    ("busy", ""),
    ("never", ""),
    ("fail", ""),
)


@dataclass
class Somebody:
    """One caller. Keys what makes sense more often than not."""

    dice: Random
    sense: float
    plan: tuple[Wish, ...]
    patience: int
    asked: int = 0
    ends_it: bool = False
    """They wished it to be over."""

    def mind(self, said: str) -> str:
        self.asked += 1
        if self.ends_it or self.asked > self.patience:
            return self._ends("!")
        if asks_to_confirm(said):
            return "1" if self.dice.random() < self.sense else "2"
        if self.dice.random() < self.sense:
            return next((key for phrase, key in self.plan if phrase in said), "-")
        return self._ends(self.dice.choice(ENTRIES))

    def _ends(self, entry: str) -> str:
        self.ends_it = self.ends_it or entry in {"*", "!"}
        return entry


def asks_to_confirm(said: str) -> bool:
    return any(words in said for words in IN_EACH_LANGUAGE)


def said_danger(call: Call) -> bool:
    """Whether they keyed the second key where it was asked for, and the carrier took it."""
    asked = False
    for line in call.heard:
        if line.kind == "key" and asked and line.words == "1":
            return True
        if line.kind in {"key", "note"}:
            asked = False
        asked = asked or asks_to_confirm(line.words)
    return False


@dataclass
class Crowd:
    """A few at a time, until so many have called."""

    town: Town
    dice: Random
    left: int
    at_once: int
    handlers: Handlers
    people: dict[str, tuple[Call, Somebody]] = field(default_factory=dict)

    def are_done(self) -> bool:
        """Acts for everybody, then says whether the last call is over."""
        self.handlers.check()
        live = [one for one in self.people.values() if not one[0].is_over]
        for call, person in live:
            self._act(call, person)
        while self.left and len(live) < self.at_once:
            live.append(self._next())
        return not live

    def _next(self) -> tuple[Call, Somebody]:
        self.left -= 1
        sense, plan = self.dice.choice((0.97, 0.9, 0.6)), self.dice.choice(PLANS)
        dice = Random(self.dice.random())  # noqa: S311
        person = Somebody(dice, sense, plan, self.dice.choice(PATIENCE))
        sender = f"+1202555{1000 + self.left}" if self.dice.random() > 0.1 else "anonymous"
        says = ("Please call my sister.",) * self.dice.randrange(2)
        call = self.town.call(sender=sender, mind=person.mind, says=says)
        self.people[call.sid] = call, person
        self._change_habits()
        return call, person

    def _change_habits(self) -> None:
        for name in ("maria", "omar", "sara", "jonas"):
            then, keys = self.dice.choice(HABITS)
            self.town.habit(name, then, keys)
        self.handlers.change_habits()

    def _act(self, call: Call, person: Somebody) -> None:
        """In a talk: somebody asks for something, and somebody ends it, sooner or later."""
        talks = call.conference and "joined with" in self.town.heard(call)
        if not talks or not self.handlers.are_well(call):
            return
        die = self.dice.random()
        if die < 0.1:
            person.ends_it = True
            call.press("*")
        elif die < 0.15:
            person.ends_it = True
            call.leave()
        elif die < 0.22:
            self._somebody_leaves(call)
        elif die < 0.72:
            self.handlers.wish(call)

    def _somebody_leaves(self, call: Call) -> None:
        """One of those who talk with them, or everybody."""
        rooms = list(self.town.exchange.conferences.values())
        others = [
            who.call
            for room in rooms
            for who in list(room.members.values())
            if call.sid in room.members and who.call is not call
        ]
        for other in others if self.dice.random() < 0.3 else others[:1]:
            other.leave()
