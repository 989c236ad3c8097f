import { readSnippetLanguage, writeSnippetLanguage } from './snippetLanguage';

afterEach(() => {
  jest.restoreAllMocks();
  localStorage.clear();
});

it('begins with curl and then with the language that was chosen last', () => {
  expect(readSnippetLanguage()).toBe('curl');

  writeSnippetLanguage('python');

  expect(readSnippetLanguage()).toBe('python');
});

it('begins with curl when the kept language is none of those offered', () => {
  writeSnippetLanguage('python');
  const [place = ''] = Object.keys(localStorage);
  localStorage.setItem(place, 'cobol');

  expect(readSnippetLanguage()).toBe('curl');
});

it('does without storage where the browser forbids it', () => {
  const forbidden = () => {
    throw new DOMException('No.', 'SecurityError');
  };
  jest.spyOn(Storage.prototype, 'getItem').mockImplementation(forbidden);
  jest.spyOn(Storage.prototype, 'setItem').mockImplementation(forbidden);

  expect(() => writeSnippetLanguage('env')).not.toThrow();
  expect(readSnippetLanguage()).toBe('curl');
});
