import { send } from '../api/http.ts';

export type Format = 'docx' | 'pdf' | 'html' | 'txt';

/** Fetches a letter and hands it to the browser as a download. */
export async function downloadLetter(caseId: string, documentId: string, format: Format): Promise<void> {
  await save(await send('GET', letterPath(caseId, documentId, format), { headers: { accept: '*/*' } }), `letter.${format}`);
}

/** The letter as plain text, for the clipboard. */
export async function letterText(caseId: string, documentId: string): Promise<string> {
  return (await send('GET', letterPath(caseId, documentId, 'txt'), { headers: { accept: '*/*' } })).text();
}

/** Fetches everything the account holds, as a ZIP of JSON and letters. */
export async function downloadAccount(): Promise<void> {
  await save(await send('GET', '/stream/export/account', { headers: { accept: '*/*' } }), 'luma-export.zip');
}

/** Fetches a case as a file that names nobody: whole, or as a template with blanks. */
export async function downloadCase(caseId: string, purpose: 'case' | 'template'): Promise<void> {
  await save(await send('GET', `/stream/export/case/${caseId}${purpose === 'template' ? '?purpose=template' : ''}`, { headers: { accept: '*/*' } }), `luma-${purpose}.json`);
}

/** The file name that an answer proposes, without anything that could lead elsewhere. */
export function fileName(disposition: string | null, otherwise: string): string {
  const name = /filename="([^"]*)"/.exec(disposition ?? '')?.[1] ?? '';
  return /^[\w][\w. -]{0,99}$/.test(name) ? name : otherwise;
}

const letterPath = (caseId: string, documentId: string, format: Format) => `/stream/export/document/${caseId}/${documentId}.${format}`;

async function save(answer: Response, otherwise: string): Promise<void> {
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName(answer.headers.get('content-disposition'), otherwise);
  link.click();
  // The browser has the bytes once the click is through; the page must not keep a copy of the letter.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
