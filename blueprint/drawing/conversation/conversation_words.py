"""The words of a conversation: its head, and each line and silence as it is read out, its side named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis import ConversationStep
from visavis.blueprint.analysis.paths.spoken_lines import SilentTime, SpokenLine, SpokenPath
from visavis.blueprint.drawing.display_list import TextTable
from visavis.blueprint.drawing.reader_pages.figure_texts import turn_words
from visavis.blueprint.drawing.reader_pages.one_path import name_path
from visavis.blueprint.drawing.reader_pages.time_scale import TimeScale
from visavis.blueprint.language import Message, MessageList, Minutes, Quoted, Translator, message, plural
from visavis.blueprint.model import BlueprintDocument, Side, words
from visavis.blueprint.model.words import channel_name

# As many steps of a silence are named where they are read out.
MOST_STEPS = 40


def persona_words(spoken: SpokenPath) -> Message | str:
    """Return the name of whoever the conversation is of."""
    persona = spoken.persona
    if persona is not None:
        return persona.name.strip() or persona.id
    speaker = next((line.speaker for line in spoken.lines if line.is_citizens), "")
    return speaker or message("The citizen")


def path_words(spoken: SpokenPath) -> Message:
    """Return which path it is: of all that this persona may walk, not a mean of them."""
    return name_path(spoken.outcome, sum(line.is_detour for line in spoken.lines))


def head_sentence(spoken: SpokenPath, scale: TimeScale, translate: Translator) -> str:
    """Return how much is said in how long, and who ends the longest silence."""
    count = len(spoken.lines)
    if not count:
        return translate(message("No word is drawn between {persona} and the agents.", persona=persona_words(spoken)))
    if not spoken.has_times:
        return translate(plural("{count} exchange. How long it takes is not known.",
                                "{count} exchanges. How long it takes is not known.", count))
    length = scale.length_words(scale.moment(spoken.minutes))
    if spoken.path.journey.elapsed.at_least:
        length = message("at least {time}", time=length)
    said = translate(plural("{count} exchange in {time}.", "{count} exchanges in {time}.", count, time=length))
    longest = max(spoken.silences, key=scale.length, default=None)
    return said if longest is None or not scale.length(longest) else f"{said} {translate(_longest(spoken, scale))}"


def _longest(spoken: SpokenPath, scale: TimeScale) -> Message:
    longest = max(spoken.silences, key=scale.length)
    time = scale.length_words(scale.length(longest))
    breaker = longest.broken_by
    if breaker is None:
        return message("The longest silence, {time}, is the last.", time=time)
    if breaker.is_citizens:
        return message("The longest silence, {time}, is broken by {persona}.", time=time,
                       persona=breaker.speaker)
    return message("The longest silence, {time}, is broken by the agents.", time=time)


def carried_words(line: SpokenLine) -> Message | str:
    """Return what travels along: its name, or how many there are."""
    if len(line.carries) == 1:
        return line.carries[0]
    return plural("{count} document", "{count} documents", len(line.carries))


def line_sentences(document: BlueprintDocument, line: SpokenLine, scale: TimeScale, has_times: bool,  # noqa: FBT001
                   numbers: Sequence[int]) -> Iterator[Message]:
    """Yield what a line says to those who cannot see it: when, by what, who, the words, what travels along."""
    # Whoever cannot see at which side it stands hears it.
    speaker = message("agents ({speaker})", speaker=line.speaker) if line.side is Side.AGENT else line.speaker
    said: Message = message("{speaker}: {words}", speaker=speaker, words=Quoted(line.words))
    if line.channel is not None:
        said = message("{first}, {second}", first=channel_name(document, line.channel), second=said)
    if has_times:
        said = message("{first}, {second}", first=scale.moment_words(scale.moment(line.at)), second=said)
    yield message("{sentence}.", sentence=said)
    if line.carries:
        yield message("Handed over: {items}.", items=MessageList(line.carries))
    share = turn_words(line.share)
    if share is not None:
        yield message("{sentence}.", sentence=share)
    if numbers:
        yield frictions_sentence(numbers)


def frictions_sentence(numbers: Sequence[int]) -> Message:
    """Return which friction points are there."""
    return plural("Friction {numbers}.", "Frictions {numbers}.", len(numbers), numbers=", ".join(map(str, numbers)))


def silence_sentences(silence: SilentTime, scale: TimeScale, numbers: Sequence[int]) -> Iterator[Message]:
    """Yield how long nobody says a word, and what each side does meanwhile."""
    yield message("{length} without a word.", length=scale.length_words(scale.length(silence)))
    if silence.has_promise:
        yield message("A date is promised.")
    waiting, working = (meanwhile_words(meanwhile(silence, citizen=citizen), MOST_STEPS) for citizen in (True, False))
    if waiting is not None:
        yield message("Meanwhile, the citizen: {steps}.", steps=waiting)
    yield message("What the agents do meanwhile is not drawn.") if working is None else \
        message("Meanwhile, the agents: {steps}.", steps=working)
    if numbers:
        yield frictions_sentence(numbers)


def meanwhile(silence: SilentTime, *, citizen: bool) -> tuple[ConversationStep, ...]:
    """Return what one side does in a silence: not what ends it, face to face or by phone."""
    breaker = silence.broken_by.step.id if silence.broken_by is not None else None
    return tuple(each for each in silence.of_side(citizen=citizen)
                 if each.step.id != breaker or not (each.frontstage or citizen))


def meanwhile_words(steps: Sequence[ConversationStep], most: int) -> Message | None:
    """Return the first `most` of some steps with the minutes of work of them all; None where there is none."""
    if not steps:
        return None
    titles = tuple(dict.fromkeys(each.title for each in steps))
    told: Message = message("{steps}", steps=" · ".join(titles[:most]))
    if len(titles) > most:
        told = plural("{steps} and {count} more", "{steps} and {count} more", len(titles) - most, steps=told)
    work = sum(each.work for each in steps)
    return message("{steps}: {time}", steps=told, time=Minutes(work)) if work else told


def ending_words(document: BlueprintDocument, spoken: SpokenPath, scale: TimeScale) -> tuple[Message, Message]:
    """Return how it ends: the last step with its day, and what came of it."""
    ending = spoken.ending
    title: Message | str = ending.title if ending is not None else message("The end")
    last: Message = message("{step}", step=title)
    if spoken.has_times:
        last = message("{first}, {second}", first=title, second=scale.moment_words(scale.moment(spoken.minutes)))
    outcome = words.OUTCOMES[spoken.outcome].label
    told: Message = Message(outcome)
    if ending is not None and ending.visit.blocked:
        told = message("{first}: {second}", first=told, second=message("cannot use this channel"))
        if ending.step.channel:
            told = message("{first} ({second})", first=told, second=channel_name(document, ending.step.channel))
    return last, told


def conversation_table(document: BlueprintDocument, spoken: SpokenPath, scale: TimeScale,
                       translate: Translator) -> TextTable:
    """Return the conversation as a table of words: a row for each line and each silence."""
    columns = (message("Moment"), message("Side"), message("What is said or done"), message("Channel"))
    rows = []
    for entry in spoken.entries:
        if isinstance(entry, SpokenLine):
            side = message("Citizen") if entry.is_citizens else message("Agents")
            channel = translate(channel_name(document, entry.channel)) if entry.channel else "—"
            said = translate(message("{speaker}: {words}", speaker=entry.speaker, words=Quoted(entry.words)))
            moment = translate(scale.moment_words(scale.moment(entry.at))) if spoken.has_times else "—"
            rows.append((moment, translate(side), said, channel))
        elif scale.length(entry) and spoken.has_times:
            told = " ".join(map(translate, silence_sentences(entry, scale, ())))
            rows.append((translate(scale.moment_words(scale.moment(entry.begins))),
                         translate(message("both sides")), told, "—"))
    return TextTable(translate(message("The conversation as a table")), tuple(map(translate, columns)), tuple(rows),
                     frozenset({2}))
