"""Being in line for a person."""

from helpline.clock import now
from helpline.intake.calls.actions.line import desk_of
from helpline.intake.events import CallWaiting, DangerSaidAgain
from helpline.intake.models import Call, CallState, Scene
from helpline.outbox import announce
from helpline.policy import current_policy


def wait(call: Call) -> None:
    """Be in line for a person, from now on."""
    moment = now()
    call.scene, call.back_to = Scene.WAITING, None
    call.patient_until = moment + current_policy().calls.offer_after
    if call.state is not CallState.MENU:
        return
    call.state, call.answerers, call.accepted_leg_id = CallState.WAITING, None, None
    call.waiting_since = call.waiting_since or moment
    if call.is_danger:
        announce(DangerSaidAgain(call.id, "danger"))
    else:
        announce(CallWaiting(call.id, desk_of(call)))
