"""What a face needs before it opens, and what its log may say."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from helpline import app as composition
from helpline.config import Config, ConfigError
from helpline.log import Frames, Scrubber
from tests.house import House

NUMBER = "+44 7700 900123"


@pytest.fixture
def config(house: House) -> Config:
    config: Config = house.public.extensions["helpline.config"]
    return config


def test_the_public_face_does_not_open_without_a_pepper(config: Config) -> None:
    with pytest.raises(ConfigError, match="HELPLINE_PEPPER"):
        composition.public_app(replace(config, pepper="short"))


def test_no_face_opens_that_could_not_seal(config: Config, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refused:
        composition.public_app(replace(config, public_keys=tmp_path, pepper=""))

    named = " ".join(refused.value.faults)
    assert all(name in named for name in ("hotline", "advice", "support", "danger", "dispatch"))
    assert "HELPLINE_PEPPER" in named


def test_a_demonstration_does_not_open_for_real_callers(config: Config, tmp_path: Path) -> None:
    real = replace(config, carrier_base_url="https://api.twilio.com", clock_file=tmp_path / "clock")
    with pytest.raises(ConfigError) as refused:
        composition.public_app(real)

    assert [fault.split()[0] for fault in refused.value.faults] == [
        "HELPLINE_DEMONSTRATION",
        "HELPLINE_CLOCK_FILE",
    ]


def test_all_missing_settings_are_named_at_once() -> None:
    with pytest.raises(ConfigError) as refused:
        Config.from_env({"HELPLINE_SECRET_KEY": "short"})

    assert len(refused.value.faults) == 4


def test_a_number_in_a_log_line_is_cut_out() -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "from %s", (NUMBER,), None)

    assert Scrubber().filter(record)
    assert record.getMessage() == "from [digits]"


def test_an_error_in_the_log_names_its_kind_and_place_and_not_its_words() -> None:
    with pytest.raises(ValueError, match="invalid") as raised:
        int("the name of a child")

    said = Frames().formatException((raised.type, raised.value, raised.tb))

    assert said.endswith("ValueError")
    assert "test_starting.py" in said
    assert "invalid literal" not in said


@pytest.mark.parametrize(
    ("header", "language"),
    [("ar-SY,en;q=0.8", "ar"), ("de-AT", "de"), ("xx", "en"), ("", "en"), ("pl,ar;q=0.5", "ar")],
)
def test_a_reader_is_met_in_the_first_of_their_languages_that_we_speak(
    house: House, header: str, language: str
) -> None:
    answer = house.public.test_client().get("/", headers={"Accept-Language": header})

    assert answer.headers["Location"].endswith(f"/{language}/")
