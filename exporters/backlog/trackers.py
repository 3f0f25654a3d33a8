"""Stories as trackers import them, and what keeps typed text from acting there.

In a tracker's text an `@name` writes to somebody, a `#12` links a story, a line that begins with `/` closes one, and
a cell that begins with `=` is calculated by the spreadsheet in which someone looks at the file first. A story's own
lines begin with its marks, so that typed text never begins one; within them its signs are escaped, and nothing that
would name somebody or something is followed by its name at once.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from visavis.blueprint.analysis import Severity
from visavis.exporters.backlog.stories import Story
from visavis.exporters.tables.csv_text import write_csv
from visavis.exporters.tables.data_table import DataColumn, DataTable
from visavis.exporters.typed_text import escape_markdown, inert

# Jira takes 1,500 rows at once, its heading among them.
MOST_STORIES = 1_499
# Titles of issues are no longer in any of the three (255 in Jira, in GitLab and, by its interface, 256 in GitHub).
LONGEST_SUMMARY = 250
# The names of Jira's own scheme of priorities.
_PRIORITIES = {Severity.LOW: "Low", Severity.MEDIUM: "Medium", Severity.HIGH: "High", Severity.CRITICAL: "Highest"}
# What refers to people, stories, requests, labels, milestones, snippets and epics where a name follows at once.
_REFERENCE = re.compile(r"""[@#!~%$&^](?=[\w\["'{(-])|:(?=//)""")
_JOINER = "\u2060"
# What means something within a line of Jira's markup; dashes do not within a word. Two backslashes are a new line.
_WIKI = re.compile(r"[{}\[\]|*_^~]|!(?=\S)|\?(?=\?)|(?<!\w)[-+](?=\S)|(?<=\S)[-+](?!\w)")
_NO_LABEL = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class _Markup:
    """How a tracker writes headings, points and typed text."""

    heading: str
    point: str
    escape: Callable[[str], str]

    def describe(self, story: Story) -> str:
        """Return what stands in a story below its title."""
        parts = []
        for section in story.sections:
            points = "\n".join(self.point.format(self.escape(text)) for text in section.points)
            parts.append(f"{self.heading.format(self.escape(section.heading))}\n\n{points}")
        return "\n\n".join(parts)


def _loosen(text: str) -> str:
    """Return a text on one line in which nothing refers to anything."""
    return _REFERENCE.sub(rf"\g<0>{_JOINER}", inert(text))


def _escape_wiki(text: str) -> str:
    return _WIKI.sub(r"\\\g<0>", _loosen(text).replace("\\", "&#92;"))


def _escape_issue(text: str) -> str:
    return escape_markdown(_loosen(text))


_JIRA_MARKUP = _Markup("h3. {}", "* {}", _escape_wiki)
_MARKDOWN = _Markup("### {}", "- {}", _escape_issue)


def write_jira(stories: Sequence[Story]) -> bytes:
    """Return stories as CSV for Jira: as many columns of labels as there are, and in each row every comma."""
    columns = ["Summary", "Issue Type", "Priority", "Labels", "Labels", "Labels", "Description"]
    rows = [(_summary(story), "Story", _PRIORITIES[story.severity], *map(_label, story.labels),
             _JIRA_MARKUP.describe(story)) for story in stories[:MOST_STORIES]]
    return _csv(columns, rows)


def write_gitlab(stories: Sequence[Story]) -> bytes:
    """Return stories as CSV for GitLab, which takes titles and descriptions; the last line gives the labels."""
    rows = []
    for story in stories[:MOST_STORIES]:
        labels = " ".join(f'~"{_label(label)}"' for label in story.labels)
        rows.append((_summary(story), f"{_MARKDOWN.describe(story)}\n\n/label {labels}"))
    return _csv(["title", "description"], rows)


def write_github(stories: Sequence[Story]) -> bytes:
    """Return a line of JSON for each story, as GitHub's interface takes an issue: no line is a command."""
    issues = ({"title": _summary(story), "body": _MARKDOWN.describe(story),
               "labels": [_label(label) for label in story.labels]} for story in stories[:MOST_STORIES])
    return "".join(json.dumps(issue, ensure_ascii=False) + "\n" for issue in issues).encode()


def _summary(story: Story) -> str:
    """Return a title: plain text in each of them, but for names that are written to."""
    text = _loosen(story.summary)
    return text if len(text) <= LONGEST_SUMMARY else f"{text[:LONGEST_SUMMARY - 1].rstrip()}…"


def _label(label: str) -> str:
    """Return a label without blanks and signs; rules of plug-ins may be called anything."""
    return _NO_LABEL.sub("-", inert(label)).strip("-")[:100] or "visavis"


def _csv(columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> bytes:
    """Return a table as CSV; without the mark in front, which trackers take for a part of the first heading."""
    table = DataTable("backlog", "", tuple(DataColumn(f"{at}", name) for at, name in enumerate(columns)), tuple(rows))
    return write_csv(table, is_continental=False).removeprefix(codecs.BOM_UTF8)
