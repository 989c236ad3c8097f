import { auditChanges } from './auditChanges';

describe('what an event changed', () => {
  it('is told field by field, before and after', () => {
    const detail = JSON.stringify({
      before: { name: 'prod-web', models: ['acme/small'] },
      after: { name: 'renamed', models: ['acme/small', 'acme/large'] },
    });

    expect(auditChanges(detail)).toEqual([
      { field: 'name', before: 'prod-web', after: 'renamed' },
      { field: 'models', before: 'acme/small', after: 'acme/small, acme/large' },
    ]);
  });

  it('leaves out what was nothing and is nothing', () => {
    expect(auditChanges('{"after":{"note":null,"models":[],"allModels":true}}')).toEqual([
      { field: 'allModels', before: null, after: true },
    ]);
  });

  it.each([null, '', '[]', '"text"', '{"before":7}', 'not json'])('is nothing in %j', (detail) => {
    expect(auditChanges(detail)).toEqual([]);
  });
});
