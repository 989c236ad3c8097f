import { answerFor, isFault } from './errorAnswers';

it('says that it cannot answer while the database is away, nothing of where that is, and logs it', () => {
  const away = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });

  const answer = answerFor(away as never);

  expect(answer).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
  expect(answer.message).not.toContain('10.0.0.7');
  expect(isFault(away, answer)).toBe(true);
});
