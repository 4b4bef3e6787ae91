"""Every table of every room, for migrations and for the tests of the wall."""

from helpline.audit import models as audit
from helpline.db import Model
from helpline.intake import models as intake
from helpline.messages import models as messages
from helpline.outbox import models as outbox
from helpline.people import models as people
from helpline.referrals import models as referrals
from helpline.triage.advice import models as advice
from helpline.triage.danger import models as danger
from helpline.triage.hotline import models as hotline
from helpline.triage.support import models as support

ROOMS = (audit, outbox, people, messages, intake, danger, hotline, advice, support, referrals)
METADATA = Model.metadata
