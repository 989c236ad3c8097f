/** The answer of GraphQL over HTTP. */
export interface GraphQLAnswer {
  readonly status: number;
  readonly headers: Headers;
  // Tests read whatever they asked for; the schema's own types are tested elsewhere.
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the question's.
  readonly data: any;
  readonly errors?: readonly {
    message: string;
    path?: string[];
    extensions: { code: string; field?: string; requestId?: string };
  }[];
}

/** A browser's or a program's view of one server: keeps cookies, or sends an access token. */
export class Client {
  private cookie = '';
  private token: string | null = null;

  constructor(
    readonly url: string,
    private readonly origin: string,
  ) {}

  withToken(token: string): Client {
    const client = new Client(this.url, this.origin);
    client.token = token;
    return client;
  }

  /** Opens an account by itself, as a person would. It has no plan. */
  async signUp(email: string, password: string): Promise<Response> {
    return this.auth('/sign-up/email', { name: 'Test person', email, password });
  }

  async signIn(email: string, password: string): Promise<Response> {
    return this.auth('/sign-in/email', { email, password });
  }

  async signOut(): Promise<Response> {
    return this.auth('/sign-out', {});
  }

  /** The cookie that a browser would send along. */
  get cookies(): string {
    return this.cookie;
  }

  async graphql(
    query: string,
    variables: object = {},
    headers: Record<string, string> = {},
  ): Promise<GraphQLAnswer> {
    const response = await this.send('/graphql', { query, variables }, headers);
    const body = (await response.json()) as Pick<GraphQLAnswer, 'data' | 'errors'>;
    return { ...body, status: response.status, headers: response.headers };
  }

  private async auth(path: string, body: object): Promise<Response> {
    const response = await this.send(`/api/auth${path}`, body);
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    if (cookies.length > 0) this.cookie = cookies.join('; ');
    return response;
  }

  private send(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: this.origin,
        ...(this.cookie && { cookie: this.cookie }),
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...headers,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
  }
}
