import { describe, expect, it } from 'vitest';
import { findServiceSource } from '../../../src/chat/grammar/service-source.ts';

describe('which of Microsoft’s sources tells of a service', () => {
  it.each([
    ['Azure', 'azure'],
    ['애저', 'azure'],
    ['Azure: Production', 'azure'],
    ['Azure: Teams', 'azure'],
    ['virtual machines', 'azure'],
    ['虚拟机', 'azure'],
    ['Exchange Online', 'microsoft365'],
    ['e-mail', 'microsoft365'],
    ['Microsoft Teams', 'microsoft365'],
    // Both tell of it.
    ['Microsoft Entra', undefined],
    ['Azure Active Directory', undefined],
    ['Something Else', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s: %s', (words, source) => {
    expect(findServiceSource(words)).toBe(source);
  });
});
