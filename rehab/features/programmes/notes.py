"""What the practitioner is told of a template: what to ask first, what the trials showed, what nobody has confirmed."""

from collections.abc import Iterable

from rehab.content import Template, read_text, source, templates
from rehab.features.programmes.choose_pages import SourceLine, TemplateNotes
from rehab.features.programmes.queries import Workbench
from rehab.records.programmes import Version
from rehab.web.language import chosen_language


def notes_of(template: Template) -> TemplateNotes:
    """All that is told of one template, in the reader's language."""
    language = chosen_language()
    return TemplateNotes(
        name=template.name.in_(language),
        ask_first=template.ask_first.in_(language) if template.ask_first else None,
        evidence=template.evidence.in_(language),
        unverified=tuple(each.in_(language) for each in template.unverified),
        sources=tuple(_source_line(code, language) for code in template.sources),
    )


def notes_for_builder(bench: Workbench, opened_from: Iterable[Template]) -> tuple[TemplateNotes, ...]:
    """Notes of the templates a builder was opened from; for a revision, of the one the signed version came from."""
    origin = signed_from(bench.programme.latest)
    chosen = tuple(opened_from) or ((origin,) if origin else ())
    return tuple(notes_of(each) for each in chosen if each.condition == bench.course.condition)


def signed_from(version: Version | None) -> Template | None:
    """The template a version was built on; None where it was none of the library's."""
    return templates().get(version.template_code or "") if version else None


def _source_line(code: str, language: str) -> SourceLine:
    about = source(code)
    return SourceLine(
        citation=about.citation.in_(language),
        language="en" if about.citation.da == about.citation.en else language,
        doi=about.doi,
        read=read_text(about.read).in_(language),
        note=about.note.in_(language) if about.note else None,
    )
