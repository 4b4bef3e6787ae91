"""Are the settings, the policy and the keys there, and do they fit?"""

from collections.abc import Iterator

from helpline.cli.doctor.patient import Patient
from helpline.embedded.faults import standing_faults


def examine(patient: Patient) -> Iterator[str]:
    """The same words with which a house refuses to start."""
    for fault in standing_faults(patient.known):
        yield f"{fault}. Put this right where the settings are kept, and start again."
