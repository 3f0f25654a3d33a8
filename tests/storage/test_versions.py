"""Versions: the latest are all there, older ones by the hour, then by the day, and after a quarter they go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.editing import builders
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.storage import encode
from visavis.blueprint.storage.versions import LATEST, Version, Versions, find_expendable

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def test_each_save_is_kept_once_and_comes_back(tmp_path: Path) -> None:
    versions = Versions(tmp_path, Path("/x/permis.blueprint.json"))
    first, second = encode(builders.document()), encode(builders.document(head={"title": "Autre"}))
    for minute, content in enumerate((first, first, second, first)):
        versions.keep(content, NOW + timedelta(minutes=minute))
    listed = versions.list_versions()
    assert [version.document().head.title for version in listed] == ["Obtenir un permis", "Autre", "Obtenir un permis"]
    assert listed[0].saved == NOW + timedelta(minutes=3)
    assert Versions(tmp_path, Path("/x/other.blueprint.json")).list_versions() == []


def test_old_versions_thin_out() -> None:
    every_ten_minutes = [Version(Path(str(n)), NOW - timedelta(minutes=10 * n)) for n in range(6 * 24 * 100)]
    gone = set(find_expendable(every_ten_minutes, NOW))
    kept = [version for version in every_ten_minutes if version not in gone]
    assert kept[:LATEST] == every_ten_minutes[:LATEST]
    ages = [NOW - version.saved for version in kept[LATEST:]]
    day = [age for age in ages if age <= timedelta(days=1)]
    older = [age for age in ages if age > timedelta(days=1)]
    assert 21 <= len(day) <= 24
    assert 88 <= len(older) <= 91
    assert max(ages) <= timedelta(days=90)


def test_versions_go_with_a_file_that_gets_another_name(tmp_path: Path) -> None:
    old, new, other = (Path(f"/x/{name}.blueprint.json") for name in ("permis", "licence", "autre"))
    versions = Versions(tmp_path, old)
    versions.keep(encode(builders.document()), NOW)
    Versions(tmp_path, other).keep(b"{}", NOW)
    versions.move_to(other)
    assert len(Versions(tmp_path, old).list_versions()) == 1
    versions.move_to(new)
    assert (len(Versions(tmp_path, old).list_versions()), len(Versions(tmp_path, new).list_versions())) == (0, 1)
    versions.keep(b"[]", NOW + timedelta(minutes=1))
    assert len(Versions(tmp_path, new).list_versions()) == 2


def test_a_damaged_version_says_so(tmp_path: Path) -> None:
    versions = Versions(tmp_path, Path("/x/permis.blueprint.json"))
    versions.keep(b"nonsense", NOW)
    with pytest.raises(BlueprintError):
        versions.list_versions()[0].document()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BlueprintError):
        Versions(tmp_path / "file", Path("/x")).keep(b"{}", NOW)
