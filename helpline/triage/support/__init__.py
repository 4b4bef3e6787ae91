"""The support desk: help for families, friends and people who worry about themselves."""

from helpline.triage.support.actions import note_outcome
from helpline.triage.support.models import Clearing, ReferralWanted
from helpline.triage.support.queries import place_wanted
