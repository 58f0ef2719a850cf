/** The id of the control that a JSON pointer means. */
export const idOf = (pointer: string): string => `f${pointer.replaceAll('/', '-')}`;

const labels: Readonly<Record<string, string>> = {
  '/request/name': 'What you ask for',
  '/request/dose': 'Dose',
  '/request/route': 'Route',
  '/request/frequency': 'Frequency',
  '/request/duration': 'Duration',
  '/clinical': 'The case in your words',
  '/criteria/text': 'The plan’s criteria',
  '/denial/reason': 'The reason they gave',
  '/denial/text': 'The denial letter',
};

/** What the field of a pointer is called on the page, such as `Treatment 2`. */
export function labelOf(pointer: string): string {
  const [, list, n] = /^\/(history|medications)\/(\d+)\//.exec(pointer) ?? [];
  if (list !== undefined) return `${list === 'history' ? 'Treatment' : 'Medication'} ${Number(n) + 1}`;
  return labels[pointer] ?? 'A field';
}

/**
 * The control to go to for a pointer: rows of the diagnoses share one field, parts of an age too.
 * Anything the page has no control for leads to the first field.
 */
export function controlOf(pointer: string): string {
  if (pointer.startsWith('/diagnoses')) return idOf('/diagnoses');
  if (pointer.startsWith('/patient/age')) return idOf('/patient/age');
  if (pointer.startsWith('/request/codes')) return idOf('/request/codes');
  return idOf(document.getElementById(idOf(pointer)) === null ? '/patient/first_name' : pointer);
}
