import { describe, expect, it } from 'vitest';
import { splitSubject } from '../../../src/chat/grammar/split-subject.ts';

describe('splitSubject', () => {
  it.each([
    ['Contoso Exchange', 'Contoso', 'Exchange'],
    ['Contoso e-mail', 'Contoso', 'e-mail'],
    ['Exchange Contoso', 'Contoso', 'Exchange'],
    ['Contoso Exchange Online', 'Contoso', 'Exchange Online'],
    ['Contoso Power BI', 'Contoso', 'Power BI'],
    ['Contoso Universal Print', 'Contoso', 'Universal Print'],
    ['Contoso Microsoft Loop', 'Contoso', 'Microsoft Loop'],
    ['Contoso - Teams', 'Contoso', 'Teams'],
    ['Contoso: Teams', 'Contoso', 'Teams'],
    ['Contoso (Exchange)', 'Contoso', 'Exchange'],
    ["Contoso's Exchange", 'Contoso', 'Exchange'],
    ['exchange for contoso', 'contoso', 'exchange'],
    ['Contoso exchnage', 'Contoso', 'exchnage'],
    ['messagerie Contoso', 'Contoso', 'messagerie'],
    ['Teams chez Contoso', 'Contoso', 'Teams'],
    ['messagerie de l’Atelier', 'Atelier', 'messagerie'],
    ['réunions d’Adventure Works', 'Adventure Works', 'réunions'],
    ['Contoso 메일', 'Contoso', '메일'],
    ['Contoso의 메일', 'Contoso', '메일'],
    ['삼성전자 메일', '삼성전자', '메일'],
    ['Contoso 화상 회의', 'Contoso', '화상 회의'],
    ['Contoso邮件', 'Contoso', '邮件'],
    ['Contoso 的邮件', 'Contoso', '邮件'],
    ['微软中国邮件', '微软中国', '邮件'],
    ['Exchange 在 Contoso', 'Contoso', 'Exchange'],
    ['Bank of the West Exchange', 'Bank of the West', 'Exchange'],
  ])('%s: first %s and %s', (subject, customer, service) => {
    expect(splitSubject(subject)[0]).toEqual({ customer, service });
  });

  it.each([
    '',
    'Contoso',
    'Exchange',
    'Adventure Works',
    'School of Fine Art',
    'Made in France SA',
    '삼성전자',
    '微软中国',
  ])('has no split for %j', (subject) => {
    expect(splitSubject(subject)).toEqual([]);
  });

  it('offers each split once', () => {
    const splits = splitSubject('Contoso - Microsoft Teams').map(
      ({ customer, service }) => `${customer}|${service}`,
    );
    expect(new Set(splits).size).toBe(splits.length);
    expect(splits[0]).toBe('Contoso|Microsoft Teams');
  });
});
