import { configOfYaml, mistakesOf } from './testing/configOf';

const withUrl = (baseUrl: string) =>
  `upstreams: [{ name: one, kind: openai, baseUrl: ${JSON.stringify(baseUrl)}, models: [] }]`;

describe('the address of an upstream', () => {
  it.each([
    'file:///etc/passwd',
    'unix:/var/run/docker.sock',
    'http+unix://%2Fvar%2Frun%2Fdocker.sock/v1',
    'ftp://10.0.0.5/v1',
    'gopher://10.0.0.5/v1',
    'data:text/plain,x',
    'javascript:alert(1)',
    'ws://10.0.0.5/v1',
    '//10.0.0.5/v1',
    '10.0.0.5:8000/v1',
    'not an address',
    '',
    'http://',
    'http://user@10.0.0.5/v1',
    'http://user:password@10.0.0.5/v1',
    'http://api.openai.com@169.254.169.254/v1',
    'https://api.example.com/v1?key=1',
    'https://api.example.com/v1#x',
    'http://169.254.169.254/v1',
    'http://169.254.169.254./v1',
    'http://169.254.169.254:80/latest/meta-data',
    'http://2852039166/v1',
    'http://0xA9FEA9FE/v1',
    'http://0xa9.0xfe.0xa9.0xfe/v1',
    'http://0251.0376.0251.0376/v1',
    'http://025177524776/v1',
    'http://169.254.43518/v1',
    'http://169.16689662/v1',
    'http://１６９.２５４.１６９.２５４/v1',
    'http://169。254。169。254/v1',
    'http:\\\\169.254.169.254\\v1',
    'http:169.254.169.254/v1',
    'HTTP://169.254.169.254/v1',
    'http://169.254.170.2/v2/credentials',
    'http://[::ffff:169.254.169.254]/v1',
    'http://[::ffff:a9fe:a9fe]/v1',
    'http://[0:0:0:0:0:ffff:a9fe:a9fe]/v1',
    'http://[64:ff9b::a9fe:a9fe]/v1',
    'http://[fd00:ec2::254]/v1',
    'http://[fe80::1]/v1',
    'http://[::]/v1',
    'http://0.0.0.0:8000/v1',
    'http://0/v1',
    'http://0x0/v1',
    'http://255.255.255.255/v1',
    'http://224.0.0.1/v1',
    'http://[ff02::1]/v1',
    'http://100.100.100.200/v1',
    'http://168.63.129.16/v1',
    'http://metadata.google.internal/computeMetadata/v1',
    'http://METADATA.google.internal./v1',
    'http://metadata/v1',
  ])('may not be %s', (baseUrl) => {
    const mistakes = mistakesOf(() => configOfYaml(withUrl(baseUrl)));

    expect(mistakes).toEqual([
      expect.stringMatching(/^upstreams\[0\]\.baseUrl: is not such an address; allowed: an http or https/),
    ]);
  });

  it.each([
    ['http://127.0.0.1:8000/v1', 'http://127.0.0.1:8000/v1'],
    ['http://localhost:8000', 'http://localhost:8000'],
    ['http://[::1]:8000/v1/', 'http://[::1]:8000/v1'],
    ['http://10.0.0.5:8000/v1', 'http://10.0.0.5:8000/v1'],
    ['http://192.168.1.7/v1', 'http://192.168.1.7/v1'],
    ['http://vllm.internal:8000/v1', 'http://vllm.internal:8000/v1'],
    ['https://api.openai.com/v1//', 'https://api.openai.com/v1'],
  ])('may be %s', (baseUrl, read) => {
    expect(configOfYaml(withUrl(baseUrl)).upstreams[0]?.baseUrl).toBe(read);
  });
});
