"""Making the minutes of a workshop: what was noted, given dots and decided, and room for what only people know.

Who was there, when and where is not in a blueprint: it is asked for in tables with empty cells. What nobody did is
said, never left out: a section that is missing would look as if it had been forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis import Finding
from visavis.blueprint.drawing.blueprint.descriptions import lane_name
from visavis.blueprint.drawing.excerpt import excerpt_sentences
from visavis.blueprint.drawing.record_facts import NOT_GIVEN
from visavis.blueprint.language import Message, message, plural, translator
from visavis.blueprint.model import Note, Step, words
from visavis.blueprint.registry import ExportJob
from visavis.exporters.minutes.workshop_facts import WorkshopFacts, dots_of
from visavis.exporters.tables.findings_table import finding_reason, finding_state
from visavis.exporters.text_version.make_page import unknown_texts
from visavis.exporters.text_version.text_blocks import (
    Block,
    BlockText,
    CellLine,
    HeadingBlock,
    ListBlock,
    Manner,
    ParagraphBlock,
    TableBlock,
)
from visavis.exporters.text_version.text_page import colon

# Empty rows, and how high they are, in millimetres: for handwriting; for a signature.
NEXT_STEPS, SIGNATURES = 4, 3
LINE, SIGNATURE = 9.0, 16.0


def make_minutes(job: ExportJob) -> BlockText:
    """Return the minutes of what an export shows, on A4 upright; private notes are in none, internal or not."""
    translate = translator(job.language)
    facts = WorkshopFacts(job.document, job.analysis, translate, job.excerpt)
    head = job.document.head
    title = head.title.strip() or facts.say(message("Untitled blueprint"))
    blocks = [each for part in (_opening, _decisions, _dots, _notes, _steps, _questions, _frictions, _closing)
              for each in part(facts)]
    told = facts.say(message("Workshop minutes: {title}", title=title))
    return BlockText(translate.language, told, head.summary.strip(), (HeadingBlock(1, told), *blocks), is_wide=False)


# -- the opening

def _opening(facts: WorkshopFacts) -> Iterator[Block]:
    """Yield what the workshop was about, and the table in which the clerk says who was there."""
    say, head = facts.say, facts.document.head
    state = say(words.STATES[head.state].in_text)
    yield ParagraphBlock(" · ".join((say(message("Service blueprint")), state)), Manner.QUIET)
    if head.summary.strip():
        yield ParagraphBlock(head.summary.strip())
    if facts.excerpt is not None:
        yield ParagraphBlock(" ".join(map(say, excerpt_sentences(facts.excerpt))), Manner.LEADING)
    yield HeadingBlock(2, say(message("About the workshop")))
    missing = say(NOT_GIVEN)
    version = ", ".join(part for part in (head.record.version, head.record.date) if part and part.strip())
    known = ((message("Authority"), (head.service.authority or "").strip() or missing),
             (message("Version and date of the blueprint"), version or missing),
             (message("Names on the notes"), ", ".join(facts.authors) or missing))
    asked = (message("Date of the workshop"), message("Place"), message("Facilitated by"),
             message("Those present"), message("Excused"), message("Minutes taken by"))
    rows = [*((say(label), "") for label in asked), *((say(label), value) for label, value in known)]
    yield _table(facts, (message("Fact"), message("To be completed")), rows, (0.36, 0.64), LINE)


def _table(facts: WorkshopFacts, heads: Sequence[Message], rows: Sequence[Sequence[str]], widths: tuple[float, ...],
           least_height: float = 0.0) -> TableBlock:
    """Return a table of plain cells; a text of several lines has as many in its cell."""
    told = tuple(tuple(tuple(CellLine("", line) for line in cell.splitlines()) for cell in row) for row in rows)
    return TableBlock(tuple(map(facts.say, heads)), told, widths, (), least_height)


# -- what was decided, what got dots, what was noted

def _decisions(facts: WorkshopFacts) -> Iterator[Block]:
    yield HeadingBlock(2, facts.say(message("Decisions")))
    if not facts.decided:
        yield ParagraphBlock(facts.say(message("Nothing has been decided about a friction point yet.")), Manner.QUIET)
        return
    heads = (message("No."), message("Friction point"), message("Where it is"), message("Decision"),
             message("Reason"))
    yield _table(facts, heads, [_decision_row(facts, each) for each in facts.decided], (0.07, 0.22, 0.22, 0.17, 0.32))


def _decision_row(facts: WorkshopFacts, finding: Finding) -> tuple[str, ...]:
    number = facts.numbers.get(finding.key)
    date = (finding.waived.date if finding.waived else finding.decided.date if finding.decided else None) or ""
    state = "\n".join(part for part in (facts.say(finding_state(finding)), date.strip()) if part)
    reason = finding_reason(finding, facts.cells) or facts.say(NOT_GIVEN)
    return (str(number) if number else "—", facts.say(finding.title), facts.places(finding), state, reason)


def _dots(facts: WorkshopFacts) -> Iterator[Block]:
    yield HeadingBlock(2, facts.say(message("What got dots")))
    if not facts.voted:
        yield ParagraphBlock(facts.say(message("No dots were given.")), Manner.QUIET)
        return
    total = sum(map(dots_of, facts.voted))
    notes = plural("{count} note", "{count} notes", len(facts.voted))
    given = plural("{count} dot on {notes}.", "{count} dots on {notes}.", total, notes=notes)
    yield ParagraphBlock(facts.say(given), Manner.QUIET)
    heads = (message("Dots"), message("Kind"), message("Note"), message("Where it is"), message("Author"))
    rows = [(str(dots_of(note)), _kind(facts, note), note.text, facts.where(note), (note.author or "").strip())
            for note in facts.voted]
    yield _table(facts, heads, rows, (0.15, 0.15, 0.35, 0.2, 0.15))


def _kind(facts: WorkshopFacts, note: Note) -> str:
    return facts.say(words.NOTE_KINDS[note.kind].in_text)


def _notes(facts: WorkshopFacts) -> Iterator[Block]:
    """Yield the notes phase by phase, and at the end those that stand nowhere."""
    yield HeadingBlock(2, facts.say(message("Notes")))
    if not facts.notes:
        yield ParagraphBlock(facts.say(message("No notes were written.")), Manner.QUIET)
        return
    for number, phase in enumerate(facts.document.head.phases, start=1):
        name = phase.name.strip() or facts.say(message("Phase {number}", number=number))
        notes = facts.notes_of(phase)
        if notes:
            yield HeadingBlock(3, f"{number}. {name}")
            yield _notes_table(facts, notes)
    if facts.unplaced:
        yield HeadingBlock(3, facts.say(message("Parking lot")))
        yield _notes_table(facts, facts.unplaced)


def _notes_table(facts: WorkshopFacts, notes: Sequence[Note]) -> TableBlock:
    heads = (message("Where it is"), message("Kind"), message("Note"), message("Author"), message("Dots"))
    rows = [(facts.where(note), _kind(facts, note), _words_of(facts, note), (note.author or "").strip(),
             str(dots_of(note)) if dots_of(note) else "—") for note in notes]
    return _table(facts, heads, rows, (0.22, 0.15, 0.33, 0.15, 0.15))


def _words_of(facts: WorkshopFacts, note: Note) -> str:
    """Return a note's text, with where it comes from below it."""
    source = (note.source or "").strip()
    lines = [note.text]
    if source:
        lines.append(facts.say(message("Source: {source}", source=source)))
    return "\n".join(lines)


# -- steps and questions

def _steps(facts: WorkshopFacts) -> Iterator[Block]:
    """Yield the steps that something was said of."""
    yield HeadingBlock(2, facts.say(message("Steps that were discussed")))
    if not facts.touched:
        yield ParagraphBlock(facts.say(message("No note and no decision stands at a step.")), Manner.QUIET)
        return
    heads = (message("Step"), message("Whose it is"), message("Phase"), message("Notes"), message("Friction points"))
    yield _table(facts, heads, [_step_row(facts, step) for step in facts.touched], (0.32, 0.2, 0.22, 0.1, 0.16))


def _step_row(facts: WorkshopFacts, step: Step) -> tuple[str, ...]:
    numbers = ", ".join(map(str, facts.step_frictions(step)))
    phases = [phase.id for phase in facts.document.head.phases]
    phase = facts.document.phase_by_id[step.phase].name.strip() or facts.say(
        message("Phase {number}", number=phases.index(step.phase) + 1))
    return (facts.step(step), facts.say(lane_name(facts.document.lane_of(step))), phase,
            str(len(facts.notes_at.get(step.id, ())) or "—"), numbers or "—")


def _questions(facts: WorkshopFacts) -> Iterator[Block]:
    """Yield the questions that were noted, then what the figures lack."""
    yield HeadingBlock(2, facts.say(message("Open questions")))
    if facts.questions:
        yield ListBlock(tuple(f"{note.text} ({facts.where(note)})" for note in facts.questions))
    else:
        yield ParagraphBlock(facts.say(message("No question was noted.")), Manner.QUIET)
    unknown = tuple(unknown_texts(facts.analysis, facts.translate))
    if unknown:
        yield HeadingBlock(3, facts.say(message("Not known yet")))
        yield ListBlock(unknown)


# -- friction points, next steps, signatures

def _frictions(facts: WorkshopFacts) -> Iterator[Block]:
    """Yield what is agreed to be mended, and what was found and is still open."""
    say = facts.say
    yield HeadingBlock(2, say(message("Friction points agreed on")))
    if facts.agreed:
        heads = (message("No."), message("Friction point"), message("Where it is"), message("What would help"))
        rows = [(str(facts.numbers[each.key]), f"{say(each.title)}\n{say(each.message)}", facts.places(each),
                 say(each.remedy)) for each in facts.agreed]
        yield _table(facts, heads, rows, (0.07, 0.43, 0.22, 0.28))
    else:
        yield ParagraphBlock(say(message("No friction point has been agreed on yet.")), Manner.QUIET)
    if facts.undecided:
        yield HeadingBlock(3, say(message("Found by the analysis, still to be decided")))
        sign = colon(facts.translate.language)
        yield ListBlock(tuple(f"{hotspot.number}. {say(hotspot.finding.title)}{sign} {facts.places(hotspot.finding)}"
                              for hotspot in facts.undecided))


def _closing(facts: WorkshopFacts) -> Iterator[Block]:
    """Yield room for what comes next, and for those who sign."""
    yield HeadingBlock(2, facts.say(message("Next steps")))
    heads = (message("What is to be done"), message("Who"), message("By when"))
    yield _table(facts, heads, [("", "", "")] * NEXT_STEPS, (0.56, 0.24, 0.2), LINE)
    yield HeadingBlock(2, facts.say(message("Signatures")))
    heads = (message("Name"), message("Function"), message("Date and signature"))
    yield _table(facts, heads, [("", "", "")] * SIGNATURES, (0.34, 0.3, 0.36), SIGNATURE)
