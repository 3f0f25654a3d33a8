"""The words of a persona's day: its head, its figures, and each step as it is read out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis import Figure, Hotspot
from visavis.blueprint.analysis.measures.figure_words import UNKNOWN_WORDS, minutes_words
from visavis.blueprint.analysis.paths.persona_day import DayStep, PersonaDay
from visavis.blueprint.drawing.display_list import TextTable
from visavis.blueprint.drawing.reader_pages.figure_texts import LabelledText, turn_words
from visavis.blueprint.drawing.reader_pages.one_path import name_path
from visavis.blueprint.drawing.reader_pages.time_scale import TimeScale
from visavis.blueprint.language import Message, MessageList, Minutes, Quoted, Translator, message, plural
from visavis.blueprint.model import BlueprintDocument, Note, words
from visavis.blueprint.model.words import channel_name

# What people said, or felt, stands beside the step; ideas and questions are the team's.
NOTHING = "—"


def persona_name(day: PersonaDay) -> Message | str:
    """Return the name of whoever it is about."""
    persona = day.persona
    if persona is not None:
        return persona.name.strip() or persona.id
    return day.steps[0].beat.speaker if day.steps else message("The citizen")


def day_sentence(day: PersonaDay, scale: TimeScale, translate: Translator) -> str:
    """Return how long it takes, and how much of that the persona does something."""
    if not day.steps:
        return translate(message("No step of this persona is drawn."))
    how = words.OUTCOMES[day.outcome].in_text
    if not day.has_times:
        return translate(message("How long it takes is not known. How it ends: {outcome}.", outcome=how))
    length = scale.length_words(scale.moment(day.minutes))
    if day.path.journey.elapsed.at_least:
        length = message("at least {time}", time=length)
    work = day.own_work
    if work.value is None:
        return translate(message("{time} to the end: {outcome}.", time=length, outcome=how))
    return translate(message("{time} to the end ({outcome}), of which {work} of work.",
                             time=length, outcome=how, work=minutes_words(work)))


def path_words(day: PersonaDay) -> Message:
    """Return which path it is, and how many of its turns few take."""
    return name_path(day.outcome, sum(each.share is not None for each in day.steps))


def day_figures(day: PersonaDay, scale: TimeScale, translate: Translator) -> tuple[LabelledText, ...]:
    """Return what it costs: time that passes, own work, others' work, trips, documents; what is unknown is said."""
    elapsed = scale.length_words(scale.moment(day.minutes)) if day.has_times else UNKNOWN_WORDS
    if day.has_times and day.path.journey.elapsed.at_least:
        elapsed = message("at least {time}", time=elapsed)
    told: list[tuple[Message, Message | str]] = [
        (message("Elapsed time"), elapsed), (message("Own work"), _work_words(day.own_work))]
    if any(not each.is_own for each in day.steps):
        told.append((message("Work of others for them"), _work_words(day.others_work)))
    told.append((message("Times away from home"), UNKNOWN_WORDS if day.trips is None else str(day.trips)))
    told.append((message("Different documents handed over"), str(len(day.items))))
    return tuple(LabelledText(translate(label), translate.write(value)) for label, value in told)


def _work_words(figure: Figure) -> Message:
    return message("{time}", time=minutes_words(figure)) if figure.value is not None else UNKNOWN_WORDS


def step_title(each: DayStep, translate: Translator) -> str:
    """Return what is done; by whom, where it is done for the persona."""
    title = each.beat.title
    if each.beat.visit.blocked:
        title = translate(message("{title} ({remark})", title=title, remark=message("cannot use this channel")))
    if each.beat.visit.failed:
        title = translate(message("{title} ({remark})", title=title, remark=message("it fails")))
    return title if each.is_own else translate(message("{who}: {what}", who=each.beat.speaker, what=title))


def time_words(each: DayStep, scale: TimeScale, *, has_times: bool) -> Message | None:
    """Return how long a step takes, and how long one waits afterwards; None where neither is known to be anything."""
    steps = scale.moment(each.until) - scale.moment(each.begins + each.beat.work) if has_times else 0
    wait = scale.length_words(steps) if steps * scale.step >= scale.least else None
    work = message("{time}", time=Minutes(each.beat.work)) if each.beat.work else None
    if work is not None and wait is not None:
        return message("{work}, then {wait}", work=work, wait=wait)
    return work or wait


def step_sentences(document: BlueprintDocument, each: DayStep, scale: TimeScale, notes: Sequence[Note],
                   hotspots: Sequence[Hotspot], *, has_times: bool) -> Iterator[Message]:
    """Yield a step for those who cannot see it: when, what, how long, by what, how it feels, what was said of it."""
    said = message("{who}: {what}", who=each.beat.speaker, what=each.beat.title)
    if has_times:
        said = message("{first}, {second}", first=scale.moment_words(scale.moment(each.begins)), second=said)
    yield message("{sentence}.", sentence=said)
    if each.beat.visit.blocked:
        yield message("{sentence}.", sentence=message("cannot use this channel"))
    share = turn_words(each.share)
    if share is not None:
        yield message("{sentence}.", sentence=share)
    time = time_words(each, scale, has_times=has_times)
    if time is not None:
        yield message("It takes {time}.", time=time)
    step = each.beat.step
    if step.channel:
        yield message("Channel: {channel}.", channel=channel_name(document, step.channel))
    yield message("How it feels: {feeling}.", feeling=words.EMOTIONS[step.emotion].in_text) if \
        step.emotion is not None else message("How it feels is not known.")
    for note in notes:
        yield message("{kind}: {said}", kind=words.NOTE_KINDS[note.kind].in_text, said=Quoted(note.text.strip()))
    if hotspots:
        numbers = ", ".join(str(one.number) for one in hotspots)
        yield plural("Friction {numbers}.", "Frictions {numbers}.", len(hotspots), numbers=numbers)


def ending_words(document: BlueprintDocument, day: PersonaDay) -> Message:
    """Return how it ends and, where a channel is closed to the persona, at which step of whom."""
    told = message("How it ends: {outcome}", outcome=words.OUTCOMES[day.outcome].in_text)
    stop = day.stopped_at
    if stop is None:
        return told
    why = message("cannot use this channel")
    if stop.step.channel:
        why = message("{first} ({second})", first=why, second=channel_name(document, stop.step.channel))
    return message("{told}. {step}: {why}", told=told, step=Quoted(stop.title), why=why)


def day_table(document: BlueprintDocument, day: PersonaDay, scale: TimeScale, translate: Translator) -> TextTable:
    """Return the day as a table of words: a row for each step."""
    columns = (message("Step"), message("Moment"), message("Channel"), message("Time"), message("Feeling"))
    rows = []
    for each in day.steps:
        step = each.beat.step
        time = time_words(each, scale, has_times=day.has_times)
        feeling = translate(words.EMOTIONS[step.emotion].in_text) if step.emotion is not None else NOTHING
        rows.append((step_title(each, translate),
                     translate(scale.moment_words(scale.moment(each.begins))) if day.has_times else NOTHING,
                     translate(channel_name(document, step.channel)) if step.channel else NOTHING,
                     translate(time) if time is not None else NOTHING, feeling))
    return TextTable(translate(message("The way as a table")), tuple(map(translate, columns)), tuple(rows),
                     frozenset({0}))


def constraints_words(constraints: Sequence[str]) -> Message | None:
    """Return what makes things difficult; None where nothing is told."""
    told = tuple(text.strip() for text in constraints if text.strip())
    return message("What makes it hard: {constraints}.", constraints=MessageList(told)) if told else None
