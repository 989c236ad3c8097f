import type { Auth } from '../auth';
import { CLIENT_ADDRESS_HEADER } from '../authOptions';
import { PUBLIC_URL } from './startAccounts';

let addresses = 0;

/** Each browser comes from an address of its own, so that the limits of one test do not touch another. */
function nextAddress(): string {
  addresses += 1;
  return `192.0.2.${addresses}`;
}

/** A browser of a test: keeps its cookies and sends its own origin. Null leaves a header out. */
export class SignInClient {
  private readonly jar = new Map<string, string>();

  constructor(
    private readonly auth: Auth,
    private readonly address = nextAddress(),
  ) {}

  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get headers(): Headers {
    return new Headers({ cookie: this.cookie });
  }

  get(path: string): Promise<Response> {
    return this.send(path, { method: 'GET' }, {});
  }

  post(path: string, body: object, headers: Record<string, string | null> = {}): Promise<Response> {
    return this.send(path, { method: 'POST', body: JSON.stringify(body) }, headers);
  }

  signUp(email: string, password = 'correct horse battery'): Promise<Response> {
    return this.post('/sign-up/email', { name: 'Alice', email, password });
  }

  signIn(email: string, password = 'correct horse battery'): Promise<Response> {
    return this.post('/sign-in/email', { email, password });
  }

  private async send(
    path: string,
    init: RequestInit,
    extra: Record<string, string | null>,
  ): Promise<Response> {
    const headers = new Headers({
      'content-type': 'application/json',
      origin: PUBLIC_URL,
      cookie: this.cookie,
      [CLIENT_ADDRESS_HEADER]: this.address,
    });
    for (const [name, value] of Object.entries(extra)) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    if (headers.get('cookie') === '') headers.delete('cookie');
    const response = await this.auth.handle(
      new Request(`${PUBLIC_URL}/api/auth${path}`, { ...init, headers }),
    );
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return response;
  }

  private keep(line: string): void {
    const [pair = ''] = line.split(';');
    const equals = pair.indexOf('=');
    const value = pair.slice(equals + 1);
    if (value === '' || /max-age=0/i.test(line)) this.jar.delete(pair.slice(0, equals));
    else this.jar.set(pair.slice(0, equals), value);
  }
}
