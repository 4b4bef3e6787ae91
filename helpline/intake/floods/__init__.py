"""More forms than the house can take: who waits for how long (docs/adr/0019-floods.md)."""

from helpline.intake.floods.decisions import Place, Rung
from helpline.intake.floods.line import look, lost_turn, rung_now, take_place
