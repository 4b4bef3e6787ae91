"""Declaring danger: from the form, the phone or the console. Never inferred from words (R40)."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import current_door
from helpline.intake.events import DangerDeclared
from helpline.intake.models import DangerDeclaration, DangerSource
from helpline.outbox import announce
from helpline.vault import ContentKey, place
from helpline.vault.current import current_public_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerWords:
    """What is known: all of it may be empty, none of it is asked for before help is under way."""

    where: str = ""
    who: str = ""
    what: str = ""
    how_to_reach: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerOrigin:
    """How it came to us."""

    source: DangerSource
    language: str
    call_id: UUID | None = None
    declared_by: UUID | None = None
    post_key: bytes | None = None
    is_drill: bool = False


def declare_danger(words: DangerWords, origin: DangerOrigin) -> DangerDeclaration:
    """Seal what is known to the danger key alone, and tell the house in the same transaction.

    A call or a posted form raises at most one: the second insert breaks a unique rule.
    """
    key, holder = ContentKey.new(), current_public_keys().of("danger")
    declaration = DangerDeclaration(
        id=uuid4(),
        operator=current_door().operator,
        source=origin.source,
        language=origin.language,
        declared_at=now(),
        declared_by=origin.declared_by,
        call_id=origin.call_id,
        post_key=origin.post_key,
        is_drill=origin.is_drill,
        key_id=holder.key_id,
        wrapped_key=holder.wrap(key),
    )
    for name in ("where", "who", "what", "how_to_reach"):
        said = getattr(words, name)
        if said:
            sealed = key.seal(said, place(declaration.id, f"danger_declaration.{name}"))
            setattr(declaration, name, sealed)
    db.session.add(declaration)
    audit.record(
        f"danger.declared.{origin.source}", subject_id=declaration.id, actor_id=origin.declared_by
    )
    announce(DangerDeclared(declaration.id, "danger"))
    return declaration
