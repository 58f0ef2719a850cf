type Choice = readonly [value: string, words: string];

/** What a criterion is there for. */
export const roles: readonly Choice[] = [
  ['required', 'Must be met'],
  ['exclusion', 'Must not be so'],
  ['renewal', 'For a renewal only'],
  ['indication', 'One of several indications'],
  ['quantity_limit', 'Limits quantity or dose'],
  ['approval_duration', 'Says how long approval lasts'],
];

/** How many criteria side by side are needed. `below` is how many there are. */
export function combinators(below: number, present: string): readonly Choice[] {
  const several = Array.from({ length: Math.max(below - 2, 0) }, (_, n): Choice => [`at_least_${n + 2}`, `At least ${n + 2} of them`]);
  const usual: readonly Choice[] = [['all_of', 'All of them'], ['one_of', 'One of them'], ...several, ['none_of', 'None of them']];
  if (usual.some(([value]) => value === present)) return usual;
  return [...usual, [present, `At least ${present.replace('at_least_', '')} of them`]];
}

export const wordsOf = (choices: readonly Choice[], value: string): string => choices.find(([known]) => known === value)?.[1] ?? value;
