"""Danger: one red list, one ladder, three ways to end it."""
