"""One process has imported the house and been told nothing; the others are forked from it.

Over a socket without a name go descriptors alone. What a process is told goes through a pipe that
only the forked process reads. It becomes a child of whoever asked, as if that had started it.
"""

from helpline.embedded.nursery.asking import Forked, Nursery

__all__ = ["Forked", "Nursery"]
