export const SNIPPET_LANGUAGES = ['curl', 'python', 'javascript', 'env'] as const;
export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number];

interface SnippetFacts {
  /** Where the gateway is, without /v1. */
  readonly publicUrl: string;
  readonly model: string;
  /** The secret to write in; null leaves the name of an environment variable in its place. */
  readonly secret: string | null;
}

/** Where programs keep their key. */
export const KEY_VARIABLE = 'AI_MARKETPLACE_API_KEY';

/** A first request in a language, ready to paste. */
export function snippetOf(language: SnippetLanguage, facts: SnippetFacts): string {
  return WRITERS[language](facts);
}

const WRITERS: Readonly<Record<SnippetLanguage, (facts: SnippetFacts) => string>> = {
  curl: ({ publicUrl, model, secret }) => `curl ${publicUrl}/v1/chat/completions \\
  -H "Authorization: Bearer ${secret ?? `$${KEY_VARIABLE}`}" \\
  -H "Content-Type: application/json" \\
  -d '{"model": "${model}", "messages": [{"role": "user", "content": "Hello!"}]}'`,

  python: ({ publicUrl, model, secret }) => `from openai import OpenAI
${secret === null ? 'import os\n' : ''}
client = OpenAI(base_url="${publicUrl}/v1", api_key=${secret === null ? `os.environ["${KEY_VARIABLE}"]` : `"${secret}"`})
r = client.chat.completions.create(
    model="${model}",
    messages=[{"role": "user", "content": "Hello!"}],
)
print(r.choices[0].message.content)`,

  javascript: ({ publicUrl, model, secret }) => `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${publicUrl}/v1", apiKey: ${secret === null ? `process.env.${KEY_VARIABLE}` : `"${secret}"`} });
const r = await client.chat.completions.create({
  model: "${model}",
  messages: [{ role: "user", content: "Hello!" }],
});
console.log(r.choices[0].message.content);`,

  env: ({ publicUrl, secret }) => `${KEY_VARIABLE}=${secret ?? '<your API key>'}
OPENAI_BASE_URL=${publicUrl}/v1
OPENAI_API_KEY=${secret ?? '<your API key>'}`,
};
