import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_CONFIG_FILE, ROOT_FOLDER } from './configFile';
import { SETTING_DEFAULTS, SETTING_NAMES } from './configSettings';
import { configOf, configOfYaml } from './testing/configOf';

const readText = (file: string) => readFileSync(path.join(ROOT_FOLDER, file), 'utf8');

/** The variables that .env.example names, all of them commented out, with the values that it shows. */
function variablesIn(text: string): [string, string][] {
  return [...text.matchAll(/^(.*?)([A-Z][A-Z0-9_]*)=(.*)$/gm)]
    .filter(([, before]) => before === '#')
    .map(([, , name = '', value = '']) => [name, value]);
}

describe('.env.example', () => {
  it('lists exactly the variables that are read, with their defaults', () => {
    const known = SETTING_NAMES.map((name) => [name, SETTING_DEFAULTS[name] ?? '']);

    const listed = variablesIn(readText('.env.example'));

    expect(Object.fromEntries(listed)).toEqual({
      ...Object.fromEntries(known),
      CONFIG_FILE: DEFAULT_CONFIG_FILE,
    });
    expect(listed).toHaveLength(known.length + 1);
  });

  it('changes nothing when it is used as it is', () => {
    const asWritten = Object.fromEntries(variablesIn(readText('.env.example')));

    expect(configOf({ ...asWritten, CONFIG_FILE: '' })).toEqual(configOf({}));
  });
});

describe('keymeter.config.example.yaml', () => {
  it('is right as it is', () => {
    const { upstreams } = configOfYaml(readText('keymeter.config.example.yaml'));

    expect(upstreams[0]?.models[0]).toMatchObject({ id: 'meta/llama-3.3-70b', inputPrice: '0.60' });
  });

  it('is right with the settings that it shows', () => {
    const text = readText('keymeter.config.example.yaml').replace(
      /^( *)# ([a-z]+[A-Z][A-Za-z]*: )/gm,
      '$1$2',
    );

    const config = configOfYaml(text, {}, { '/run/secrets/vllm': 'key' });

    expect(config).toMatchObject({
      publicUrl: 'https://keys.example.com',
      contactUrl: 'mailto:sales@example.com',
      plansUrl: 'https://example.com/plans',
    });
  });
});
