import { describe, expect, it } from 'vitest';
import { selectTopics } from '../../src/requests/select-topics.ts';

/** Names as on Azure's list of services, in Microsoft's order. */
const NAMES = [
  'Azure Kubernetes Service',
  'SQL Database',
  'SQL Managed Instance',
  'Virtual Machine running Linux',
  'Virtual Machine running Windows',
  'Virtual Network',
  'Échec – 虚拟机',
];
const TOPICS = NAMES.map((name, index) => ({ id: `t${index}`, name }));

function select(find: string, about: readonly string[] = [], most = 100) {
  const { items, total } = selectTopics(TOPICS, { find, about, most });
  return { names: items.map(({ name }) => name), total };
}

describe('topics that are searched for', () => {
  it.each([
    ['nothing typed', '', NAMES],
    ['blanks', ' \t ', NAMES],
    ['signs only', '!?…', NAMES],
    ['a word in other case', 'sql', ['SQL Database', 'SQL Managed Instance']],
    ['a part of a word', 'mach', ['Virtual Machine running Linux', 'Virtual Machine running Windows']],
    ['a plural', 'machines', ['Virtual Machine running Linux', 'Virtual Machine running Windows']],
    ['words in another order', 'windows, virtual', ['Virtual Machine running Windows']],
    ['a word that many names hold', 'azure', ['Azure Kubernetes Service']],
    ['letters with accents', 'ÉCHEC', ['Échec – 虚拟机']],
    ['Han characters', '虚拟机', ['Échec – 虚拟机']],
    ['a word that none holds', 'sql storage', []],
    ['signs of a pattern', '.*(SQL', ['SQL Database', 'SQL Managed Instance']],
  ])('are those whose names hold all of %s', (_what, find, expected) => {
    expect(select(find)).toEqual({ names: expected, total: expected.length });
  });
});

describe('topics offered first', () => {
  it.each([
    ['share a word with the service', ['Azure: Virtual Network'], 'Virtual Network'],
    [
      'share most words with all that is known',
      ['Virtual Machines', 'Windows does not start'],
      'Virtual Machine running Windows',
    ],
    ['share a plural', ['SQL Databases'], 'SQL Database'],
    ['are Microsoft’s first where nothing is known', [], 'Azure Kubernetes Service'],
    ['share more than words that every name holds', ['Azure service running'], 'Azure Kubernetes Service'],
    ['share more than a part of a word', ['Net'], 'Azure Kubernetes Service'],
  ])('%s', (_what, about, expected) => {
    expect(select('', about).names[0]).toBe(expected);
  });

  it('stand in Microsoft’s order among equals', () => {
    expect(select('', ['Virtual Machines']).names).toEqual([
      'Virtual Machine running Linux',
      'Virtual Machine running Windows',
      'Virtual Network',
      'Azure Kubernetes Service',
      'SQL Database',
      'SQL Managed Instance',
      'Échec – 虚拟机',
    ]);
  });

  it('are at most as many as asked for, and all that fit are counted', () => {
    expect(select('virtual', ['Windows'], 2)).toEqual({
      names: ['Virtual Machine running Windows', 'Virtual Machine running Linux'],
      total: 3,
    });
  });

  it('leave the list itself as it was', () => {
    const before = structuredClone(TOPICS);
    select('', ['Virtual Network']);
    expect(TOPICS).toEqual(before);
  });

  it('are none of an empty list', () => {
    expect(selectTopics([], { find: 'sql', about: ['SQL'], most: 10 })).toEqual({ items: [], total: 0 });
  });
});
