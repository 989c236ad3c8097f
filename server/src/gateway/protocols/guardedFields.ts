import { type GatewayRefusal, invalidRequest } from '../gatewayRefusal';
import { isJsonObject, type JsonObject } from '../openai/isJsonObject';
import { fold } from './foldName';

/**
 * Fields by which other gateways and servers (LiteLLM, OpenRouter, Portkey and their like, any of which may be an
 * upstream here) are told to ask another model, at another address, with another key or through hosted tools.
 */
const CHOOSES_FOR_ITSELF = [
  ...['models', 'model_list', 'model_group', 'model_alias_map', 'model_info', 'deployment_id', 'engine'],
  ...['fallbacks', 'fallback_models', 'context_window_fallbacks', 'content_policy_fallbacks'],
  ...['context_window_fallback_dict', 'route', 'router', 'preset', 'plugins', 'provider', 'providers'],
  ...['custom_llm_provider', 'litellm_params', 'litellm_metadata', 'litellm_credential_name'],
  ...['api_base', 'base_url', 'base_model', 'api_url', 'endpoint', 'api_key', 'api_type', 'api_version'],
  ...['user_config', 'organization', 'project', 'workspace_id', 'user_profile_id', 'azure_ad_token'],
  ...['azure_endpoint', 'vertex_project', 'vertex_location', 'vertex_credentials', 'aws_access_key_id'],
  ...['aws_secret_access_key', 'aws_session_token', 'aws_region_name', 'aws_bedrock_runtime_endpoint'],
  ...['extra_body', 'extra_headers', 'extra_query', 'headers', 'default_headers', 'optional_params'],
  // What a server in JavaScript merges from there is read like fields that were never sent.
  '__proto__',
  ...['proxy_server_request', 'mock_response', 'web_search_options', 'mcp_servers', 'container'],
  // Searches that Azure, xAI, DashScope and Cohere run themselves, some of them at addresses that the client names.
  ...['data_sources', 'search_parameters', 'search_options', 'enable_search', 'connectors'],
];
/** The same where clients may write what they like: only what a proxy could take for an order there. */
const CHOOSES_IN_METADATA = [
  ...['api_base', 'base_url', 'api_key', 'user_config', 'model_list', 'model_group', 'deployment_id'],
  ...['fallbacks', 'litellm_params', 'litellm_metadata', 'extra_body', 'extra_headers', 'mock_response'],
  ...['custom_llm_provider'],
];
/** Fields that decide what is permitted and counted. An upstream that ignores case would take a twin for the field. */
const COUNTED = [
  ...['model', 'messages', 'prompt', 'input', 'query', 'documents', 'system', 'instructions', 'tools', 'n'],
  ...['best_of', 'stream', 'stream_options', 'max_tokens', 'max_completion_tokens', 'max_output_tokens'],
  ...['store', 'background', 'conversation', 'previous_response_id', 'metadata'],
];

/** No route has a tenth of them. */
const MAX_FIELDS = 1_000;

const FORBIDDEN = new Set(CHOOSES_FOR_ITSELF.map(fold));
const FORBIDDEN_IN_METADATA = new Set(CHOOSES_IN_METADATA.map(fold));
const COUNTED_BY_FOLD = new Map(COUNTED.map((name) => [fold(name), name]));

/**
 * Refuses what could make an upstream do something else than what was permitted and is counted. Names are compared
 * without case, `_` and `-` and after Unicode's compatibility forms: the decoders of some servers do so too.
 *
 * @throws GatewayRefusal INVALID_REQUEST naming the field.
 */
export function guardFields(body: JsonObject): void {
  const names = Object.keys(body);
  if (names.length > MAX_FIELDS) throw invalidRequest(`The body may have at most ${MAX_FIELDS} fields.`);
  for (const name of names) {
    const folded = fold(name);
    if (FORBIDDEN.has(folded)) throw forbidden(name);
    const meant = COUNTED_BY_FOLD.get(folded);
    if (meant !== undefined && meant !== name) throw twin(name, meant);
  }
  guardMetadata(body.metadata, 'metadata');
}

function guardMetadata(value: unknown, path: string): void {
  if (Array.isArray(value)) {
    for (const item of value) guardMetadata(item, path);
  } else if (isJsonObject(value)) {
    for (const [name, inner] of Object.entries(value)) {
      if (FORBIDDEN_IN_METADATA.has(fold(name))) throw forbidden(`${path}.${name}`);
      guardMetadata(inner, path);
    }
  }
}

const MAX_SHOWN = 100;

function forbidden(name: string): GatewayRefusal {
  const shown = name.slice(0, MAX_SHOWN);
  return invalidRequest(
    `\`${shown}\` is not allowed: \`model\` alone says which model is asked, and the operator where.`,
    shown,
  );
}

function twin(name: string, meant: string): GatewayRefusal {
  const shown = name.slice(0, MAX_SHOWN);
  return invalidRequest(`\`${shown}\` is no field: write \`${meant}\`.`, shown);
}
