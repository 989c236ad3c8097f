import type { FastifyPluginAsync } from 'fastify';
import { type GraphQLSchema, printSchema } from 'graphql';

export interface ConsoleRouteParts {
  readonly schema: GraphQLSchema;
  readonly brandName: string;
  /** Where people without a paid plan turn to. */
  readonly contactUrl: string | null;
  /** Where they see the plans. */
  readonly plansUrl: string | null;
  /** Whether there is an editor for GraphQL at /playground. */
  readonly hasPlayground: boolean;
  readonly publicUrl: string;
  /** Which build of the dashboard is served; null without one. */
  readonly build: string | null;
}

/** What tools and pages read before they ask anything: `/schema.graphql` and `/config.json`. */
export const consoleRoutes: FastifyPluginAsync<ConsoleRouteParts> = async (app, parts) => {
  const { schema, brandName, contactUrl, plansUrl, hasPlayground, publicUrl, build } = parts;
  const sdl = `${printSchema(schema)}\n`;
  app.get('/schema.graphql', async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(sdl),
  );
  app.get('/config.json', async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .send({ brandName, contactUrl, plansUrl, hasPlayground, publicUrl, build }),
  );
};
