"""Numbered changes to the tables, and the wall that is put up again after each."""

from helpline.migrations.running import Busy, upgrade
