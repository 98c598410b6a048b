"""What the values rest on: known by code, with how well it was read, and honest about what was not."""

import re

import pytest

from rehab import content
from rehab.content import SourceRead

CITED_BY_RULES = [
    *("landorf-2010", "pain-monitoring-model", "morrissey-2021", "ugeskriftet", "bailey-2018", "nhs-pathways"),
    *("riel-2019", "fix-heel-2023", "heide-2024", "hansen-2018", "digiovanni-2003", "digiovanni-2006"),
    *("radford-2007", "psfs", "kamper-2009", "salaffi-2004", "clinic-page", "clinical-choice"),
]


@pytest.mark.parametrize("code", CITED_BY_RULES)
def test_a_source_the_rules_cite_is_there(code: str) -> None:
    assert content.source(code).code == code


def test_an_unknown_source_is_an_error() -> None:
    with pytest.raises(KeyError):
        content.source("hearsay")


@pytest.mark.parametrize(
    ("code", "doi"),
    [
        ("rathleff-2015", "10.1111/sms.12313"),
        ("riel-2019", "10.1016/j.jphys.2019.05.011"),
        ("fix-heel-2023", "10.1136/bjsports-2023-106948"),
        ("heide-2024", "10.1136/bjsports-2024-108139"),
        ("alfredson-1998", "10.1177/03635465980260030301"),
        ("beyer-2015", "10.1177/0363546515584760"),
        ("silbernagel-2007", "10.1177/0363546506298279"),
        ("morrissey-2021", "10.1136/bjsports-2019-101970"),
        ("tyler-2014", None),
        ("kulig-2009", None),
    ],
)
def test_a_doi_leads_to_the_paper(code: str, doi: str | None) -> None:
    assert content.source(code).doi == doi


def test_a_doi_is_bare() -> None:
    dois = [each.doi for each in content.sources().values() if each.doi]

    assert all(re.fullmatch(r"10\.\d{4,}/\S+", doi) for doi in dois)


def test_what_is_not_read_says_what_is_unchecked() -> None:
    for each in content.sources().values():
        if each.read is SourceRead.KNOWLEDGE:
            assert each.note
            assert re.search(r"kontroller|læst", each.note.da)


def test_the_clinics_own_is_no_published_fact() -> None:
    assert content.source("clinical-choice").read is SourceRead.OWN
    assert content.source("clinic-page").read is SourceRead.OWN
    assert content.read_text(SourceRead.OWN).in_("en") == "The clinic's own"


def test_how_well_each_was_read_is_put_in_words() -> None:
    told = {content.read_text(read).da for read in SourceRead}

    assert len(told) == len(SourceRead)
