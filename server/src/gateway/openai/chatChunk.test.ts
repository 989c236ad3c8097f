import { readChatChunk } from './chatChunk';

const textsOf = (choices: unknown) => readChatChunk(JSON.stringify({ choices }))?.texts;

describe('reading a piece of an answer', () => {
  it.each([
    ['said in a stream', [{ delta: { content: 'a' } }], ['a']],
    ['said at once', [{ message: { content: 'a' } }], ['a']],
    [
      'completed without messages',
      [
        { text: 'a', index: 0 },
        { text: 'b', index: 1 },
      ],
      ['a', 'b'],
    ],
    ['of several choices', [{ delta: { content: 'a' } }, { delta: { content: 'b' } }], ['a', 'b']],
    ['thought', [{ delta: { reasoning_content: 'a' } }, { delta: { reasoning: 'b' } }], ['a', 'b']],
    ['refused', [{ delta: { refusal: 'no' } }], ['no']],
    ['called', [{ delta: { tool_calls: [{ function: { name: 'f', arguments: '{}' } }] } }], ['f', '{}']],
    ['called in the old way', [{ delta: { function_call: { arguments: '{' } } }], ['{']],
    ['empty', [{ delta: { role: 'assistant', content: '' } }, { delta: { content: null } }], []],
    ['odd', [null, 7, { delta: 'x' }, { delta: { content: 7, tool_calls: [null, { function: 1 }] } }], []],
    ['missing', undefined, []],
    ['no list', { 0: { delta: { content: 'a' } } }, []],
  ])('finds what is %s', (_what, choices, texts) => {
    expect(textsOf(choices)).toEqual(texts);
  });

  it.each([
    ['{"choices":[],"usage":{}}', { hasNoChoices: true, isError: false, usage: {} }],
    ['{"choices":[{}],"usage":null}', { hasNoChoices: false, isError: false, usage: null }],
    ['{}', { hasNoChoices: false, isError: false, usage: undefined }],
    ['{"error":{"message":"x"}}', { isError: true }],
    ['{"error":null}', { isError: false }],
  ])('tells usage and errors of %s', (json, expected) => {
    expect(readChatChunk(json)).toMatchObject(expected);
  });

  it.each(['', '{', 'null', '[]', '"x"', '7', '[DONE]', '<html>'])('takes no "%s"', (text) => {
    expect(readChatChunk(text)).toBeNull();
  });
});
