import type { Case } from './case.ts';
import { call, type Answer } from './http.ts';

/** Opens a case from the file of a colleague. What is refused of the file stands below `/file`. */
export const importCase = (firstName: string, file: unknown): Promise<Answer<Case>> =>
  call<Case>('POST', '/api/cases/import', { body: { first_name: firstName, file } });
