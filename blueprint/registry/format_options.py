"""What can be asked of a format, of exports and imports alike: the names that are typed, the words people read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from visavis.blueprint.language import Message


@dataclass(frozen=True, slots=True)
class FormatOption:
    """One thing that can be asked of a format, as `--name value` or in a dialog.

    `choices` lists the allowed values, the default first; without choices, any text is taken and `default` used.
    `choice_titles` says in words what the choices are; one that has none is shown as it is typed. Where an option
    `is_open`, any other text may be typed as well, and the format refuses what it does not take. One that `is_rare`
    is out of sight until someone wants more options.
    """

    name: str
    title: Message
    choices: tuple[str, ...] = ()
    default: str = ""
    choice_titles: Mapping[str, Message] = field(default_factory=dict)
    is_open: bool = False
    is_rare: bool = False

    @property
    def initial(self) -> str:
        """The value when nothing is asked."""
        return self.default or (self.choices[0] if self.choices else "")

    def choice_title(self, choice: str) -> Message:
        """Return what people read for one of the choices."""
        return self.choice_titles.get(choice) or as_written(choice)


def as_written(text: str) -> Message:
    """Return a text that is the same in every language: a value of a sentence, which no catalogue is asked for."""
    return Message("{text}", {"text": text})


def abbreviations(*choices: str) -> Mapping[str, Message]:
    """Return titles of choices that are abbreviations and the same in every language: `pdf` is read PDF."""
    return {choice: as_written(choice.upper()) for choice in choices}


def initial_values(options: Iterable[FormatOption], language: str) -> dict[str, str]:
    """Return the value of every option when nothing is asked.

    An option called `language` begins with that of whoever asks, where it is among its choices.
    """
    return {option.name: language if option.name == "language" and language in option.choices else option.initial
            for option in options}
