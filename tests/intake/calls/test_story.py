"""A mother calls."""

from tests.house import House
from tests.intake.calls.conftest import MOTHER, AtWork, Phones


def test_a_mother_reaches_a_counsellor_and_the_two_are_joined(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")

    mother = phones.waiting_call()
    maria = phones.ringing("maria")
    phones.remote.answer(maria, "1")

    phones.are_together(mother, maria)
    assert "You are connected now" in phones.heard(mother)
    assert "being connected" in phones.heard(maria)
    (contact,) = house.rows(
        "SELECT c.channel, c.state, c.language, c.wish, c.notice_version, a.username"
        " FROM contact c JOIN account a ON a.id = c.taken_by"
    )
    version = house.public.extensions["helpline.policy"].version
    assert tuple(contact) == ("call", "taken", "en", "someone_close", version, "maria")
    assert phones.row(mother)["state"] == "talking"


def test_each_language_is_announced_in_its_own_voice_and_danger_comes_first(
    phones: Phones,
) -> None:
    sid = phones.call("-")

    phones.hears(sid, "English, press 1")
    said = [line for line in phones.remote.call(sid)["heard"] if line["kind"] == "say"]
    languages = [line["language"] for line in said]
    assert list(dict.fromkeys(languages))[:3] == ["en-GB", "de-DE", "ar-AE"]
    # In each language danger comes before the language's own key.
    assert languages[:6] == ["en-GB", "en-GB", "de-DE", "de-DE", "ar-AE", "ar-AE"]
    assert "press 0" in said[0]["words"]
    first = next(line for line in said if "press 1" in line["words"])
    assert (first["language"], first["words"].count("English")) == ("en-GB", 1)


def test_the_notice_is_given_before_any_question(phones: Phones) -> None:
    sid = phones.call("1")

    phones.hears(sid, "report a concern")
    heard = phones.heard(sid)
    assert heard.index("not police officers") < heard.index("If you want help")
    assert "We cannot send help ourselves" in heard


def test_when_the_mother_hangs_up_the_counsellor_keeps_the_contact(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")
    mother = phones.waiting_call()
    maria = phones.ringing("maria")
    phones.remote.answer(maria, "1")
    phones.are_together(mother, maria)

    phones.remote.hang_up(mother)

    phones.is_over(maria)
    assert "The caller has left" in phones.heard(maria)
    phones.until(lambda: phones.row(mother)["state"] == "ended")
    assert phones.row(mother)["ending"] == "talked"
    assert house.count("contact", "state = 'taken' AND taken_by IS NOT NULL") == 1
    phones.until(lambda: house.count("call_leg", "state <> 'ended'") == 0)


def test_when_the_counsellor_hangs_up_the_mother_hears_it_and_can_go_on(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")
    mother = phones.waiting_call()
    maria = phones.ringing("maria")
    phones.remote.answer(maria, "1")
    phones.are_together(mother, maria)

    phones.remote.press(mother, "1")
    phones.remote.hang_up(maria)

    phones.hears(mother, "has left the call")
    phones.until(lambda: phones.row(mother)["state"] == "waiting")
    assert house.count("contact") == 1


def test_star_ends_a_talk_at_once_and_neutrally(phones: Phones, at_work: AtWork) -> None:
    at_work("maria")
    mother = phones.waiting_call()
    maria = phones.ringing("maria")
    phones.remote.answer(maria, "1")
    phones.are_together(mother, maria)

    phones.remote.press_now(mother, "*")

    phones.is_over(mother)
    assert phones.heard(mother).endswith("Thank you for calling. Goodbye.")
    assert phones.row(mother)["ending"] == "talked"
    phones.is_over(maria)


def test_a_caller_who_presses_nothing_reaches_the_support_desk(phones: Phones) -> None:
    sid = phones.call("- - - - - -")

    phones.until(lambda: phones.row(sid)["state"] == "waiting")
    assert phones.row(sid)["desk"] == "support"
    assert phones.row(sid)["language"] == "en"
    assert "We did not notice a key" in phones.heard(sid)


def test_a_wrong_key_is_said_kindly_and_asked_again(phones: Phones) -> None:
    sid = phones.call("2 9 3")

    phones.until(lambda: phones.row(sid)["state"] is not None)
    phones.until(lambda: phones.row(sid)["desk"] == "advice", lambda: phones.heard(sid))
    assert phones.row(sid)["language"] == "de"


def test_the_number_of_a_caller_is_kept_nowhere(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")
    mother = phones.waiting_call()
    maria = phones.ringing("maria")
    phones.remote.answer(maria, "1")
    phones.are_together(mother, maria)
    phones.remote.hang_up(mother)
    phones.is_over(maria)

    tables = house.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    for (table,) in tables:
        assert house.count(table, f"\"{table}\"::text LIKE '%{MOTHER.lstrip('+')}%'") == 0
