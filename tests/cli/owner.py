"""What an administrator's terminal knows."""

from helpline.embedded.instance import PRESET
from tests.servers import Database


def as_owner(database: Database) -> dict[str, str]:
    return {"DATABASE_URL": database.owner, "HELPLINE_POLICY_FILE": str(PRESET)}
