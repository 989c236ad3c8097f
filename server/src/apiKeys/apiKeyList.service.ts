import type { ModelService } from '../models/model.service';
import type { Actor } from '../platform/actor';
import { readFirst } from '../platform/readFirst';
import type { ApiKeyStatus } from './apiKey.policy';
import type { ApiKeyService, ApiKeyView } from './apiKey.service';
import type { ApiKeyListRepository } from './apiKeyList.repository';
import {
  type ApiKeyOrderField,
  type ApiKeyQuestion,
  type KeyTokens,
  type OrderDirection,
  readCursor,
  readSearch,
  readStatuses,
  writeCursor,
} from './apiKeyQuestion';

/** The list's arguments as a caller sends them. */
export interface ListApiKeys {
  /** 25 when left out. */
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly filter?: ApiKeyFilter | null | undefined;
  readonly orderBy?:
    | { readonly field: ApiKeyOrderField; readonly direction: OrderDirection }
    | null
    | undefined;
}

export interface ApiKeyFilter {
  readonly statuses?: readonly ApiKeyStatus[] | null | undefined;
  readonly modelId?: string | null | undefined;
  readonly search?: string | null | undefined;
}

export interface ApiKeyPage {
  readonly question: ApiKeyQuestion;
  readonly edges: readonly { readonly cursor: string; readonly node: ApiKeyView }[];
  readonly hasNextPage: boolean;
}

export interface ApiKeyListParts {
  readonly keys: ApiKeyListRepository;
  readonly models: ModelService;
  readonly view: ApiKeyService['view'];
  /** Of the last 30 days, for lists that are ordered by them; keys that used none are left out. */
  readonly recentTokens: (accountId: string) => Promise<readonly KeyTokens[]>;
}

/** Pages of the account's keys. Cursors name a place in the order, so rows that come or go shift nothing. */
export class ApiKeyListService {
  constructor(private readonly parts: ApiKeyListParts) {}

  /**
   * One page, at most 100 rows; revoked keys only when the filter asks for them.
   *
   * @throws DomainError INVALID_INPUT for a page size, a search or a cursor out of bounds.
   */
  async list(actor: Actor, wanted: ListApiKeys): Promise<ApiKeyPage> {
    const question = await this.question(wanted);
    const isByTokens = question.order.field === 'TOKENS_30_DAYS';
    const tokens = isByTokens ? await this.parts.recentTokens(actor.accountId) : [];
    const rows = await this.parts.keys.listPage(actor.accountId, question, tokens);
    const edges = rows.slice(0, question.first).map((row) => ({
      cursor: writeCursor({ field: question.order.field, value: row.sortValue, id: row.id }),
      node: this.parts.view(row),
    }));
    return { question, edges, hasNextPage: rows.length > question.first };
  }

  /** How many rows all pages have together. */
  count(actor: Actor, page: ApiKeyPage): Promise<number> {
    return this.parts.keys.count(actor.accountId, page.question);
  }

  private async question({ first, after, filter, orderBy }: ListApiKeys): Promise<ApiKeyQuestion> {
    const order = orderBy ?? { field: 'CREATED_AT', direction: 'DESC' };
    return {
      first: readFirst(first),
      after: after == null ? null : readCursor(after, order.field),
      statuses: readStatuses(filter?.statuses ?? null),
      modelNumber: filter?.modelId == null ? null : await this.modelNumber(filter.modelId),
      search: readSearch(filter?.search),
      order,
    };
  }

  /** A model that never was is nobody's: 0 is no model's number, and only keys for all models remain. */
  private async modelNumber(id: string): Promise<number> {
    return (await this.parts.models.find(id))?.number ?? 0;
  }
}
