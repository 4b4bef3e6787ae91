"""What a page from before still opens, once the mailbox was closed or the receipt written down."""

from typing import Final

from tests.prove.sabotage import Sabotage

TESTS: Final = "tests/intake/public/test_shut.py"

COMING_BACK: Final = (
    Sabotage(
        guard="messages that were closed are opened by no page from before",
        file="helpline/intake/mailbox/page.py",
        text="        if mailbox.is_shut_to(visit.shown_at):\n",
        instead="        if not mailbox:\n",
        test=f"{TESTS}::test_back_in_the_browser_leads_to_no_message_once_they_are_closed",
    ),
    Sabotage(
        guard="a receipt is typed anew, not sent again",
        file="helpline/intake/mailbox/serving.py",
        text='moment_of(request.form.get("shown_at"))',
        instead='moment_of("")',
        test=f"{TESTS}::test_pages_from_before_show_nothing_and_the_receipt_opens_it_again",
    ),
    Sabotage(
        guard="messages are closed also after their half hour",
        file="helpline/intake/mailbox/serving.py",
        text='request.form.get("token", ""), is_late_allowed=True)',
        instead='request.form.get("token", ""))',
        test=f"{TESTS}::test_it_is_closed_also_after_its_half_hour_has_run_out",
    ),
    Sabotage(
        guard="no clock that went wrong keeps anybody out of their mailbox",
        file="helpline/intake/mailbox/queries.py",
        text=" <= self.shut_at <= now()",
        instead=" <= self.shut_at",
        test=f"{TESTS}::test_a_clock_that_went_wrong_keeps_nobody_out",
    ),
    Sabotage(
        guard="a receipt that is written down is shown no more",
        file="helpline/intake/public/walk.py",
        text="    if delivery.is_noted:",
        instead="    if False:",
        test=f"{TESTS}::test_a_receipt_that_is_written_down_is_shown_no_more",
    ),
    Sabotage(
        guard="the way out closes an open mailbox",
        file="helpline/static/exit.js",
        text="  if (link.dataset.shuts) shut();\n",
        instead="",
        test=f"{TESTS}::test_the_way_out_closes_an_open_mailbox_where_scripts_run",
    ),
)
