"""Carriers of text into paragraphs, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.blocks import Annex, Carrier
from pipeline.model.inlines import Content, Deleted, Inserted, Seam
from pipeline.model.tracked import Was
from pipeline.wml import make
from pipeline.wml.track import Track, mark, paragraph_change
from pipeline.write.inlines import plain_look, runs
from pipeline.write.placing import LEADS, Placing
from pipeline.write.story import Story, unit_bookmark
from pipeline.write.strands import as_tracked, tracked_runs
from pipeline.write.styles import Role
from pipeline.write.within import Within

RULE = "_" * 12


class Paragraphs:
    """Writes the paragraphs of one story, each with its placing: `new` has those of the new state, `old` of the old one."""

    def __init__(self, story: Story, new: Sequence[Placing], old: Sequence[Placing]) -> None:
        self.story = story
        self._look = plain_look(story)
        self._leads = {lead: make.text_run(lead, self._look) for lead in LEADS}
        self._new = iter(new)
        # A document that is no redline has one state, and one way through it.
        self._old = iter(old) if story.package.reviewer else self._new

    def carrier(self, carrier: Carrier, within: Within) -> str:
        """A text with its label."""
        if self.story.package.reviewer is None:
            return self._settled(carrier)
        track = _track(carrier.content, within)
        new, old = self._next(track)
        was = carrier.change.node if isinstance(carrier.change, Was) else carrier
        label = "" if isinstance(carrier, Annex) else self._sign(*_labels(carrier, was), track)
        text = self._sign(new.lead, old.lead, track)
        text += tracked_runs(carrier.content, self.story, self._look, track)
        return self._paragraph(self.story.anchored(carrier, label, text, track), Within(track, within.move), new, old)

    def _settled(self, carrier: Carrier) -> str:
        """A text of a document that has one state only."""
        placing, look, story = next(self._new), self._look, self.story
        label = "" if isinstance(carrier, Annex) else getattr(carrier, "label", "")
        text = self._leads[placing.lead] + runs(carrier.content, story, look)
        inner = story.anchored(carrier, make.text_run(label, look) if label else "", text)
        style = "" if placing.role is Role.NORMAL else story.package.styles[placing.role]
        return make.paragraph(style, inner, keep_next=placing.keep_next)

    def annex_label(self, annex: Annex, within: Within) -> str:
        """The number line of an annex."""
        new, old = self._next(within.track)
        was = annex.change.node if isinstance(annex.change, Was) else annex
        label = self._sign(*_labels(annex, was), within.track)
        return self._paragraph(self.story.labelled(annex, label, within.track), within, new, old)

    def rule(self, within: Within) -> str:
        """A rule."""
        new, old = self._next(within.track)
        return self._paragraph(self._sign(RULE, RULE, within.track), within, new, old)

    def empty(self, track: Track) -> str:
        """A paragraph that parts two tables, or stands after one where there must be a paragraph."""
        return make.paragraph("", "", mark="" if track is Track.KEPT else mark(track, self.story.package.stamp()))

    def _next(self, track: Track) -> tuple[Placing, Placing]:
        """The placings of the next paragraph in both states; where one state does not have it, that of the other."""
        if track is Track.KEPT and self.story.package.reviewer:
            return next(self._new), next(self._old)
        placing = next(self._new if track.in_new else self._old)
        return placing, placing

    def _sign(self, new: str, old: str, track: Track) -> str:
        """What stands before a text: its number, its marker, a tab."""
        if track is not Track.KEPT:
            return self.story.tracked(track, make.text_run(new if track.in_new else old, as_tracked(self._look, track)))
        if new == old:
            return make.text_run(new, self._look) if new else ""
        return self._sign(new, old, Track.DELETED) + self._sign(new, old, Track.INSERTED)

    def _paragraph(self, inner: str, within: Within, new: Placing, old: Placing) -> str:
        package = self.story.package
        # The default style goes without saying.
        style, was = ("" if one.role is Role.NORMAL else package.styles[one.role] for one in (new, old))
        track = within.track
        if track in (Track.MOVED_FROM, Track.MOVED_TO):
            inner = self.story.moved(track, within.move, inner)
        return make.paragraph(
            style,
            inner,
            keep_next=new.keep_next,
            mark="" if track is Track.KEPT else mark(track, package.stamp()),
            # That a paragraph stays with the next is no news for a reader: only a style is.
            change="" if style == was else paragraph_change(was, package.stamp(), keep_next=old.keep_next),
        )


def footnotes(story: Story) -> Iterator[str]:
    """The bodies of the footnotes that were called, in reading order with ids 1 … n, above those of the separators.

    A note that went or came does so with its call: where the call is dropped, the note is.
    """
    look = plain_look(story)
    call = make.Look(style=story.package.styles[Role.FOOTNOTE_CALL], tongue=look.tongue)
    for number, (note, called) in enumerate(story.package.notes, story.package.separators + 1):
        track = called if called in (Track.INSERTED, Track.DELETED) else Track.KEPT
        tab = story.tracked(track, make.text_run("\t", as_tracked(look, track)))
        text = tab + tracked_runs(note.content, story, look, track)
        if note.unit and called.in_new and not story.package.final:
            text = story.marked(unit_bookmark(note.unit), text)
        inner = make.run("<w:footnoteRef/>", call) + text
        yield make.footnote(number, make.paragraph(story.package.styles[Role.FOOTNOTE], inner))


def _labels(carrier: Carrier, was: object) -> tuple[str, str]:
    return getattr(carrier, "label", ""), getattr(was, "label", "")


def _track(content: Content, within: Within) -> Track:
    """A paragraph of which nothing is left on its way has not moved: one went and another came."""
    stays = any(not isinstance(inline, Inserted | Deleted | Seam) for inline in content)
    return within.track if stays else within.track.still
