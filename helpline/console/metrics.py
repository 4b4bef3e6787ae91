"""Figures for machines: ages and counts of what is owed, nothing of any contact or desk."""

from collections.abc import Iterator

from flask import Response
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from typing_extensions import override

from helpline.console import queries
from helpline.console.blueprint import CONSOLE
from helpline.doors import guard
from helpline.intake.floods import rung_now
from helpline.outbox.carrying import seconds_late
from helpline.people.guards import nobody


class _House(Collector):
    """Asked anew at every visit: several processes may answer, and none remembers."""

    @override
    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield GaugeMetricFamily(
            "helpline_danger_oldest_open_seconds",
            "Age of the oldest danger that has not ended; 0 where there is none.",
            value=queries.oldest_danger_seconds(),
        )
        owed = GaugeMetricFamily(
            "helpline_obligations_open",
            "Obligations that are not done yet.",
            labels=["queue", "kind"],
        )
        for queue, kind, count in queries.open_obligations():
            owed.add_metric([queue, kind], count)
        yield owed
        waiting = GaugeMetricFamily(
            "helpline_obligations_late_seconds",
            "How long the oldest that is due has waited for a worker; 0 where none does.",
            labels=["queue"],
        )
        for queue, seconds in seconds_late().items():
            waiting.add_metric([queue], seconds)
        yield waiting
        late = len(queries.overdue())
        yield GaugeMetricFamily(
            "helpline_obligations_overdue", "Obligations past their deadline.", value=late
        )
        yield GaugeMetricFamily(
            "helpline_forms_rung",
            "What the web form does against a flood: 0 nothing, 1 slower, 2 turns, 3 the short"
            " form, 4 the phone numbers. 0 also where Redis does not answer.",
            value=rung_now(),
        )


@CONSOLE.get("/metrics")
@guard(nobody)
def metrics() -> ResponseReturnValue:
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_House())
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
