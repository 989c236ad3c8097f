import { act, renderHook } from '@testing-library/react';
import { useToday } from './useToday';

afterEach(() => jest.useRealTimers());

it('goes on with the day of its zone at midnight, and when a sleeping tab is seen again', () => {
  jest.useFakeTimers({ now: new Date('2026-03-28T22:59:30Z') });
  const { result } = renderHook(() => useToday('Europe/Berlin'));
  expect(result.current).toBe('2026-03-28');

  act(() => jest.advanceTimersByTime(60_000));
  expect(result.current).toBe('2026-03-29');
  jest.setSystemTime(new Date('2026-04-03T08:00:00Z'));
  act(() => void document.dispatchEvent(new Event('visibilitychange')));

  expect(result.current).toBe('2026-04-03');
});
