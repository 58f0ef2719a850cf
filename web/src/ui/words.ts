const days = new Intl.DateTimeFormat('en-US', { dateStyle: 'long' });
const moments = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });

/** An RFC 3339 time as a day, in the reader's zone. */
export const day = (at: string): string => days.format(new Date(at));

/** An RFC 3339 time as a day with the time of day. */
export const moment = (at: string): string => moments.format(new Date(at));

/** `1 sentence`, `2 sentences`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** A code such as `not_documented` as words. */
export const plain = (code: string): string => code.replaceAll(/[_-]/g, ' ');

/** Words with the first letter in upper case. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The server's words about a field, which come in lower case and without a stop, as a sentence. */
export const sentence = (words: string): string => capital(/[.!?:]$/.test(words) ? words : `${words}.`);

/** `F1`, `F1 and F2`, `F1, F2 and F3`. */
export const listed = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);
