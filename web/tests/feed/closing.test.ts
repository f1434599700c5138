// What the client does on each close code; tests/web/test_closing.py serves them and holds what the client asked in the end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FeedClient, type FeedOptions, FeedRefused } from "../../src/feed/client.ts";
import { EVENTS } from "../../src/feed/event.ts";

const { CLOSING_URL: url = "", CLOSING_FATAL = "", CLOSING_PASSING = "" } = process.env;

const pass = async () => ({ token: "x" });
const refetch = async (): Promise<string> => assert.fail("nothing was reset");

async function cursors(code: string, options: Partial<FeedOptions> = {}): Promise<string[]> {
  const client = new FeedClient({ url: `${url}/${code}`, pass, cursor: "0", pause: afterOneFailure, ...options });
  const seen: string[] = [];
  for await (const message of client.follow(EVENTS, refetch)) {
    assert.ok(message.__typename === "EventBatch");
    assert.equal(message.events.length, seen.length === 0 ? 1 : 0, "an event is shown once");
    seen.push(message.cursor);
    if (seen.length === 3) break;
  }
  return seen;
}

function afterOneFailure(failures: number): number {
  assert.equal(failures, 1, "a message ends the count of failures");
  return 1;
}

test("codes", { concurrency: true }, async (each) => {
  const passing = CLOSING_PASSING.split(",").map((code) =>
    each.test(`comes back after ${code}`, async () => assert.deepEqual(await cursors(code), ["1", "2", "3"])),
  );
  const fatal = CLOSING_FATAL.split(",").map((code) =>
    each.test(`stops at ${code}`, () =>
      assert.rejects(cursors(code), (error) => error instanceof FeedRefused && error.code === Number(code)),
    ),
  );
  await Promise.all([...passing, ...fatal]);
});

test("comes back from a server that gives no sign of life", async () => {
  const seen = await cursors("silent", { patience: { every: 100, within: 100 } });
  assert.equal(new Set(seen).size, 3);
});

test("counts its failures until it is let in, and stops when it is told to", async () => {
  const stopping = new AbortController();
  const counted: number[] = [];
  const count = (failures: number) => {
    if (counted.push(failures) === 3) stopping.abort();
    return 1;
  };
  const told: boolean[] = [];
  const client = new FeedClient({ url: "ws://127.0.0.1:9", pass, pause: count, onAway: (away) => told.push(away) });
  for await (const message of client.follow(EVENTS, async (ask) => ask<string>("{ a }"), { signal: stopping.signal })) {
    assert.fail(`nobody sends ${message.cursor}`);
  }
  assert.deepEqual([counted, told], [[1, 2, 3], [true]]);
});
