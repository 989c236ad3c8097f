import { EventQueue } from './eventQueue';

describe('news for one reader', () => {
  it('comes in order, and what came again before it was read comes once, in its newest form', async () => {
    const queue = new EventQueue<number>();
    queue.put('a', 1);
    queue.put('b', 2);
    queue.put('a', 3);

    const read = [await queue.next(), await queue.next()];

    expect(read.map(({ value }) => value)).toEqual([3, 2]);
  });

  it('wakes a reader who waits', async () => {
    const queue = new EventQueue<number>();
    const waiting = queue.next();

    queue.put('a', 1);

    expect(await waiting).toEqual({ done: false, value: 1 });
  });

  it('ends a look that waits when the reader leaves, and says so once', async () => {
    const onEnd = jest.fn();
    const queue = new EventQueue<number>(onEnd);
    const waiting = queue.next();

    await queue.return();
    await queue.return();
    queue.put('a', 1);

    expect([(await waiting).done, (await queue.next()).done]).toEqual([true, true]);
    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it('is read to its end before a failure is thrown, and then it is over', async () => {
    const queue = new EventQueue<number>();
    queue.put('a', 1);
    queue.fail(new Error('lost'));

    expect(await queue.next()).toEqual({ done: false, value: 1 });
    await expect(queue.next()).rejects.toThrow('lost');
    expect((await queue.next()).done).toBe(true);
  });

  it('cuts off a reader who leaves too much unread', async () => {
    const onEnd = jest.fn();
    const queue = new EventQueue<number>(onEnd);

    for (let i = 0; i <= 10_000; i += 1) queue.put(String(i), i);

    expect(onEnd).toHaveBeenCalledTimes(1);
  });
});
