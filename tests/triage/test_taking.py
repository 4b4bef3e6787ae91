"""Two people reach for one contact: one has it, and the other is told who."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from http import HTTPStatus

from sqlalchemy import text

from tests.contacts import Arrive
from tests.house import House, Visitor

Staff = Callable[[str], Visitor]


def test_of_two_who_take_at_the_same_moment_one_has_it(
    staff: Staff, contact: Arrive, house: House
) -> None:
    handlers, father = (staff("maria"), staff("omar")), contact("support")
    page = f"/support/{father}"

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda who: who.submit(f"{page}/take", at=page), handlers))

    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert house.count("audit_entry", "action = 'contact.taken'") == 1


def test_who_takes_while_a_colleague_is_taking_waits_and_is_told(
    staff: Staff, contact: Arrive, house: House
) -> None:
    maria, father = staff("maria"), contact("support")
    page = f"/support/{father}"
    taken = text("UPDATE contact SET state = 'taken', taken_by = :omar, taken_at = received_at")

    with ThreadPoolExecutor(1) as second, house.owner.begin() as first:
        omar = first.scalar(text("SELECT id FROM account WHERE username = 'omar'"))
        first.execute(taken, {"omar": omar})
        answer = second.submit(maria.submit, f"{page}/take", at=page)
        assert wait([answer], timeout=1).not_done

    assert answer.result().status_code == HTTPStatus.CONFLICT
