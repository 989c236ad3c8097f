import { type ExpiryNoticeDays, expiryNotice } from './apiKeyExpiry';

const KEY = { id: 'key-1', accountId: 'account-1', name: 'prod-web', expiresAt: new Date(0) };

describe('the notice of an expiry', () => {
  it.each<[ExpiryNoticeDays, object]>([
    [7, { action: 'api_key.expires_soon', after: { expiresAt: '1970-01-01T00:00:00.000Z', daysLeft: 7 } }],
    [1, { action: 'api_key.expires_soon', after: { expiresAt: '1970-01-01T00:00:00.000Z', daysLeft: 1 } }],
    [0, { action: 'api_key.expired', after: { expiresAt: '1970-01-01T00:00:00.000Z' } }],
  ])('%d days before says what happens to which key, and nothing else of it', (daysLeft, notice) => {
    expect(expiryNotice({ ...KEY, daysLeft })).toEqual({
      ...notice,
      subject: { id: 'key-1', name: 'prod-web' },
    });
  });
});
