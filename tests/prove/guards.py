"""Every guard that is broken on purpose, room by room."""

from typing import Final

from tests.prove.attachments import ATTACHMENTS
from tests.prove.callbacks_and_texts import CALLBACKS_AND_TEXTS
from tests.prove.carrier import CARRIER
from tests.prove.coming_back import COMING_BACK
from tests.prove.desks import DESKS
from tests.prove.dialogue import DIALOGUE
from tests.prove.done_once import DONE_ONCE
from tests.prove.floods import FLOODS
from tests.prove.front_doors import FRONT_DOORS
from tests.prove.in_call import IN_CALL
from tests.prove.kept_apart import KEPT_APART
from tests.prove.left_nowhere import LEFT_NOWHERE
from tests.prove.one_page import ONE_PAGE
from tests.prove.outside import OUTSIDE
from tests.prove.owed import OWED
from tests.prove.paper import PAPER
from tests.prove.real_house import REAL_HOUSE
from tests.prove.recordings import RECORDINGS
from tests.prove.sabotage import Sabotage
from tests.prove.sealing import SEALING
from tests.prove.seen_and_kept import SEEN_AND_KEPT
from tests.prove.sequences import SEQUENCE_GUARDS
from tests.prove.softphones import SOFTPHONES
from tests.prove.surges import SURGES
from tests.prove.voicemail_and_picking import VOICEMAIL_AND_PICKING
from tests.prove.walls import WALLS

SABOTAGES: Final[tuple[Sabotage, ...]] = (
    *WALLS,
    *DESKS,
    *SEALING,
    *OWED,
    *ONE_PAGE,
    *OUTSIDE,
    *COMING_BACK,
    *SOFTPHONES,
    *CARRIER,
    *DIALOGUE,
    *CALLBACKS_AND_TEXTS,
    *VOICEMAIL_AND_PICKING,
    *RECORDINGS,
    *IN_CALL,
    *SEQUENCE_GUARDS,
    *DONE_ONCE,
    *SURGES,
    *KEPT_APART,
    *LEFT_NOWHERE,
    *SEEN_AND_KEPT,
    *FRONT_DOORS,
    *FLOODS,
    *ATTACHMENTS,
    *PAPER,
    *REAL_HOUSE,
)
