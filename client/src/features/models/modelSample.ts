import type { ModelKindName } from './modelKinds';

export const SAMPLE_LANGUAGES = ['curl', 'python', 'javascript'] as const;
export type SampleLanguage = (typeof SAMPLE_LANGUAGES)[number];

interface SampleFacts {
  /** Where the gateway is, without /v1. */
  readonly publicUrl: string;
  readonly model: string;
  readonly kind: ModelKindName;
}

/** Where programs keep their key: it never stands in a sample. */
const VARIABLE = 'AI_MARKETPLACE_API_KEY';

/** What a kind of model is called with: the path, the rest of the body, and the client's method and answer. */
interface Call {
  readonly path: string;
  readonly json: string;
  readonly python: { readonly method: string; readonly input: string; readonly answer: string };
  readonly javascript: { readonly input: string; readonly answer: string };
}

const CALLS: Partial<Readonly<Record<ModelKindName, Call>>> = {
  CHAT: {
    path: 'chat/completions',
    json: '"messages": [{"role": "user", "content": "Hello!"}]',
    python: {
      method: 'chat.completions',
      input: 'messages=[{"role": "user", "content": "Hello!"}]',
      answer: 'r.choices[0].message.content',
    },
    javascript: {
      input: 'messages: [{ role: "user", content: "Hello!" }]',
      answer: 'r.choices[0].message.content',
    },
  },
  COMPLETION: {
    path: 'completions',
    json: '"prompt": "Hello!"',
    python: { method: 'completions', input: 'prompt="Hello!"', answer: 'r.choices[0].text' },
    javascript: { input: 'prompt: "Hello!"', answer: 'r.choices[0].text' },
  },
  EMBEDDING: {
    path: 'embeddings',
    json: '"input": "Hello!"',
    python: { method: 'embeddings', input: 'input="Hello!"', answer: 'len(r.data[0].embedding)' },
    javascript: { input: 'input: "Hello!"', answer: 'r.data[0].embedding.length' },
  },
};

/** A first request, ready to paste; null for kinds that are called in ways of their own. */
export function modelSample(language: SampleLanguage, facts: SampleFacts): string | null {
  const call = CALLS[facts.kind];
  return call === undefined ? null : WRITERS[language](call, facts);
}

const WRITERS: Readonly<Record<SampleLanguage, (call: Call, facts: SampleFacts) => string>> = {
  curl: ({ path, json }, { publicUrl, model }) => `curl ${publicUrl}/v1/${path} \\
  -H "Authorization: Bearer $${VARIABLE}" \\
  -H "Content-Type: application/json" \\
  -d '{"model": "${model}", ${json}}'`,

  python: ({ python }, { publicUrl, model }) => `import os
from openai import OpenAI

client = OpenAI(base_url="${publicUrl}/v1", api_key=os.environ["${VARIABLE}"])
r = client.${python.method}.create(
    model="${model}",
    ${python.input},
)
print(${python.answer})`,

  javascript: ({ python, javascript }, { publicUrl, model }) => `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${publicUrl}/v1", apiKey: process.env.${VARIABLE} });
const r = await client.${python.method}.create({
  model: "${model}",
  ${javascript.input},
});
console.log(${javascript.answer});`,
};
