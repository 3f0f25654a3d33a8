"""What is installed: one package that meets no other, whole, without the scripts that build it."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.project.environments import ROOT, Environment, build_wheel, fresh_environment

STRANGERS = ("ui", "templates", "examples", "blueprint", "exporters")
SHOESHINE = ROOT / "examples" / "corner-shoeshine.blueprint.json"


def test_every_folder_of_code_is_declared() -> None:
    """A package that the list of pyproject.toml lacks works from the sources and is missing where it is installed."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    folders = {name.removeprefix("visavis."): name for name in declared["packages"]}
    found = {".".join(file.parent.relative_to(ROOT).parts) for top in STRANGERS for file in (ROOT / top).rglob("*.py")
             if not {"third_party", "implementation"} & set(file.parts)}
    found = {name for name in found if not name.startswith("exporters.api")}
    assert found | {"visavis"} == set(folders)
    for name in found:
        assert (ROOT / name.replace(".", "/") / "__init__.py").is_file(), name


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Environment:
    home = tmp_path_factory.mktemp("environment")
    made = fresh_environment(home / "env")
    for name in STRANGERS:
        package = home / name
        (package / name).mkdir(parents=True)
        (package / name / "__init__.py").write_text('raise ImportError("this is somebody else\'s package")\n')
        (package / "pyproject.toml").write_text(
            '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
            f'[project]\nname = "stranger-{name}"\nversion = "1"\n[tool.setuptools]\npackages = ["{name}"]\n')
        made.install(package)
    made.install(wheel)
    return made


@pytest.mark.slow
def test_a_wheel_has_one_package_at_its_top(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"visavis", next(name for name in names if "dist-info" in name).split("/")[0]}
    assert "visavis/py.typed" in names
    assert "visavis/__init__.py" in names
    assert any(name.endswith("locale/fr/ui.mo") for name in names)
    assert any(name.startswith("visavis/templates/workshops/") for name in names)
    assert any(name.startswith("visavis/templates/desktop/") for name in names)
    strays = [name for name in names if name.endswith((".po", "build.py")) or "/api/" in name or "__pycache__" in name]
    assert not strays


@pytest.mark.slow
@pytest.mark.parametrize("beside", ["strangers", "nobody"])
def test_everything_works_beside_packages_of_the_same_names(environment: Environment, tmp_path: Path,
                                                            beside: str) -> None:
    if beside == "nobody":
        environment.uninstall(*(f"stranger-{name}" for name in STRANGERS))
    else:
        assert all((environment.packages / name / "__init__.py").is_file() for name in STRANGERS)
    told = environment.run("visavis", "--version", cwd=tmp_path)
    assert told.startswith("visavis ")
    for command in (["check", str(SHOESHINE)], ["measure", str(SHOESHINE)], ["compare", str(SHOESHINE), str(SHOESHINE)],
                    ["schema"], ["formats"], ["templates"], ["new", "visit", "-o", "new.blueprint.json"],
                    ["export", str(SHOESHINE), "-t", "poster", "-o", "poster.pdf"],
                    ["export", str(SHOESHINE), "-t", "spec", "-o", "spec.json"],
                    ["export", str(SHOESHINE), "-t", "png", "-o", "picture.png"]):
        assert environment.run("visavis", *command, cwd=tmp_path) or command[0] in ("new", "export")
    # Without a display the window does its whole job off screen and ends.
    environment.run("visavis", cwd=tmp_path)
    assert list((tmp_path / "out").glob("*.png"))
    where = environment.run("python", "-c", "import visavis; print(visavis.load.__code__.co_filename)", cwd=tmp_path)
    assert str(environment.packages) in where
