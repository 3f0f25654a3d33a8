"""What `examples/ci` offers works as it is written: with real git, and each command of its pipelines as its YAML has it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.editing.builders import document
from tests.profiles import EXAMPLES, IS_DEEP
from visavis.blueprint.editing import Command, EditSession, Identifiers
from visavis.blueprint.editing.commands import AddPhase, AddStep, EditHead, EditStep, MovePhase, RemoveElements
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage import encode, load

CI = Path(__file__).parents[2] / "examples" / "ci"
NAME = "permis.blueprint.json"
ME = ("-c", "user.name=Test", "-c", "user.email=test@example.org")

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture(name="environment")
def _environment(tmp_path: Path) -> Mapping[str, str]:
    """A PATH on which `visavis` is this program, and no settings of whoever runs the tests."""
    program = tmp_path / "bin" / "visavis"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m visavis.exporters.cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    return {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(home),
            "GIT_CONFIG_NOSYSTEM": "1", "VISAVIS_LANGUAGE": "en", "GIT_PAGER": "cat"}


class Repository:
    """A clone set up as `examples/ci` says, with one blueprint."""

    def __init__(self, path: Path, environment: Mapping[str, str]) -> None:
        self.path, self.environment = path, environment
        path.mkdir()
        self.git("init", "-q", "-b", "main")
        shutil.copy(CI / "gitattributes", path / ".gitattributes")
        self.shell((CI / "set-up-git.sh").read_text(encoding="utf-8"))
        self.write(document())
        self.commit("begin")

    def shell(self, script: str, *, expected: int = 0, **more: str) -> str:
        done = subprocess.run(["sh", "-e", "-c", script], cwd=self.path, env={**self.environment, **more},
                              capture_output=True, text=True, check=False)
        assert done.returncode == expected, done.stdout + done.stderr
        return done.stdout + done.stderr

    def git(self, *arguments: str, expected: int = 0) -> str:
        done = subprocess.run(["git", *ME, *arguments], cwd=self.path, env=self.environment, capture_output=True, text=True,
                              check=False)
        assert done.returncode == expected, done.stdout + done.stderr
        return done.stdout + done.stderr

    def write(self, blueprint: BlueprintDocument) -> None:
        (self.path / NAME).write_bytes(encode(blueprint))

    def read(self) -> BlueprintDocument:
        return load(self.path / NAME).document

    def edit(self, *commands: Command, seed: int = 1) -> None:
        session = EditSession(self.read(), identifiers=Identifiers(seed))
        for command in commands:
            session.do(command)
        self.write(session.document)

    def commit(self, words: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", words)


@pytest.fixture(name="repository")
def _repository(tmp_path: Path, environment: Mapping[str, str]) -> Repository:
    return Repository(tmp_path / "team", environment)


def branch_off(repository: Repository, theirs: tuple[Command, ...], mine: tuple[Command, ...]) -> None:
    repository.git("checkout", "-q", "-b", "theirs")
    repository.edit(*theirs, seed=2)
    repository.commit("theirs")
    repository.git("checkout", "-q", "main")
    repository.edit(*mine)
    repository.commit("mine")


DISJOINT = ((EditStep("ask", work="PT9M"), AddPhase(id="p", name="Suite"), RemoveElements(("stay",))),
            (EditStep("ask", title="Demande ici"), MovePhase("apres", 0), AddStep(("vous", "apres", 3), "Appelle")))


def assert_merged(found: BlueprintDocument) -> None:
    assert (found.step_by_id["ask"].title, found.step_by_id["ask"].work) == ("Demande ici", "PT9M")
    assert "stay" not in found.step_by_id
    assert [phase.id for phase in found.head.phases] == ["apres", "p", "avant"]
    assert "Appelle" in {step.title for step in found.steps}


def test_git_merges_what_two_branches_did_to_the_same_lines(repository: Repository) -> None:
    branch_off(repository, *DISJOINT)
    repository.git("merge", "-q", "--no-edit", "theirs")
    assert_merged(repository.read())
    assert repository.git("status", "--porcelain") == ""


@pytest.mark.slow
def test_git_stops_at_a_conflict_with_a_blueprint_that_opens(repository: Repository) -> None:
    branch_off(repository, (EditStep("ask", title="Là"), EditHead(summary="Résumé")), (EditStep("ask", title="Ici"),))
    told = repository.git("merge", "--no-edit", "theirs", expected=1).replace("\u00a0", " ")
    assert f"visavis: {NAME}: step “Ici”, Title: A has “Ici”, B has “Là” (before: “Demande”); A’s is kept" in told
    assert "CONFLICT" in told
    found = repository.read()
    assert (found.step_by_id["ask"].title, found.head.summary) == ("Ici", "Résumé")
    # What `docs/git.md` says of the time until then: git asks no program about a file of two parents.
    assert repository.git("diff").startswith("diff --cc ")
    assert "Summary: — → “Résumé”" in repository.git("diff", "--ours").replace("\u00a0", " ")
    assert "Title: “Là” → “Ici”" in repository.git("diff", "MERGE_HEAD").replace("\u00a0", " ")
    # Somebody decides, in the program or by hand, and says so.
    repository.commit("merge")
    assert repository.git("status", "--porcelain") == ""


@pytest.mark.skipif(not IS_DEEP, reason="the deep profile runs it")
def test_git_rebases_one_branch_onto_the_other(repository: Repository) -> None:
    branch_off(repository, *DISJOINT)
    repository.git("checkout", "-q", "theirs")
    repository.git("rebase", "-q", "main")
    assert_merged(repository.read())


@pytest.mark.skipif(not IS_DEEP, reason="the deep profile runs it")
def test_git_merges_a_file_that_both_branches_added(repository: Repository) -> None:
    repository.git("rm", "-q", NAME)
    repository.git("commit", "-q", "-m", "none")
    repository.git("checkout", "-q", "-b", "theirs")
    for name, title in (("theirs", "Là"), ("main", "Ici")):
        repository.git("checkout", "-q", name)
        session = EditSession(document())
        session.do(EditStep("ask", title=title))
        repository.write(session.document)
        repository.commit(name)
    assert "Title: A has “Ici”, B has “Là”" in repository.git("merge", "theirs", expected=1).replace("\u00a0", " ")
    assert repository.read().step_by_id["ask"].title == "Ici"


def test_git_shows_what_differs_in_words(repository: Repository) -> None:
    repository.edit(EditStep("ask", title="Demande ici"), RemoveElements(("stay",)))
    told = repository.git("diff").replace("\u00a0", " ")
    assert told.startswith(f"{NAME}\n")
    assert "    Title: “Demande” → “Demande ici”\n" in told
    assert "− Deleted: step “Attend”" in told
    repository.commit("edit")
    (repository.path / NAME).unlink()
    assert "− the whole blueprint: Obtenir un permis, 5 steps" in repository.git("diff").replace("\u00a0", " ")
    repository.git("checkout", "-q", "--", NAME)
    (repository.path / NAME).write_bytes(b"<<<<<<< broken")
    # What cannot be read is told and stops nothing.
    assert "this is not a blueprint" in repository.git("diff")


@pytest.mark.skipif(not IS_DEEP, reason="the deep profile runs it")
def test_git_shows_lines_of_markdown_where_it_is_asked_for_lines(repository: Repository) -> None:
    repository.edit(EditStep("ask", title="Demande ici"))
    lines = repository.git("diff", "--no-ext-diff").splitlines()
    assert any(line.startswith("-") and "Demande" in line for line in lines)
    assert any(line.startswith("+") and "Demande ici" in line for line in lines)
    assert not any('"title"' in line for line in lines)


@pytest.mark.skipif(not IS_DEEP, reason="the deep profile runs it")
def test_git_difftool_shows_two_files(repository: Repository) -> None:
    repository.edit(EditStep("ask", title="Demande ici"))
    told = repository.git("difftool", "-y", "-x", "visavis diff")
    assert "Title: “Demande” → “Demande ici”" in told.replace("\u00a0", " ")


def commands_of(step: Any) -> Iterator[str]:
    if isinstance(step, Mapping) and "run" in step and step.get("name") != "Install":
        yield str(step["run"])


@pytest.fixture(name="blueprints")
def _blueprints(repository: Repository) -> Repository:
    """The repository with two blueprints in their folder, none of which a pipeline stops at."""
    folder = repository.path / "blueprints"
    folder.mkdir()
    for path in EXAMPLES:
        if path.name.startswith(("corner-shoeshine", "apa-a-domicile-cible")):
            shutil.copy(path, folder)
    repository.git("rm", "-q", NAME)
    repository.commit("folder")
    return repository


@pytest.mark.slow
def test_the_workflow_of_github_runs_as_it_is_written(blueprints: Repository) -> None:
    job = yaml.safe_load((CI / "github-workflow.yml").read_text(encoding="utf-8"))["jobs"]["blueprints"]
    blueprints.git("update-ref", "refs/remotes/origin/main", "HEAD~1")
    summary = blueprints.path.parent / "summary.md"
    for command in [one for step in job["steps"] for one in commands_of(step)]:
        blueprints.shell(command, GITHUB_BASE_REF="main", GITHUB_STEP_SUMMARY=str(summary))
    assert "+ the whole blueprint: L’APA à domicile, en une visite" in summary.read_text(encoding="utf-8")
    log = json.loads((blueprints.path / "visavis.sarif").read_text(encoding="utf-8"))
    assert len({run["automationDetails"]["id"] for run in log["runs"]}) == 2
    assert any(step.get("with", {}).get("sarif_file") == "visavis.sarif" for step in job["steps"])


@pytest.mark.skipif(not IS_DEEP, reason="the deep profile runs it")
def test_the_job_of_gitlab_runs_as_it_is_written(blueprints: Repository) -> None:
    job = yaml.safe_load((CI / "gitlab-ci.yml").read_text(encoding="utf-8"))["blueprints"]
    for command in job["script"]:
        blueprints.shell(command)
    report = blueprints.path / job["artifacts"]["reports"]["codequality"]
    assert json.loads(report.read_text(encoding="utf-8"))
    # A file in another form stops it, and so does a critical friction point.
    wrong = blueprints.path / "blueprints" / "corner-shoeshine.blueprint.json"
    wrong.write_bytes(wrong.read_bytes() + b"\n")
    blueprints.shell(job["script"][0], expected=1)


@pytest.mark.skipif(not IS_DEEP, reason="the deep profile runs it")
def test_the_hooks_of_pre_commit_run_as_they_are_written(blueprints: Repository) -> None:
    (repo,) = yaml.safe_load((CI / "pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    files = "blueprints/corner-shoeshine.blueprint.json"
    for hook in repo["hooks"]:
        assert hook["files"] == r"\.blueprint\.json$"
        assert blueprints.shell(f"{hook['entry']} {files}") is not None
    assert blueprints.git("status", "--porcelain") == ""
    blueprints.write(document())
    blueprints.shell(f"{repo['hooks'][1]['entry']} {NAME}", expected=1)
