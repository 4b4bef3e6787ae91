"""Queues: who waits, in which order, and since when. They stay when the last one has left."""

from dataclasses import dataclass, field
from datetime import datetime

from helpline import clock
from helpline.providers.practice.call import Call, new_id


@dataclass(eq=False, slots=True)
class Place:
    """Somebody's place in a queue."""

    call: Call
    since: float
    """By the call's own clock."""
    at: datetime = field(default_factory=clock.now)

    @property
    def waited(self) -> int:
        return int(self.call.clock - self.since)


@dataclass(eq=False, slots=True)
class Queue:
    """Guarded by the exchange's condition, as calls are."""

    name: str
    most: int = 100
    sid: str = field(default_factory=lambda: new_id("QU"))
    made_at: datetime = field(default_factory=clock.now)
    places: list[Place] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        return len(self.places) >= self.most

    @property
    def average(self) -> int:
        waited = [place.waited for place in self.places]
        return sum(waited) // len(waited) if waited else 0

    def enter(self, call: Call) -> Place:
        place = Place(call, call.clock)
        self.places.append(place)
        call.queue = self.name
        return place

    def leave(self, place: Place) -> None:
        if place in self.places:
            self.places.remove(place)
        place.call.queue = ""

    def left(self, place: Place) -> dict[str, str]:
        """What the action hears."""
        return {"QueueSid": self.sid, "QueueTime": str(place.waited)}

    def position(self, place: Place) -> dict[str, str]:
        """What the waiting page hears."""
        return self.left(place) | {
            "QueuePosition": str(self.places.index(place) + 1 if place in self.places else 0),
            "AvgQueueTime": str(self.average),
            "CurrentQueueSize": str(len(self.places)),
            "MaxQueueSize": str(self.most),
        }
