"""Can this machine make the sheet to hang up as a PDF?"""

from collections.abc import Iterator

from helpline import paper
from helpline.cli.doctor.patient import Patient


def examine(_patient: Patient) -> Iterator[str]:
    missing = paper.missing()
    if missing is not None:
        yield (
            f"{missing} is not on this machine: the sheet to hang up is not offered as a PDF. "
            "Install Pango (Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-core)."
        )
