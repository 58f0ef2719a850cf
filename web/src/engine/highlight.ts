import { inUnits } from './offsets.ts';
import type { Finding } from '../api/check.ts';

type Painter = { readonly block: Highlight; readonly warn: Highlight };

let painter: Painter | null | undefined;

/** The page's two highlights; null where the browser has none, and the list below the field has to do. */
function highlights(): Painter | null {
  if (painter !== undefined) return painter;
  if (!('highlights' in CSS)) return (painter = null);
  painter = { block: new Highlight(), warn: new Highlight() };
  CSS.highlights.set('phi-block', painter.block);
  CSS.highlights.set('phi-warn', painter.warn);
  return painter;
}

/** Marks findings in a text node without changing the document; the answer takes the marks away. */
export function mark(node: Text, findings: readonly Finding[]): () => void {
  const paint = highlights();
  if (paint === null) return () => undefined;
  const painted = inUnits(node.data, findings).map(({ start, end }, n) => {
    const range = new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end });
    const on = findings[n]?.action === 'warn' ? paint.warn : paint.block;
    on.add(range);
    return () => on.delete(range);
  });
  return () => {
    for (const erase of painted) erase();
  };
}
