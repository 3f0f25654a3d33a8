"""Findings of many files for code reviews: their runs as one SARIF log, and as a code quality report.

The report is that of GitLab (docs.gitlab.com, "Code Quality report format"), a part of what Code Climate wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

# GitLab's words for how grave something is; `blocker` is for what stops a pipeline, which `--fail-on` says.
_SEVERITIES = MappingProxyType({"low": "info", "medium": "minor", "high": "major", "critical": "critical"})


def join_runs(logs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the runs of several SARIF logs as one; each is a category of its own, as code reviews want it."""
    runs = [run for log in logs for run in log["runs"]]
    if len(runs) > 1:
        runs = [{**run, "automationDetails": {"id": f"visavis/{_uri(run)}/"}} for run in runs]
    return {**logs[0], "runs": runs}


def code_quality(log: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what is open in a SARIF log as a code quality report; what was waived or dismissed is not in it."""
    return [_issue(result, _uri(run)) for run in log["runs"] for result in _open_results(run)]


def _open_results(run: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (result for result in run["results"] if not result.get("suppressions"))


def _issue(result: Mapping[str, Any], uri: str) -> dict[str, Any]:
    """Return one finding at the line of its first step; at the first line where it has none."""
    places = [one["physicalLocation"].get("region", {}) for one in result["locations"]]
    line = places[0].get("startLine", 1) if places else 1
    fingerprint = f"{uri} {result['partialFingerprints']['visavis/1']}"
    return {"description": result["message"]["text"], "check_name": result["ruleId"],
            "fingerprint": sha256(fingerprint.encode()).hexdigest(),
            "severity": _SEVERITIES[result["properties"]["severity"]],
            "location": {"path": unquote(uri), "lines": {"begin": line}}}


def _uri(run: Mapping[str, Any]) -> str:
    return str(run["artifacts"][0]["location"]["uri"])
