"""Anything at all is posted: the answer is a page, and no word is lost."""

from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpline.intake.public.draft import Draft
from helpline.intake.public.fields import tidy
from helpline.intake.public.steps import Step
from tests.house import House
from tests.intake.public.walker import Walker

TEXTS: Final = (
    "where", "who", "what", "how_to_reach", "worries", "reach_safely", "number", "name_to_say",
)  # fmt: skip

GO: Final = (
    "next", "back", "stay", "now", "send", "change:call", "short", "long", "", "x",
)  # fmt: skip
TOO_LONG: Final = "<too long>"
"""Stands for 10,001 letters, which no report of a failure wants to print."""

words = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    st.sampled_from([TOO_LONG, "<b>", "\u202eabc", "١٢٣", "\r\n", "030 23125 001"]),
)
posts = st.fixed_dictionaries(
    {
        "step": st.sampled_from([*Step, "", "x"]),
        "go": st.sampled_from(GO),
        "token": st.sampled_from(["ours", "none", "forged"]),
    },
    optional={
        **dict.fromkeys(TEXTS, words),
        "danger": st.sampled_from(["yes", "no", "unsure", "maybe"]),
        "view": st.sampled_from(["short", "", "x"]),
        "wish": st.sampled_from(["someone_close", "concern", "nothing"]),
        "reach": st.sampled_from(["mailbox", "call", "pigeon"]),
        "day": st.sampled_from(["", "1999-01-01", "x"]),
        "time": st.sampled_from(["", "18:00", "99:99"]),
        "zone": st.sampled_from(["Europe/Berlin", "Mars/Base", ""]),
    },
)


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(posts)
def test_whatever_is_posted_is_answered_and_kept(
    house: House, father: Walker, post: dict[str, str]
) -> None:
    typed = {name: text.replace(TOO_LONG, "x" * 10_001) for name, text in post.items()}
    father.post("contact", typed | {"token": _token(father, post["token"])})

    assert father.status in {200, 400, 409, 422}
    assert 'lang="ar" dir="rtl"' in father.page
    kept = _kept(house, father)
    for name in TEXTS:
        assert tidy(typed.get(name)) in kept[name], name


def _token(walker: Walker, kind: str) -> str:
    if kind == "ours":
        return walker.open("contact").press(danger="no").fields["token"]
    return "" if kind == "none" else "AAAA" * 30


def _kept(house: House, walker: Walker) -> dict[str, str]:
    """By field, what is still on the page, or in the token that the page carries."""
    with house.public.app_context():
        draft = Draft.opened(walker.fields["token"])
    on_page = {name: tidy(walker.fields.get(name)) for name in TEXTS}
    return {name: on_page[name] or draft.answers.get(name, "") for name in TEXTS}
