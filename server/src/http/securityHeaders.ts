import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { contentSecurityPolicy } from './contentSecurityPolicy';

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const PERMISSIONS_POLICY = ['camera', 'geolocation', 'microphone', 'payment', 'usb', 'interest-cohort']
  .map((feature) => `${feature}=()`)
  .join(', ');

/**
 * Puts the protective headers on every answer, refusals, faults and streams included: they are set before anything is
 * routed. Pages replace the content policy by one with their nonce.
 */
export async function addSecurityHeaders(app: FastifyInstance, publicUrl: string): Promise<void> {
  const isHttps = new URL(publicUrl).protocol === 'https:';
  await app.register(helmet, {
    contentSecurityPolicy: false,
    strictTransportSecurity: isHttps && { maxAge: YEAR_SECONDS, includeSubDomains: false },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  });
  const withoutNonce = contentSecurityPolicy(null);
  app.addHook('onRequest', async (_request, reply) => {
    reply.raw.setHeader('content-security-policy', withoutNonce);
    reply.raw.setHeader('permissions-policy', PERMISSIONS_POLICY);
  });
}
