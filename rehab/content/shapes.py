"""The shapes the data files are read into."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rehab.clinical.dose import Dose, Side
from rehab.clinical.phases import Phase
from rehab.clinical.plan_rules import PlanSentences
from rehab.clinical.safety import Level, Line


@dataclass(frozen=True, slots=True)
class Text:
    """The same text in Danish and English.

    >>> Text("hæl", "heel").in_("en")
    'heel'
    """

    da: str
    en: str

    def in_(self, language: str) -> str:
        """The text in `language`; ValueError for a language there is no text in."""
        match language:
            case "da":
                return self.da
            case "en":
                return self.en
        raise ValueError(f"no text in language {language!r}")


class SourceRead(StrEnum):
    """How well a source was read before it was leaned on (the dossier's tags).

    `read` is an abstract, table or page itself; `summary` someone else's account of it; `expert` an opinion;
    `knowledge` unverified; `own` what the clinic chain says or chose itself, not a published fact.
    """

    READ = "read"
    SUMMARY = "summary"
    EXPERT = "expert"
    KNOWLEDGE = "knowledge"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Source:
    """What a value rests on. `doi` is bare ("10.1111/sms.12313"); `note` says what was and was not found in it."""

    code: str
    citation: Text
    doi: str | None
    read: SourceRead
    note: Text | None


class ExerciseKind(StrEnum):
    """What an exercise is for."""

    STRENGTH = "strength"
    ISOMETRIC = "isometric"
    STRETCH = "stretch"
    MOTOR_CONTROL = "motor_control"
    RELIEF = "relief"
    RETURN_TO_RUN = "return_to_run"

    @property
    def is_strength(self) -> bool:
        """Whether it is loading, whose sessions are counted as adherence (dossier 9)."""
        return self in (ExerciseKind.STRENGTH, ExerciseKind.ISOMETRIC)


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of the library; `slug` names its drawing.

    `cautions` are what to watch for and when to stop, in the patient's words; `sources` are codes.
    """

    code: str
    slug: str
    kind: ExerciseKind
    name: Text
    steps: tuple[Text, ...]
    equipment: Text
    cautions: tuple[Text, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanTexts:
    """What the practitioner tells the patient to do after a green, yellow, amber or red answer."""

    green: Text
    yellow: Text
    amber: Text
    red: Text

    def in_(self, language: str) -> PlanSentences:
        """The four sentences in one language, ready to be edited and signed."""
        return PlanSentences(
            green=self.green.in_(language),
            yellow=self.yellow.in_(language),
            amber=self.amber.in_(language),
            red=self.red.in_(language),
        )


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One exercise in certain weeks (both included, the first week is 1) of a template."""

    exercise_code: str
    week_from: int
    week_to: int
    dose: Dose
    optional: bool
    progression: Text
    regression: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A programme to start from, for one condition (its code) and phase.

    `review_weeks` are the weeks at whose end the course is looked at. Told to the practitioner: `ask_first`, what to
    ask before this one is chosen; `evidence`, what the trials showed; `unverified`, what in this programme no source
    stands behind; `sources`, by code. `follows` is the template this one goes on from, where it is a part of a whole.
    """

    code: str
    name: Text
    condition: str
    phase: Phase
    weeks: int
    min_age: int
    rows: tuple[TemplateRow, ...]
    plan: PlanTexts
    review_weeks: tuple[int, ...]
    sources: tuple[str, ...]
    ask_first: Text | None
    evidence: Text
    unverified: tuple[Text, ...]
    follows: str | None = None


class Topic(StrEnum):
    """What an advice card is about, in reading order."""

    LOAD = "load"
    AIDS = "aids"
    PAIN_LIGHT = "pain_light"
    TAPE = "tape"
    NIGHT_SPLINT = "night_splint"
    HOW_LONG = "how_long"
    EXPECT = "expect"
    PREVENT = "prevent"
    DOCTOR = "doctor"


EXTRA_TOPICS = frozenset({Topic.TAPE, Topic.NIGHT_SPLINT})  # the others every condition must have


@dataclass(frozen=True, slots=True)
class AdviceCard:
    """One card of advice that ships with a template; `sources` are codes."""

    topic: Topic
    title: Text
    body: tuple[Text, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhaseText:
    """What a phase is called, how it shows in a condition, and what the patient may do in it."""

    phase: Phase
    name: Text
    sign: Text
    advice: tuple[Text, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WarningSign:
    """One line of the checklist in the patient's words; `number` is that of its sign, 1 to 15."""

    line: Line
    number: int
    level: Level
    text: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelText:
    """The fixed text shown when a line of this level is ticked."""

    level: Level
    title: Text
    body: Text


class Morning(StrEnum):
    """What the morning's pain is asked about: the first steps, or the first time the hand grips something."""

    FIRST_STEPS = "first_steps"
    FIRST_GRIP = "first_grip"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a course is about; `sides` say where it hurts (right heel, both heels)."""

    code: str
    name: Text
    summary: Text
    morning: Morning
    sides: Mapping[Side, Text]
