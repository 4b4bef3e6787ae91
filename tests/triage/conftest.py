"""Contacts for these tests."""

from tests.contacts import contact

__all__ = ["contact"]
