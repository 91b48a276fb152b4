"""The visit report: a summary to decide from on page one, then a section for each step that has content."""

from __future__ import annotations

from collections.abc import Mapping

from fieldvisit.domain import formats
from fieldvisit.domain.facts import VisitFacts
from fieldvisit.domain.fields import Step
from fieldvisit.domain.figures import figures
from fieldvisit.domain.language import tr
from fieldvisit.domain.steps import STEPS, number_of
from fieldvisit.domain.visit import StepState, Visit
from fieldvisit.reports.anchors import LEFT_OUT, REPORTED, SUMMARY, anchor_of
from fieldvisit.reports.answers import Answer, Answers
from fieldvisit.reports.document import Report
from fieldvisit.reports.enclosure import Enclosure
from fieldvisit.reports.family import family_report
from fieldvisit.reports.flow import Block
from fieldvisit.reports.kinds import VISIT
from fieldvisit.reports.masthead import masthead
from fieldvisit.reports.outline import Outlined
from fieldvisit.reports.product_cells import in_readers_words
from fieldvisit.reports.sections import section_of
from fieldvisit.reports.sections.reported import reported
from fieldvisit.reports.spans import Span
from fieldvisit.reports.summary import below_exceptions
from fieldvisit.reports.theme import BODY
from fieldvisit.reports.urgent import Urgent
from fieldvisit.reports.visit_content import VisitContent, anything_stated, anything_unconfirmed
from fieldvisit.reports.words import Heading, remark


def build_visit_report(
    visit: Visit,
    facts: VisitFacts,
    *,
    page_size: str = "A4",
    photos: Mapping[str, bytes] | None = None,
    enclosure: Enclosure | None = None,
) -> bytes:
    """The report as a PDF, in the language in force; the same visit gives the same bytes.

    `photos` are JPEG bytes by digest; a photo that is not among them is said to be missing. `page_size` is `A4` or
    `Letter`. `enclosure` is carried inside the file.
    An open visit gives a report that is marked as a draft on each page.
    """
    told = in_readers_words(facts)
    content = VisitContent(visit, told, figures(visit, told), _used(visit, photos or {}))
    sections = {
        step.key: blocks for step in STEPS if _has_section(content, step) and (blocks := section_of(content, step))
    }
    report = family_report(content, VISIT, page_size)
    report.images = {digest: content.photos[digest] for digest in content.photo_sizes}
    _add_page_one(report, content, Urgent(content, frozenset(sections)), alone=not sections)
    for key, blocks in sections.items():
        report.add(_heading(content, key), *blocks)
    report.add(*reported(content), *_left_out(content, sections))
    report.outline += [Outlined(SUMMARY, tr("Summary")), *(Outlined(anchor_of(key), _title(key)) for key in sections)]
    report.outline += [Outlined(REPORTED, tr("To report to the company")), Outlined(LEFT_OUT, tr("Steps left out"))]
    return report.written(enclosure)


def _add_page_one(report: Report, content: VisitContent, urgent: Urgent, *, alone: bool) -> None:
    """The summary; what follows begins on page two, unless that is begun already or nothing follows."""
    above, below = masthead(content, SUMMARY), below_exceptions(content)
    room = report.page_room - report.height_of(*above, *below)
    report.add(*above, *urgent.on_page_one(report, room), *below)
    if report.pages == 1 and not alone:
        report.new_page()
    report.add(*urgent.further())


def _used(visit: Visit, photos: Mapping[str, bytes]) -> dict[str, bytes]:
    """Only the photos of this visit, so that no other picture gets into the file."""
    rows = visit.steps["sales"].rows("photos") if "sales" in visit.steps else []
    digests = {str(row.values.get("photo")) for row in rows}
    return {digest: photos[digest] for digest in sorted(digests) if digest in photos}


def _has_section(content: VisitContent, step: Step) -> bool:
    record = content.record(step.key)
    if record.state is StepState.SKIPPED:
        return False
    started = record.state is not StepState.NOT_STARTED or bool(content.step_flags(step.key))
    return anything_stated(record) or (started and record.has_content())


def _title(key: str) -> str:
    return f"{number_of(key)} {tr(STEPS[number_of(key) - 1].title)}"


def _heading(content: VisitContent, key: str) -> Heading:
    return Heading(_title(key), _note(content, key), anchor=anchor_of(key))


def _note(content: VisitContent, key: str) -> str:
    currency, limits = content.facts.dealer.currency, content.facts.thresholds
    if key == "prices":
        return tr(
            "{currency} per unit; others = median of at least {least} other dealers in {days} days; margins in %",
            currency=currency,
            least=limits.others_minimum,
            days=limits.others_days,
        )
    if key == "inventory":
        return tr(
            "units; cover: {needed} days needed (line), {allowed} allowed (end of band); stock value in {currency}",
            needed=content.figures.needed_days,
            allowed=formats.number(limits.overstock_factor * limits.target_cover_days),
            currency=currency,
        )
    return tr("amounts in {currency}", currency=currency) if key in ("sales", "account") else ""


def _left_out(content: VisitContent, printed: Mapping[str, list[Block]]) -> list[Block]:
    """Steps without a section: skipped with their reason, or without content."""
    answers = [
        Answer(_title(step.key), (Span(_why(content, step), BODY),)) for step in STEPS if step.key not in printed
    ]
    blocks: list[Block] = []
    if answers:
        blocks += [Heading(tr("Steps left out"), anchor=LEFT_OUT), Answers(tuple(answers))]
    if any(anything_unconfirmed(content.record(key)) for key in printed):
        told = tr("Slanted values were filled in by the program and not confirmed; they were not observed.")
        blocks.append(remark(told))
    return blocks


def _why(content: VisitContent, step: Step) -> str:
    record = content.record(step.key)
    if record.state is StepState.SKIPPED:
        return tr("skipped: {reason}", reason=record.skip_reason or formats.NO_VALUE)
    return tr("nothing recorded")
