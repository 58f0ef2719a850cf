import type { Flag } from '../api/document.ts';
import { inUnits } from '../engine/offsets.ts';

/** A part of a sentence that is shown in one way. */
export interface Piece {
  readonly words: string;
  readonly flagged: boolean;
  /** A blank that is filled in on the clinician's computer. */
  readonly blank: boolean;
}

const blanks: Readonly<Record<string, string>> = {
  'patient.first_name': 'first name',
  'patient.last_name': 'last name',
  'patient.date_of_birth': 'date of birth',
  'member.id': 'member ID',
};
const blank = /\{\{\s*([a-z_.]+)\s*\}\}/g;

/** What a placeholder is called on the page. */
export const blankWords = (name: string): string => blanks[name] ?? name.replaceAll(/[._]/g, ' ');

/** A text with its blanks by their names, where nothing else is to be told of them. */
export const blanked = (text: string): string => text.replaceAll(blank, (_, name: string) => `[${blankWords(name)}]`);

/** A sentence cut where a flag or a blank begins or ends. */
export function pieces(text: string, flags: readonly Flag[] = []): Piece[] {
  const spans = inUnits(text, flags);
  const holes = [...text.matchAll(blank)].map((match) => ({ start: match.index, end: match.index + match[0].length, name: match[1] ?? '' }));
  const cuts = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end]), ...holes.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(1).flatMap((end, n) => {
    const start = cuts[n] ?? 0;
    const hole = holes.find((one) => one.start <= start && end <= one.end);
    // A flag may end inside a blank; the blank is shown once, whole.
    if (hole !== undefined && hole.start !== start) return [];
    const flagged = spans.some((span) => span.start <= start && end <= span.end);
    return [{ words: hole === undefined ? text.slice(start, end) : blankWords(hole.name), flagged, blank: hole !== undefined }];
  });
}
