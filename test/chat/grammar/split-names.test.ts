import { describe, expect, it } from 'vitest';
import { splitNames } from '../../../src/chat/grammar/split-names.ts';

describe('splitNames', () => {
  it.each([
    ['', []],
    [' , ', []],
    ['Contoso', ['Contoso']],
    ['Contoso, Fabrikam', ['Contoso', 'Fabrikam']],
    ['Contoso,Fabrikam;Northwind', ['Contoso', 'Fabrikam', 'Northwind']],
    ['Contoso, Fabrikam and Northwind', ['Contoso', 'Fabrikam', 'Northwind']],
    ['Contoso, Fabrikam, and Northwind', ['Contoso', 'Fabrikam', 'Northwind']],
    ['Contoso AND Fabrikam', ['Contoso', 'Fabrikam']],
    ['Contoso et Fabrikam', ['Contoso', 'Fabrikam']],
    ['Contoso와 Fabrikam', ['Contoso', 'Fabrikam']],
    ['삼성전자와 신한은행', ['삼성전자', '신한은행']],
    ['신한은행과 삼성전자', ['신한은행', '삼성전자']],
    ['삼성전자 및 신한은행, LG', ['삼성전자', '신한은행', 'LG']],
    ['Contoso 和 Fabrikam', ['Contoso', 'Fabrikam']],
    ['北京银行和招商银行', ['北京银行', '招商银行']],
    ['北京银行、招商银行，Contoso', ['北京银行', '招商银行', 'Contoso']],
    ['Contoso、Fabrikam以及美的', ['Contoso', 'Fabrikam', '美的']],
    ['Contoso\nFabrikam；Northwind', ['Contoso', 'Fabrikam', 'Northwind']],
    ['contoso, Contoso', ['Contoso']],
    ['Contoso, Inc., Fabrikam', ['Contoso, Inc.', 'Fabrikam']],
    ['"Marks and Spencer", Contoso', ['Marks and Spencer', 'Contoso']],
    ['« Fils et Cie » et Contoso', ['Fils et Cie', 'Contoso']],
  ])('%j', (subject, names) => {
    expect(splitNames(subject)).toEqual(names);
  });

  it.each([
    'Andover Brands',
    'Étienne',
    '스마일 치과 의원',
    '中华人民共和国商会',
    'Sandand',
  ])('leaves a name whole that only holds the letters: %s', (name) => {
    expect(splitNames(name)).toEqual([name]);
  });

  it('splits also a name with the word in it: the caller looks for the whole first', () => {
    expect(splitNames('Marks and Spencer')).toEqual(['Marks', 'Spencer']);
  });

  it('gives 50 names at most', () => {
    expect(splitNames(Array.from({ length: 80 }, (_, at) => `Company ${at}`).join(', '))).toHaveLength(50);
  });
});
