/** How many characters the text fields of payers' portals usually take. */
export const usualLimits = [500, 1000, 2000, 4000] as const;

const least = 100;
const most = 32_000;

/** The limit that was chosen, or typed where `choice` is `own`; null where that is no number the server takes. */
export function limitOf(choice: string, own: string): number | null {
  const typed = (choice === 'own' ? own : choice).trim().replaceAll(',', '');
  const number = /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
  return number >= least && number <= most ? number : null;
}
