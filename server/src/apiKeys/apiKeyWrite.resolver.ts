import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { type RequestContext, requireActor } from '../platform/requestContext';
import {
  CreateApiKeyInput,
  EndApiKeyOverlapInput,
  RevokeApiKeyInput,
  RevokeApiKeysInput,
  RotateApiKeyInput,
  UpdateApiKeyInput,
} from './apiKey.inputs';
import type { ApiKeyView } from './apiKey.service';
import {
  CreateApiKeyPayload,
  EndApiKeyOverlapPayload,
  RevokeApiKeyPayload,
  RevokeApiKeysPayload,
  RotateApiKeyPayload,
  UpdateApiKeyPayload,
} from './apiKeyPayload.type';
import type { ApiKeyRevocationService, RevokedApiKey, RevokeResult } from './apiKeyRevocation.service';
import type { ApiKeyRotationService } from './apiKeyRotation.service';
import type { ApiKeyWriteService } from './apiKeyWrite.service';

interface KeyAndSecret {
  readonly apiKey: ApiKeyView;
  readonly secret: string;
}

@Resolver()
export class ApiKeyWriteResolver {
  constructor(
    private readonly write: ApiKeyWriteService,
    private readonly rotation: ApiKeyRotationService,
    private readonly revocation: ApiKeyRevocationService,
  ) {}

  @Mutation(() => CreateApiKeyPayload, { description: 'Makes a key. Needs a paid plan.' })
  createApiKey(
    @Ctx() context: RequestContext,
    @Arg('input', () => CreateApiKeyInput) input: CreateApiKeyInput,
  ): Promise<KeyAndSecret> {
    return this.write.create(requireActor(context, 'KEYS_WRITE'), input);
  }

  @Mutation(() => UpdateApiKeyPayload, {
    description: 'Changes the name, the permission, the expiry or the note; what is left out stays.',
  })
  async updateApiKey(
    @Ctx() context: RequestContext,
    @Arg('input', () => UpdateApiKeyInput) input: UpdateApiKeyInput,
  ): Promise<{ apiKey: ApiKeyView }> {
    return { apiKey: await this.write.update(requireActor(context, 'KEYS_WRITE'), input) };
  }

  @Mutation(() => RevokeApiKeyPayload, {
    description: 'Stops a key for good. Requests that start after the answer are refused on every node.',
  })
  revokeApiKey(
    @Ctx() context: RequestContext,
    @Arg('input', () => RevokeApiKeyInput) input: RevokeApiKeyInput,
  ): Promise<RevokedApiKey> {
    return this.revocation.revoke(requireActor(context, 'KEYS_WRITE'), input.id);
  }

  @Mutation(() => RevokeApiKeysPayload, {
    description: 'The same for up to 100 keys, with a result for each.',
  })
  async revokeApiKeys(
    @Ctx() context: RequestContext,
    @Arg('input', () => RevokeApiKeysInput) input: RevokeApiKeysInput,
  ): Promise<{ results: RevokeResult[] }> {
    return { results: await this.revocation.revokeMany(requireActor(context, 'KEYS_WRITE'), input.ids) };
  }

  @Mutation(() => RotateApiKeyPayload, {
    description:
      'Gives the key a new secret; the old one works until the overlap ends. The id, the name and the history stay.',
  })
  rotateApiKey(
    @Ctx() context: RequestContext,
    @Arg('input', () => RotateApiKeyInput) input: RotateApiKeyInput,
  ): Promise<KeyAndSecret> {
    return this.rotation.rotate(requireActor(context, 'KEYS_WRITE'), input);
  }

  @Mutation(() => EndApiKeyOverlapPayload, {
    description: 'Ends the overlap of a rotation now: the old secret stops for good.',
  })
  async endApiKeyOverlap(
    @Ctx() context: RequestContext,
    @Arg('input', () => EndApiKeyOverlapInput) input: EndApiKeyOverlapInput,
  ): Promise<{ apiKey: ApiKeyView }> {
    return { apiKey: await this.rotation.endOverlap(requireActor(context, 'KEYS_WRITE'), input.id) };
  }
}
