/** The fields of the case form, with the words of a question that an answer there would close. */
const fields: readonly (readonly [words: RegExp, pointer: string])[] = [
  [/\b(years|months) old\b|\bhow old\b/i, '/patient/age'],
  [/\bdiagnosis codes?\b/i, '/diagnoses'],
  [/\b(tried|taken|came of|not tolerated|contraindicated)\b/i, '/history'],
];

/** The field of the case in which a question is best answered. */
export const fieldOf = (question: string): string => fields.find(([words]) => words.test(question))?.[1] ?? '/clinical';
