// How long a client that lost its connection stays away.

/** Full jitter, so that not everybody comes back at the same moment; and never so long that somebody stays away well
 * after the server is back, however long that was away. In milliseconds. */
export function pause(failures: number): number {
  const longest = Math.min(3_000, 500 * 2 ** failures);
  return 50 + Math.random() * (longest - 50);
}

export function rest(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(over, milliseconds);
    signal?.addEventListener("abort", over, { once: true });
    if (signal?.aborted) over();

    function over(): void {
      clearTimeout(timer);
      signal?.removeEventListener("abort", over);
      done();
    }
  });
}
