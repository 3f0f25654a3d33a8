"""Backlog: one story for each friction point, as the trackers of delivery teams import them."""

from __future__ import annotations

from collections.abc import Mapping

from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.registry import ExportJob, FormatOption, NothingToShow

JIRA, GITLAB, GITHUB = "jira", "gitlab", "github"
# GitHub imports no CSV; its interface takes a story as JSON, one a line here.
_SUFFIXES: Mapping[str, str] = {JIRA: ".csv", GITLAB: ".csv", GITHUB: ".jsonl"}


class BacklogExporter:
    """Writes what to do about each friction point: what both sides gain, and when it is done."""

    name = "backlog"
    # A CSV file without more is a table.
    needs_name = True
    title: Message = message("Backlog for a tracker")
    purpose: Message = message("A story for each friction point, with remedy, acceptance criteria and what both "
                               "sides gain: for Jira, GitLab and GitHub.")
    options: tuple[FormatOption, ...] = (
        FormatOption("tracker", message("Tracker"), (JIRA, GITLAB, GITHUB), choice_titles={
            JIRA: message("Jira (CSV)"), GITLAB: message("GitLab (CSV)"), GITHUB: message("GitHub (JSON lines)")}),
    )

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.csv`, or `.jsonl` for GitHub."""
        return _SUFFIXES[options.get("tracker") or JIRA]

    def losses(self, job: ExportJob) -> tuple[Message, ...]:
        """Return which friction points have no story, and which rules could not look for any."""
        from visavis.exporters.backlog.trackers import MOST_STORIES

        report = job.analysis.frictions
        closed, late = len(report.findings) - len(report.open), len(report.groups) - MOST_STORIES
        found = [] if not closed else [plural(
            "{count} friction is kept or dismissed and has no story",
            "{count} frictions are kept or dismissed and have no story", closed)]
        if late > 0:
            found.append(plural("{count} friction point is beyond what a tracker imports at once",
                                "{count} friction points are beyond what a tracker imports at once", late))
        unjudged = len({gap.rule for gap in report.not_assessed})
        return (*found, *([plural("{count} rule lacks what it needs and looked for nothing",
                                  "{count} rules lack what they need and looked for nothing", unjudged)]
                          if unjudged else []))

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes; raise NothingToShow where no friction point is open."""
        from visavis.exporters.backlog.stories import list_stories
        from visavis.exporters.backlog.trackers import write_github, write_gitlab, write_jira

        stories = list_stories(job)
        if not stories:
            raise NothingToShow(message("no friction point is open: there is no story to write"))
        writers = {JIRA: write_jira, GITLAB: write_gitlab, GITHUB: write_github}
        return writers[job.options.get("tracker") or JIRA](stories)


BACKLOG = BacklogExporter()
