"""No text promises more than the trials have shown: no cure, no inflammation, nothing proven best, no guarantee."""

import json
import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from rehab.config import ROOT
from rehab.content.loader import DATA

CATALOGUE = ROOT / "rehab" / "translations" / "da" / "LC_MESSAGES" / "messages.po"

CLAIMS = {
    "da": {
        "a cure": r"\bkurere?[rst]?\b|\bhelbred(e|er|es|t|te|else|elsen)\b|\bheler (sen|svang|fod|skad)",
        "inflammation": r"betænd|inflamm",
        "proven best": r"\bbevist|beviseligt|\bden bedste (behandling|øvelse|træning|metode)|mest effektive",
        "a promise": r"garant(i|er)|\bvil (fjerne|kurere|helbrede)|\bfjerner (smerte|din)|\bvi lover\b"
        r"|smerten forsvinder|\bdu bliver (rask|smertefri)|\bvirker altid",
    },
    "en": {
        "a cure": r"\bcur(e|es|ed|ing)\b|\bheal(s|ed|ing)?\b",
        "inflammation": r"inflam",
        "proven best": r"\bproven\b|\bthe best (treatment|exercise|training|method)|most effective",
        "a promise": r"guarantee|\bwill (remove|cure|heal|fix)\b|\bremoves (pain|the pain|your)|\bwe promise\b"
        r"|pain (disappears|will go away)|\byou will be (well|pain-free)|\balways works",
    },
}


def claims(text: str, language: str) -> list[str]:
    """What a text claims that it may not, by name."""
    return [name for name, words in CLAIMS[language].items() if re.search(words, text, re.IGNORECASE)]


def of_files() -> Iterator[tuple[str, str, str]]:
    """Where, language and text of every text of every data file."""

    def within(node: object, where: str) -> Iterator[tuple[str, str, str]]:
        if isinstance(node, dict):
            for key, value in node.items():
                yield from within(value, f"{where}.{key}")
        elif isinstance(node, list):
            for number, value in enumerate(node):
                yield from within(value, f"{where}.{number}")
        elif isinstance(node, str):
            for language in CLAIMS.keys() & set(where.split(".")) or CLAIMS.keys():
                yield where, language, node

    for file in sorted(DATA.glob("*.json")):
        yield from within(json.loads(file.read_text(encoding="utf-8")), file.stem)


def of_catalogue() -> Iterator[tuple[str, str, str]]:
    """The same of every message: the English it goes by, and its Danish."""
    with CATALOGUE.open("rb") as file:
        for message in read_po(file, locale="da"):
            for language, words in (("en", message.id), ("da", message.string)):
                for text in [words] if isinstance(words, str) else words:
                    yield "messages", language, text


def test_there_is_something_to_read() -> None:
    assert sum(1 for _ in of_files()) > 1000
    assert sum(1 for _ in of_catalogue()) > 500


def test_no_data_file_claims_too_much() -> None:
    assert not [(where, text, found) for where, language, text in of_files() if (found := claims(text, language))]


def test_no_message_claims_too_much() -> None:
    assert not [(text, found) for _, language, text in of_catalogue() if (found := claims(text, language))]


@pytest.mark.parametrize(
    ("language", "text", "claim"),
    [
        ("da", "Øvelsen kurerer hælspore.", "a cure"),
        ("da", "Programmet helbreder din fod.", "a cure"),
        ("da", "Du bliver helbredt på 12 uger.", "a cure"),
        ("da", "En betændelse i svangsenen.", "inflammation"),
        ("da", "Det er en inflammation.", "inflammation"),
        ("da", "Det er bevist bedst.", "proven best"),
        ("da", "Den bedste behandling mod hælsmerter.", "proven best"),
        ("da", "Det vil fjerne smerten.", "a promise"),
        ("da", "Vi giver garanti for bedring.", "a promise"),
        ("da", "Bedring er garanteret.", "a promise"),
        ("en", "This exercise cures heel spurs.", "a cure"),
        ("en", "A cure for heel pain.", "a cure"),
        ("en", "It heals the tendon.", "a cure"),
        ("en", "Inflammation of the fascia.", "inflammation"),
        ("en", "Proven best for heel pain.", "proven best"),
        ("en", "It will remove the pain.", "a promise"),
        ("en", "We guarantee that you improve.", "a promise"),
    ],
)
def test_a_claim_is_found(language: str, text: str, claim: str) -> None:
    assert claim in claims(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "En hælkop eller et indlæg kan hjælpe."),
        ("da", "Mange får det bedre over måneder. Ingen kan love hvornår."),
        ("da", "Receptionen ser dine tider, intet om dit helbred."),
        ("da", "Overbelastning af svangsenen under foden."),
        ("da", "Løft hele hælen."),
        ("en", "A heel cup or an insole may help."),
        ("en", "Many feel better over months. Nobody can promise when."),
        ("en", "A secure sign-in for your health record."),
        ("en", "Heel pain is overload of the fascia."),
    ],
)
def test_an_honest_sentence_passes(language: str, text: str) -> None:
    assert not claims(text, language)
