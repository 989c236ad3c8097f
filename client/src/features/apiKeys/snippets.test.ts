import { SNIPPET_LANGUAGES, snippetOf } from './snippets';

const FACTS = { publicUrl: 'https://host', model: 'openai/gpt-5-mini', secret: null };
const SECRET = 'aim_sk_0123456789abcdefx4Qp';

it('gives a first request for curl that can be pasted as it is', () => {
  expect(snippetOf('curl', FACTS)).toBe(
    [
      'curl https://host/v1/chat/completions \\',
      '  -H "Authorization: Bearer $AI_MARKETPLACE_API_KEY" \\',
      '  -H "Content-Type: application/json" \\',
      `  -d '{"model": "openai/gpt-5-mini", "messages": [{"role": "user", "content": "Hello!"}]}'`,
    ].join('\n'),
  );
});

it('gives a first request for Python that can be pasted as it is', () => {
  expect(snippetOf('python', FACTS)).toBe(
    [
      'from openai import OpenAI',
      'import os',
      '',
      'client = OpenAI(base_url="https://host/v1", api_key=os.environ["AI_MARKETPLACE_API_KEY"])',
      'r = client.chat.completions.create(',
      '    model="openai/gpt-5-mini",',
      '    messages=[{"role": "user", "content": "Hello!"}],',
      ')',
      'print(r.choices[0].message.content)',
    ].join('\n'),
  );
});

it('gives a first request for JavaScript that can be pasted as it is', () => {
  expect(snippetOf('javascript', FACTS)).toBe(
    [
      'import OpenAI from "openai";',
      '',
      'const client = new OpenAI({ baseURL: "https://host/v1", apiKey: process.env.AI_MARKETPLACE_API_KEY });',
      'const r = await client.chat.completions.create({',
      '  model: "openai/gpt-5-mini",',
      '  messages: [{ role: "user", content: "Hello!" }],',
      '});',
      'console.log(r.choices[0].message.content);',
    ].join('\n'),
  );
});

it('gives an environment file that OpenAI clients read by themselves', () => {
  expect(snippetOf('env', { ...FACTS, secret: SECRET })).toBe(
    [`AI_MARKETPLACE_API_KEY=${SECRET}`, 'OPENAI_BASE_URL=https://host/v1', `OPENAI_API_KEY=${SECRET}`].join(
      '\n',
    ),
  );
});

it.each(SNIPPET_LANGUAGES)('shows the key in %s only when asked to', (language) => {
  expect(snippetOf(language, { ...FACTS, secret: SECRET })).toContain(SECRET);
  expect(snippetOf(language, FACTS)).not.toContain('sk_');
});

it.each(['curl', 'python', 'javascript'] as const)(
  'needs no environment variable in %s with the key',
  (language) => {
    const code = snippetOf(language, { ...FACTS, secret: SECRET });

    expect(code).not.toMatch(/AI_MARKETPLACE_API_KEY|environ|process\.env|import os/);
  },
);
