"""Danger: a ladder that climbs until a person has it, and ends in one of three ways."""
