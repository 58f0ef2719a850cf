import type { Finding } from './check.ts';
import type { Refusal } from './problem.ts';

/** What the firewall found in the words of one field, out of all that was refused. `offset` code points stood before the field's words. */
export function markedAt(pointer: string, refusals: readonly Refusal[], offset = 0): Finding[] {
  return refusals.flatMap(({ pointer: at, start, end, category, code, hint = '' }) => {
    if (at !== pointer || start === undefined || end === undefined || category === undefined || end <= offset) return [];
    return [{ start: Math.max(start - offset, 0), end: end - offset, category, hint, action: code === 'identifiers-suspected' ? ('warn' as const) : ('block' as const) }];
  });
}
