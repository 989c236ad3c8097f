import { type ReadNumber, readNumber } from './readNumber';

const number = (decimal: string): ReadNumber => ({ kind: 'number', decimal });
const separators: ReadNumber = { kind: 'separators' };
const none: ReadNumber = { kind: 'none' };

it.each<[string, ReadNumber, ReadNumber]>([
  ['1500', number('1500'), number('1500')],
  ['1 500', number('1500'), number('1500')],
  ['1.500', number('1.500'), number('1500')],
  ['1,500', number('1500'), number('1.500')],
  ['1,234,567.25', number('1234567.25'), separators],
  ['1.234.567,25', separators, number('1234567.25')],
  ['1.5', number('1.5'), separators],
  ['1,5', separators, number('1.5')],
  ['12,34', separators, number('12.34')],
  ['1,23,456', separators, separators],
  ['1234,567', separators, number('1234.567')],
  ['1.', separators, separators],
  [',5', separators, separators],
  ['0.000001', number('0.000001'), separators],
  ['$5', none, none],
  ['-5', none, none],
  ['1e3', none, none],
  ['.', none, none],
  ['', none, none],
])('reads "%s" as English and as Vietnamese write it', (typed, english, vietnamese) => {
  expect(readNumber(typed, 'en-IE')).toEqual(english);
  expect(readNumber(typed, 'vi')).toEqual(vietnamese);
});
