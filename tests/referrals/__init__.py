"""Handing on, and what comes back."""
