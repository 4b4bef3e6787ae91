"""The hotline's own pages, added to the shared ones."""

from helpline.triage.hotline.blueprint import HOTLINE
from helpline.triage.hotline.views import assessing, disclosing, weighing
