"""The directory comes in and goes out as other programs exchange it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from helpline.cli.directory import directory
from helpline.demonstration import PARTNERS
from helpline.embedded.instance import PRESET
from helpline.referrals.exchange import DirectoryFaults, read_directory, write_directory
from helpline.referrals.models import PartnerKind
from helpline.referrals.releasable import RELEASABLE
from tests.house import House

NEW: dict[str, Any] = {
    "version": "3.1.3",
    "organizations": [
        {
            "id": "org-7",
            "name": "Haus am Fluss",
            "description": "Made up.",
            "email": "office@fluss.example.org",
            "services": [
                {
                    "id": "service-7",
                    "name": "Talks for parents",
                    "status": "active",
                    "assured_date": "2026-01-31",
                    "languages": [{"id": "l1", "code": "de"}],
                    "service_areas": [{"id": "a1", "name": "Leipzig"}],
                    "attributes": [{"id": "t1", "taxonomy_term": {"id": "n", "code": "parenting"}}],
                    "capacities": [{"id": "c1", "available": 0}],
                }
            ],
        }
    ],
}


def run(house: House, *words: str) -> Result:
    url = house.owner.url.render_as_string(hide_password=False)
    environment = {
        "DATABASE_URL": url.replace("postgresql+psycopg://", "postgresql://"),
        "HELPLINE_POLICY_FILE": str(PRESET),
    }
    return CliRunner().invoke(directory, words, env=environment)


def test_a_new_service_is_imported_once_and_changed_the_second_time(
    house: House, tmp_path: Path
) -> None:
    file = tmp_path / "directory.json"
    file.write_text(json.dumps(NEW))

    assert "1 organizations and 1 services" in run(house, "import", str(file)).output
    run(house, "import", str(file))

    row = house.rows("SELECT * FROM service WHERE name = 'Talks for parents'")
    assert len(row) == 1
    assert (row[0].capacity, row[0].needs, row[0].places) == ("full", ["parenting"], ["Leipzig"])
    assert house.count("partner", "slug = 'haus-am-fluss'") == 1
    assert house.count("agreement") == 3


def test_an_export_can_be_imported_again_and_says_the_same(house: House, tmp_path: Path) -> None:
    file = tmp_path / "directory.json"

    assert run(house, "export", str(file)).exit_code == 0
    run(house, "import", str(file))

    exported = json.loads(file.read_text())
    assert json.loads(run(house, "export").output) == exported
    assert write_directory(read_directory(exported)) == exported
    assert house.count("partner") == 3


def test_every_fault_is_named_and_nothing_is_kept(house: House, tmp_path: Path) -> None:
    broken = json.loads(json.dumps(NEW))
    service = broken["organizations"][0]["services"][0]
    broken["organizations"].append({"id": "org-8"})
    broken["organizations"][0]["services"].append({**service, "languages": [{"code": "German"}]})
    service["status"] = "sleeping"
    file = tmp_path / "directory.json"
    file.write_text(json.dumps(broken))

    refused = run(house, "import", str(file))

    assert refused.exit_code == 1
    assert "organizations[0].services[0]: 'sleeping' is no status" in refused.output
    assert "organizations[0].services[1]: 'German' is no language code" in refused.output
    assert "organizations[1]: name is missing" in refused.output
    assert house.count("partner") == 3


@pytest.mark.parametrize("document", [None, 7, "x", {}, {"organizations": "x"}, [7], [[]]])
def test_something_else_is_refused_in_words(document: object) -> None:
    with pytest.raises(DirectoryFaults):
        read_directory(document)


def test_every_field_that_a_family_may_release_can_be_walked_in_the_demonstration() -> None:
    helping = [one for one in PARTNERS if one.kind is not PartnerKind.POLICE]

    assert helping
    assert {one.categories for one in helping} == {tuple(RELEASABLE)}
