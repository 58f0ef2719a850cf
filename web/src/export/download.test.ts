import { describe, expect, it } from 'vitest';
import { fileName } from './download.ts';

describe('the name of a downloaded file', () => {
  it('is the one the server proposes', () => {
    expect(fileName('attachment; filename="appeal first level.docx"', 'letter.docx')).toBe('appeal first level.docx');
  });

  it('is a plain one when the proposal is missing or leads elsewhere', () => {
    for (const proposal of [null, '', 'attachment', 'attachment; filename="../../x.docx"', 'attachment; filename=".bashrc"', 'attachment; filename=""']) {
      expect(fileName(proposal, 'letter.docx')).toBe('letter.docx');
    }
  });
});
