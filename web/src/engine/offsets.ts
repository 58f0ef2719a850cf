/**
 * Places in a text. The server counts Unicode code points, the browser UTF-16 code units; they part at the first
 * character outside the basic plane.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Spans in code points as spans in UTF-16 code units; what lies behind the end of the text is cut off. */
export function inUnits(text: string, spans: readonly Span[]): Span[] {
  const units: number[] = [0];
  for (const character of text) units.push((units.at(-1) ?? 0) + character.length);
  const last = units.length - 1;
  const at = (point: number): number => units[Math.min(Math.max(point, 0), last)] ?? 0;
  return spans.map(({ start, end }) => ({ start: at(start), end: at(end) }));
}

/** Spans in UTF-16 code units as spans in code points, the rest of each entry as it was. */
export function inPoints<T extends Span>(text: string, spans: readonly T[]): T[] {
  const point = (unit: number): number => [...text.slice(0, unit)].length;
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
  const was = [...before];
  const is = [...after];
  const head = sharedLength(was, is);
  const tail = Math.min(sharedLength(was.slice(head).reverse(), is.slice(head).reverse()), was.length - head);
  const changedEnd = was.length - tail;
  const by = is.length - was.length;
  return spans.flatMap((span) => {
    if (span.end <= head) return [span];
    if (span.start >= changedEnd) return [{ ...span, start: span.start + by, end: span.end + by }];
    return [];
  });
}

function sharedLength(a: readonly string[], b: readonly string[]): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return n;
}
