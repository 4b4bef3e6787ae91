"""Writing the audit."""

from uuid import UUID

from helpline.audit.models import AuditEntry
from helpline.clock import now
from helpline.db import write_down
from helpline.doors import current_door


def record(action: str, *, subject_id: UUID, actor_id: UUID | None = None) -> None:
    """Note what is being done, in the same transaction as the deed."""
    door = current_door()
    write_down(
        AuditEntry,
        operator=door.operator,
        at=now(),
        action=action,
        subject_id=subject_id,
        actor_id=actor_id,
        role=door.role,
    )
