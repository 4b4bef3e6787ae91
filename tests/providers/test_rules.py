import inspect

import pytest
from twilio.twiml import voice_response as library

from helpline.providers.answers import Answer, Ask, Dial, Join, Pause, Spoken, Wait
from helpline.providers.practice.grammar import VERBS, Context
from helpline.providers.practice.rules import BadTwiml, read
from helpline.providers.practice.voices import speaks
from helpline.providers.twilio.twiml import VOICES, write

URL = "https://line.example.org/voice/next"
SPOKEN = Spoken("Guten Tag", "de")


def response(inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><Response>{inner}</Response>'


@pytest.mark.parametrize(
    ("inner", "context", "fault"),
    [
        ("<Say voice='Polly.Vicki-Neural' langage='de-DE'>x</Say>", Context.CALL, "langage"),
        ("<say>x</say>", Context.CALL, "no verb say"),
        ("<Sing>x</Sing>", Context.CALL, "no verb Sing"),
        ("<Gather numdigits='1'/>", Context.CALL, "numdigits"),
        ("<Gather numDigits='one'/>", Context.CALL, "numDigits"),
        ("<Gather method='PUT'/>", Context.CALL, "method"),
        ("<Gather><Redirect>x</Redirect></Gather>", Context.CALL, "may not stand in Gather"),
        ("<Gather><Gather/></Gather>", Context.CALL, "may not stand in Gather"),
        ("<Leave/>", Context.CALL, "Leave may not stand"),
        ("<Dial><Conference>x</Conference></Dial>", Context.QUEUE, "Dial may not stand"),
        ("<Enqueue>x</Enqueue>", Context.QUEUE, "Enqueue may not stand"),
        ("<Gather/>", Context.CONFERENCE, "Gather may not stand"),
        ("<Leave/>", Context.CONFERENCE, "Leave may not stand"),
        ("<Hangup/>", Context.CONFERENCE, "Hangup may not stand"),
        ("<Record/>", Context.QUEUE, "Record may not stand"),
        ("<Record transcribe='true'/>", Context.CALL, "write down"),
        ("<Dial record='record-from-answer'><Number>1</Number></Dial>", Context.CALL, "recorded"),
        (
            "<Dial><Conference record='record-from-start'>x</Conference></Dial>",
            Context.CALL,
            "recorded",
        ),
        ("<Dial><Say>x</Say></Dial>", Context.CALL, "may not stand in Dial"),
        ("<Dial/>", Context.CALL, "call somebody"),
        ("<Conference>x</Conference>", Context.CALL, "Conference may not stand"),
        ("<Say>x</Say><Reject/>", Context.CALL, "Reject must come first"),
        ("<Say voice='Polly.Vicki-Neural' language='ar-AE'>x</Say>", Context.CALL, "13520"),
        ("<Say language='so-SO'>x</Say>", Context.CALL, "language"),
        ("<Hangup>words</Hangup>", Context.CALL, "holds words"),
    ],
)
def test_what_twilio_would_refuse_is_refused_with_its_reason(
    inner: str, context: Context, fault: str
) -> None:
    with pytest.raises(BadTwiml, match=fault):
        read(response(inner), context)


@pytest.mark.parametrize(
    "document",
    ["", " " + response(""), "<Response>", "<response/>", "hello", "<html></html>"],
)
def test_what_is_no_twiml_at_all_is_refused(document: str) -> None:
    with pytest.raises(BadTwiml, match="12100"):
        read(document, Context.CALL)


def test_every_fault_of_a_document_is_named_at_once() -> None:
    with pytest.raises(BadTwiml) as refused:
        read(response("<Leave/><Say lang='de'>x</Say><Sing/>"), Context.CALL)

    assert len(refused.value.faults) == 3


def test_words_that_nobody_will_hear_are_warned_about() -> None:
    _verbs, warnings = read(response("<Hangup/><Say>x</Say>"), Context.CALL)

    assert warnings == ["Say after Hangup is never reached"]


def test_the_table_knows_no_attribute_that_the_library_does_not_know() -> None:
    for verb, attributes in VERBS.items():
        if verb == "Response":
            continue
        made_by = getattr(library.VoiceResponse, verb.lower(), None) or getattr(
            library.Dial, verb.lower(), None
        )
        assert made_by is not None, verb
        known = {name.replace("_", "") for name in inspect.signature(made_by).parameters}
        assert {name.lower() for name in attributes} <= known, verb


def test_everything_we_can_say_is_twiml_that_twilio_takes() -> None:
    whole = (
        Answer()
        .say(SPOKEN, Pause(2), Spoken("x", "fa", recording="https://line.example.org/fa.wav"))
        .ask(Ask(URL, (SPOKEN, Pause()), digits=6, always=True))
        .dial(Dial("client:maria", URL))
        .dial(Dial("+12025550111", URL))
        .wait(Wait("opaque", URL, URL))
        .join(Join("opaque", URL, URL, label="a", ends_it=True, star_leaves=True, waiting_url=URL))
        .go_to(URL)
        .hang_up()
    )

    read(write(whole, caller_id="+12025550100"), Context.CALL)
    read(write(Answer().refuse(), caller_id=""), Context.CALL)
    read(write(Answer().ask(Ask(URL, (SPOKEN,))).leave(), caller_id=""), Context.QUEUE)
    read(write(Answer().say(SPOKEN).pause().go_to(URL), caller_id=""), Context.CONFERENCE)


@pytest.mark.parametrize("language", sorted(VOICES))
def test_every_voice_we_choose_speaks_its_language(language: str) -> None:
    spoken, voice = VOICES[language]

    assert spoken.startswith(language) or (spoken, language) == ("nb-NO", "nb")
    assert speaks(voice, spoken)
