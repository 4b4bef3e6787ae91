"""What an operator promises, and does: one checked file, printed and obeyed."""

from helpline.policy.choices import (
    AfterHours,
    Channel,
    Kept,
    Listening,
    NumberStorage,
    Threshold,
    Who,
)
from helpline.policy.codes import Code, Medium
from helpline.policy.current import (
    FRONT_DOOR,
    current_front_door,
    current_policy,
    init_app,
    offered_languages,
)
from helpline.policy.errors import PolicyFaults
from helpline.policy.logos import Logo
from helpline.policy.policy import Policy
from helpline.policy.promise import Clause
from helpline.policy.steps import Step
from helpline.policy.terms import FrontDoor, Rung, SurgeLevel
