"""The `helpline` command. One module for each group of commands."""

from helpline.cli.lazily import main

__all__ = ["main"]
