"""The wall in the database, the doors of the pages, and what every face owes."""

from typing import Final

from tests.prove.sabotage import Sabotage

RULES: Final = "helpline/wall/rules.py"
WORDS: Final = "helpline/wall/words.py"
DOORS: Final = "helpline/doors.py"
FACES: Final = "helpline/faces.py"
GUARDS: Final = "helpline/people/guards.py"
PEOPLE: Final = "helpline/people/decisions.py"
WALL_TESTS: Final = "tests/rules/test_wall.py"
FACE_TESTS: Final = "tests/rules/test_faces.py"
ROUTE_TESTS: Final = "tests/rules/test_routes.py"
STARTING_TESTS: Final = "tests/rules/test_starting.py"
SIGN_IN_TESTS: Final = "tests/console/test_signing_in.py"

WALLS: Final = (
    Sabotage(
        guard="a desk sees only its own desk's rows",
        file=WORDS,
        text="""return f"desk = '{role.value}' AND {MINE}\"""",
        instead="return MINE",
        test=f"{WALL_TESTS}::test_another_desks_rows_are_not_there",
    ),
    Sabotage(
        guard="a post does not become slower with every contact that is kept",
        file=WORDS,
        text='"mailbox_id = ANY (ARRAY(SELECT id FROM mailbox))"',
        instead='"mailbox_id IN (SELECT id FROM mailbox)"',
        test=f"{WALL_TESTS}::test_the_public_face_looks_up_its_one_mailbox_and_reads_no_other_row",
    ),
    Sabotage(
        guard="a desk lets no phone ring into another desk's call",
        file="helpline/wall/phone.py",
        text='        *to_desks(S, I, U, rows=f"{MINE} AND {OF_MY_CALL}"),',
        instead='        *to_desks(S, U, rows=f"{MINE} AND {OF_MY_CALL}"),\n        *to_desks(I),',
        test=f"{WALL_TESTS}::test_a_desk_lets_no_phone_ring_into_another_desks_call",
    ),
    Sabotage(
        guard="the login of one desk takes no other desk's role",
        file="helpline/logins.py",
        text='if role in {desk, "danger"})]',
        instead="if role)]",
        test="tests/rules/test_one_desk.py::test_its_login_takes_no_other_role",
    ),
    Sabotage(
        guard="a login that was there before inherits nothing",
        file="helpline/logins.py",
        text="""_run(admin, "ALTER ROLE {} NOINHERIT", [role])""",
        instead="pass",
        test="tests/test_logins.py"
        "::test_roles_that_somebody_made_beforehand_inherit_nothing_afterwards",
    ),
    Sabotage(
        guard="a grant that was there before is inherited by nobody",
        file="helpline/logins.py",
        text="""sql.SQL(" WITH INHERIT FALSE")""",
        instead="NOTHING",
        test="tests/test_logins.py"
        "::test_roles_that_somebody_made_beforehand_inherit_nothing_afterwards",
    ),
    Sabotage(
        guard="another operator's rows are not there",
        file=WORDS,
        text="""MINE: Final = "operator = current_setting('app.operator', true)\"""",
        instead='MINE: Final = "true"',
        test=f"{WALL_TESTS}::test_another_operators_rows_are_not_there",
    ),
    Sabotage(
        guard="a mailbox is there for its own lookup only",
        file=RULES,
        text="""        Rule(Role.PUBLIC, (S,), f"{MAILBOX} AND {MINE}"),""",
        instead="""        Rule(Role.PUBLIC, (S,), MINE),""",
        test=f"{WALL_TESTS}::test_the_public_face_reads_nothing_back_without_a_receipt",
    ),
    Sabotage(
        guard="rights of a role are granted column by column",
        file="helpline/wall/applied.py",
        text="""if rule.columns else \"\"""",
        instead="""if False else \"\"""",
        test=f"{WALL_TESTS}::test_each_role_may_do_what_is_written_and_nothing_else",
    ),
    Sabotage(
        guard="row-level security is switched on",
        file="helpline/wall/applied.py",
        text="ENABLE ROW LEVEL SECURITY",
        instead="DISABLE ROW LEVEL SECURITY",
        test=f"{WALL_TESTS}::test_another_desks_rows_are_not_there",
    ),
    Sabotage(
        guard="whoever looks at the wall holds nobody up",
        file="helpline/wall/applied.py",
        text="""    connection.execute(text(f"SET LOCAL search_path = {COPY}"))
    for table in WALL:
        connection.execute(text(f'CREATE TABLE "{table}" (LIKE public."{table}")'))
""",
        instead="",
        test="tests/doctor/test_the_wall.py::test_the_wall_is_looked_at_while_others_read_and_write",
    ),
    Sabotage(
        guard="an upgrade does not wait for a table for long",
        file="helpline/migrations/running.py",
        text="SET LOCAL lock_timeout",
        instead="SET LOCAL statement_timeout",
        test="tests/embedded/test_commands.py"
        "::test_an_upgrade_does_not_wait_for_long_where_somebody_holds_a_table",
    ),
    Sabotage(
        guard="a message belongs to the desk of its contact",
        file="helpline/intake/models/contact.py",
        text="""    __tablename__ = "message"
    __table_args__ = (same_desk(),)""",
        instead="""    __tablename__ = "message\"""",
        test=f"{WALL_TESTS}::test_the_migrations_make_the_tables_that_the_models_say",
    ),
    Sabotage(
        guard="a query needs a door",
        file=DOORS,
        text="""raise NoDoor("name a role before the first query: with through(Door(…))")""",
        instead="return",
        test=f"{FACE_TESTS}::test_a_query_without_a_door_is_refused",
    ),
    Sabotage(
        guard="a door is not changed inside a transaction",
        file=DOORS,
        text="if db.session().in_transaction():",
        instead="if False:",
        test=f"{FACE_TESTS}::test_a_door_cannot_be_changed_inside_a_transaction",
    ),
    Sabotage(
        guard="a connection that lay idle is asked whether it still stands",
        file="helpline/db.py",
        text="    if idle_since is None or time.monotonic() - idle_since <= TRUSTED_SECONDS:",
        instead="    if idle_since or time.monotonic() <= TRUSTED_SECONDS:",
        test=f"{FACE_TESTS}::test_a_connection_that_has_gone_while_it_lay_idle_is_made_anew_unseen",
    ),
    Sabotage(
        guard="a page without a guard is refused",
        file=DOORS,
        text="            abort(403)",
        instead="            return",
        test=f"{FACE_TESTS}::test_a_page_without_a_guard_is_refused",
    ),
    Sabotage(
        guard="a view says who may open it",
        file="helpline/triage/desk/views/reading.py",
        text="@guard(at_this_desk)\n",
        instead="",
        test=f"{FACE_TESTS}::test_every_page_has_a_guard",
    ),
    Sabotage(
        guard="a desk's pages are for people working at that desk",
        file=GUARDS,
        text="if g.staff.desk is not desk:",
        instead="if False:",
        test=f"{ROUTE_TESTS}::test_a_staff_page_opens_for_those_it_is_for",
    ),
    Sabotage(
        guard="danger's pages are for people on duty",
        file=GUARDS,
        text="if not (g.staff.is_on_duty or g.staff.is_supervisor):",
        instead="if False:",
        test=f"{ROUTE_TESTS}::test_a_staff_page_opens_for_those_it_is_for",
    ),
    Sabotage(
        guard="supervisors' pages are for supervisors",
        file=GUARDS,
        text="if not g.staff.is_supervisor:",
        instead="if False:",
        test=f"{ROUTE_TESTS}::test_a_staff_page_opens_for_those_it_is_for",
    ),
    Sabotage(
        guard="a desk needs the training for it",
        file="helpline/people/actions.py",
        text="if desk not in by.desks:",
        instead="if False:",
        test=f"{SIGN_IN_TESTS}::test_a_desk_needs_the_training_for_it",
    ),
    Sabotage(
        guard="a wrong password is refused",
        file="helpline/people/signing_in.py",
        text="return None if matches else WrongSignIn",
        instead="return None",
        test=f"{SIGN_IN_TESTS}::test_nobody_is_let_in_with_a_wrong_password",
    ),
    Sabotage(
        guard="an idle session ends",
        file=PEOPLE,
        text="moment - seen_at < IDLE and ",
        instead="",
        test=f"{SIGN_IN_TESTS}::test_a_session_ends_when_nobody_uses_it",
    ),
    Sabotage(
        guard="polling does not keep a session alive",
        file=GUARDS,
        text=""" and "poll" not in request.args:""",
        instead=":",
        test=f"{SIGN_IN_TESTS}::test_a_console_that_only_polls_does_not_keep_a_session_alive",
    ),
    Sabotage(
        guard="a session that was ended opens nothing",
        file=GUARDS,
        text=", StaffSession.ended_at.is_(None))",
        instead=")",
        test=f"{SIGN_IN_TESTS}::test_signing_out_ends_the_session_itself",
    ),
    Sabotage(
        guard="a sign-in leads to no other site",
        file="helpline/people/entering.py",
        text="return wanted if is_path else",
        instead="return wanted if wanted else",
        test=f"{SIGN_IN_TESTS}::test_a_link_cannot_send_somebody_to_another_site_after_signing_in",
    ),
    Sabotage(
        guard="a post to the console carries its token",
        file="helpline/app.py",
        text="""    CSRFProtect(app)
    for page in STAFF_PAGES:""",
        instead="""    app.jinja_env.globals["csrf_token"] = str
    for page in STAFF_PAGES:""",
        test=f"{SIGN_IN_TESTS}::test_a_post_without_its_token_is_refused",
    ),
    Sabotage(
        guard="a page loads nothing from elsewhere",
        file=FACES,
        text="script-src 'self'",
        instead="script-src 'self' 'unsafe-inline'",
        test=f"{FACE_TESTS}::test_no_page_may_load_from_elsewhere_or_be_kept",
    ),
    Sabotage(
        guard="a log line holds no number",
        file="helpline/log.py",
        text="        if _DIGITS.search(message):",
        instead="        if False:",
        test=f"{STARTING_TESTS}::test_a_number_in_a_log_line_is_cut_out",
    ),
    Sabotage(
        guard="an error in the log has no words",
        file="helpline/log.py",
        text="""return f"{frames}\\n{kind.__name__ if kind else 'no error'}\"""",
        instead="""return f"{frames}\\n{_error}\"""",
        test=(
            f"{STARTING_TESTS}::test_an_error_in_the_log_names_its_kind_and_place_and_not_its_words"
        ),
    ),
    Sabotage(
        guard="the public face does not open without its pepper",
        file="helpline/app.py",
        text="if role is Role.PUBLIC and len(config.pepper) < SHORTEST_SECRET:",
        instead="if False:",
        test=f"{STARTING_TESTS}::test_the_public_face_does_not_open_without_a_pepper",
    ),
    Sabotage(
        guard="no page is kept by a browser",
        file=FACES,
        text="""response.headers.setdefault("Cache-Control", "no-store")""",
        instead="pass",
        test=f"{FACE_TESTS}::test_no_page_may_load_from_elsewhere_or_be_kept",
    ),
)
