"""The desk's figures, for its supervisors: counts that point at nobody."""

import csv
import io

from flask import Response
from flask.typing import ResponseReturnValue

from helpline import audit
from helpline.db import transaction
from helpline.doors import Door, guard
from helpline.people import current_staff
from helpline.people.errors import ForSupervisors
from helpline.triage.desk import queries
from helpline.triage.desk.decisions import counted
from helpline.triage.desk.work import at_this_desk, current_work

COLUMNS = ("month", "wish", "language", "outcome", "contacts")


def supervising_this_desk() -> Door:
    """Raises ForSupervisors, and NotYourDesk while working elsewhere."""
    door = at_this_desk()
    if not current_staff().is_supervisor:
        raise ForSupervisors
    return door


@guard(supervising_this_desk)
def figures() -> ResponseReturnValue:
    """By month, wish, language and outcome; small numbers are not told (R83)."""
    work, sheet = current_work(), io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    with transaction():
        writer.writerows(counted(queries.figures(work.outcomes())))
        audit.record("figures.exported", subject_id=current_staff().id, actor_id=current_staff().id)
    name = f"attachment; filename=figures-{work.desk}.csv"
    return Response(sheet.getvalue(), mimetype="text/csv", headers={"Content-Disposition": name})
