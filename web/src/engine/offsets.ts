/**
 * Places in a text. The server counts Unicode code points, the browser UTF-16 code units; they part at the first
 * character outside the basic plane.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether a text has characters of two units; without any, both counts are the same and nothing needs to be counted. */
const wide = (text: string): boolean => /[\ud800-\udfff]/.test(text);

/** Spans in code points as spans in UTF-16 code units; what lies behind the end of the text is cut off. */
export function inUnits(text: string, spans: readonly Span[]): Span[] {
  const units = wide(text) ? starts(text) : null;
  const last = units === null ? text.length : units.length - 1;
  const at = (point: number): number => {
    const inside = Math.min(Math.max(point, 0), last);
    return units === null ? inside : (units[inside] ?? 0);
  };
  return spans.map(({ start, end }) => ({ start: at(start), end: at(end) }));
}

/** Where each character of a text starts in UTF-16 code units, and where the text ends. */
function starts(text: string): number[] {
  const units: number[] = [0];
  for (const character of text) units.push((units.at(-1) ?? 0) + character.length);
  return units;
}

/** Spans in UTF-16 code units as spans in code points, the rest of each entry as it was. */
export function inPoints<T extends Span>(text: string, spans: readonly T[]): T[] {
  if (!wide(text)) return [...spans];
  const points = new Map(starts(text).map((unit, point) => [unit, point]));
  // A unit inside a character counts as the character's end.
  const point = (unit: number): number => points.get(unit) ?? points.get(unit + 1) ?? points.size - 1;
  return spans.map((span) => ({ ...span, start: point(span.start), end: point(span.end) }));
}

/** The words of a span in code points. */
export function excerpt(text: string, span: Span): string {
  const [units] = inUnits(text, [span]);
  return units === undefined ? '' : text.slice(units.start, units.end);
}

/**
 * Spans that survive an edit, moved with it. What the edit touched is gone: it has to be looked at again.
 * Before and after are the whole texts; offsets are code points.
 */
export function moved<T extends Span>(spans: readonly T[], before: string, after: string): T[] {
  const counted = wide(before) || wide(after);
  const was = counted ? [...before] : before;
  const is = counted ? [...after] : after;
  const shorter = Math.min(was.length, is.length);
  let head = 0;
  while (head < shorter && was[head] === is[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && was[was.length - 1 - tail] === is[is.length - 1 - tail]) tail += 1;
  const changedEnd = was.length - tail;
  const by = is.length - was.length;
  return spans.flatMap((span) => {
    if (span.end <= head) return [span];
    if (span.start >= changedEnd) return [{ ...span, start: span.start + by, end: span.end + by }];
    return [];
  });
}
