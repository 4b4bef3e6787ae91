"""A community's door is checked with all the rest: every fault of it, and of its logo, at once."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from struct import pack
from zlib import crc32

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from helpline.policy import Policy, PolicyFaults
from helpline.policy.checks import OUR_PATHS
from helpline.policy.logos import HEAVIEST, WIDEST
from tests.house import House
from tests.policies import with_logo
from tests.policy.conftest import DEMONSTRATION, FaultsIn

DOOR = DEMONSTRATION.split("[[front_doors]]")[1]
NAME = '{ en = "The Bridge", ar = "الجسر", fr = "La Passerelle" }'
SECRET = "made by M., 12 Rose Street"
Loaded = Callable[[bytes], Policy]


@pytest.fixture
def with_picture(tmp_path: Path) -> Loaded:
    """The demonstration's policy, with these bytes as its door's logo."""

    def loaded(content: bytes) -> Policy:
        file = with_logo(tmp_path, DEMONSTRATION)
        (tmp_path / "bridge.png").write_bytes(content)
        return Policy.load(file)

    return loaded


def picture(
    kind: str = "PNG", width: int = 40, height: int = 20, **how: PngInfo | Image.Exif
) -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), "teal").save(written, kind, **how)
    return written.getvalue()


def bomb() -> bytes:
    """A picture of one dot whose head speaks of four thousand million."""
    head = b"IHDR" + pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    small = picture(width=1, height=1)
    return small[:12] + head + pack(">I", crc32(head)) + small[33:]


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ('"bridge"', '"en"', "slug: en is an address of ours already"),
        ('"bridge"', '"voice"', "slug: voice is an address of ours already"),
        ('"bridge"', '"The Bridge"', "slug: 'The Bridge' is not a short name"),
        ('["ar", "fr", "en"]', '["ar", "xx"]', "languages[2]: 'xx' is not a language"),
        ('fr = "La Passerelle"', 'tr = "Köprü"', "name.fr: is missing, and the door speaks it"),
        ('desk = "support"', 'desk = "hotline"', "desk: is hotline: nobody reports who did not"),
        ('"bridge.png"', '"../bridge.png"', "logo: '../bridge.png' is not the name of a file"),
        ('"bridge.png"', '"none.png"', "logo: none.png cannot be read"),
    ],
)
def test_what_is_wrong_with_a_door_is_named(
    faults_in: FaultsIn, right: str, wrong: str, fault: str
) -> None:
    assert right in DOOR
    found = faults_in(DEMONSTRATION.replace(DOOR, DOOR.replace(right, wrong)))
    assert any(f"front_doors[1].{fault}" in each for each in found), found


def test_all_faults_of_two_doors_are_named_together(faults_in: FaultsIn) -> None:
    other = DOOR.replace(NAME, '"Bridge"').replace('"support"', '"advice"')
    written = DEMONSTRATION.replace('"fr", "nl"', '"nl"', 1) + "\n[[front_doors]]" + other
    found = faults_in(written.replace('"bridge.png"', '"none.png"'))
    for fault in (
        "front_doors[1].languages: fr is not one of the languages",
        "front_doors[2].languages: fr is not one of the languages",
        "front_doors[2].slug: bridge is another door's",
        "front_doors[1].logo: none.png cannot be read",
        "front_doors[2].logo: none.png cannot be read",
    ):
        assert any(fault in each for each in found), found


def test_a_desk_that_is_not_there_takes_nobody(faults_in: FaultsIn) -> None:
    found = faults_in(DEMONSTRATION.replace('"advice", "support"]', '"advice"]'))
    assert any("front_doors[1].desk: support is not one of the desks" in each for each in found)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "is none of PNG, JPEG, WEBP"),
        (b"", "is none of"),
        (picture("GIF"), "is none of"),
        (picture()[:60], "cannot be read"),
        (picture(width=WIDEST + 1), "is wider or higher than 512 dots"),
        (bomb(), "is none of"),
    ],
    ids=["drawing", "empty", "other kind", "torn", "wide", "bomb"],
)
def test_what_is_no_small_picture_is_no_logo(
    with_picture: Loaded, content: bytes, fault: str
) -> None:
    with pytest.raises(PolicyFaults) as refused:
        with_picture(content)
    assert any(f"front_doors[1].logo: bridge.png {fault}" in each for each in refused.value.faults)


def test_a_logo_that_would_make_the_first_page_heavy_is_refused(with_picture: Loaded) -> None:
    written = BytesIO()
    Image.effect_noise((300, 300), 90).save(written, "PNG")
    with pytest.raises(PolicyFaults, match=f"more than {HEAVIEST}"):
        with_picture(written.getvalue())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_nothing_but_the_dots_of_a_logo_is_shown(with_picture: Loaded, kind: str) -> None:
    notes = PngInfo()
    notes.add_text("Author", SECRET)
    exif = Image.Exif()
    exif[0x010E] = SECRET
    written = picture(kind, pnginfo=notes) if kind == "PNG" else picture(kind, exif=exif)
    assert SECRET.encode() in written
    logo = with_picture(written + b"\n" + SECRET.encode()).logos["bridge"]
    assert SECRET.encode() not in logo.content
    with Image.open(BytesIO(logo.content)) as shown:
        assert (shown.format, shown.size) == (kind, (40, 20))


def test_no_door_can_take_an_address_of_ours(house: House) -> None:
    firsts = {rule.rule.split("/")[1] for rule in house.public.url_map.iter_rules()}
    assert {first for first in firsts if first and not first.startswith("<")} == OUR_PATHS
