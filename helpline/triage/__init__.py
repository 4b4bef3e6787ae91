"""The three desks and danger: what a contact needs, and what is decided."""
