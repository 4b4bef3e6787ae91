"""PostgreSQL and Valkey of our own, and the one command that runs the whole house."""

from helpline.embedded.account import Account
from helpline.embedded.binaries import BinariesMissing
from helpline.embedded.postgres import Postgres
from helpline.embedded.processes import CannotStart, Command, Process
from helpline.embedded.valkey import Valkey

__all__ = [
    "Account",
    "BinariesMissing",
    "CannotStart",
    "Command",
    "Postgres",
    "Process",
    "Valkey",
]
