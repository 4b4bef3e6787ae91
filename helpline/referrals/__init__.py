"""Handing on with consent, and hearing what came of it."""
