"""The hotline: signals, weighed by two assessors on five levels, never scored."""

from helpline.triage.hotline.codes import Outcome
from helpline.triage.hotline.events import SignalDecided
from helpline.triage.hotline.models import DisclosureDecision, Signal
from helpline.triage.hotline.queries import disclosure_ready
