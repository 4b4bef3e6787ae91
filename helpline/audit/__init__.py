"""Who did and who read what: ids only, so that it may outlive what it tells of."""

from helpline.audit.actions import record
from helpline.audit.models import AuditEntry
