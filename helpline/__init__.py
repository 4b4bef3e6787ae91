"""The back end of a contact point for worries about radicalisation."""

import gc
from typing import Final

MADE_BEFORE_A_LOOK: Final = 50_000
"""Things made before Python looks for rubbish among them. A start makes hundreds of thousands
that stay: at Python's own 700, every process spent a tenth of its start looking, 386 times."""

gc.set_threshold(MADE_BEFORE_A_LOOK)
