"""The people who answer: who they are, what they are trained for, who is on duty."""

from helpline.people.guards import at_desk, current_staff, on_duty, signed_in, supervising
from helpline.people.models import Account, Shift
from helpline.people.queries import (
    colleague_names,
    colleagues_on_duty,
    reachable,
    reachable_on_duty,
    reachable_supervisors,
    working_at,
)
from helpline.people.signing_in import failure_of, hashed
from helpline.people.staff import Colleague, Reachable, Staff
