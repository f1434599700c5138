// What the client does when the server, the network or its own caller has a bad day; tests/web/test_fickle.py serves that.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as passed } from "node:timers/promises";
import { FeedClient, FeedRefused } from "../../src/feed/client.ts";
import { EVENTS, type EventBatch } from "../../src/feed/event.ts";

const { FICKLE_URL: url = "" } = process.env;
const LOG = 1_000;

const PASSING = [
  ["cut,cut,cut,cut,error,message", ["1"]],
  ["error,error,error,error,cut,cut,message", ["1"]],
  ["error,error,error,error,message,error,error,error,error,message", ["1", "2"]],
] as const;

const refetch = async (): Promise<string> => assert.fail("nothing was reset");

function clientAt(address: string): FeedClient {
  return new FeedClient({ url: `${url}/${address}`, pass: async () => ({ token: "x" }), cursor: "0", pause: () => 1 });
}

async function* batches(client: FeedClient, signal?: AbortSignal): AsyncGenerator<EventBatch, void, undefined> {
  for await (const message of client.follow(EVENTS, refetch, signal ? { signal } : {})) {
    assert.ok(message.__typename === "EventBatch");
    yield message;
  }
}

async function first(count: number, client: FeedClient): Promise<EventBatch[]> {
  const found: EventBatch[] = [];
  for await (const message of batches(client)) if (found.push(message) === count) break;
  return found;
}

function ids(found: readonly EventBatch[]): string[] {
  return found.flatMap((message) => message.events.map((event) => event.id));
}

for (const [address, shown] of PASSING) {
  test(`only answers with errors are counted, and a message ends the count: ${address}`, async () => {
    assert.deepEqual(ids(await first(shown.length, clientAt(address))), shown);
  });
}

test("five answers with errors are too many, whatever came between", async () => {
  const following = first(1, clientAt("error,cut,error,cut,error,cut,error,cut,error,message"));
  await assert.rejects(following, (error) => error instanceof FeedRefused && error.message === "the database restarts");
});

test("a message may be as large as it likes", async () => {
  const [message] = await first(1, clientAt("large"));
  assert.equal(message?.events[0]?.assignment?.contact.fullName.length, 3_000_000);
});

test("a slow caller has so many messages waiting and misses none", async () => {
  const found: EventBatch[] = [];
  for await (const message of batches(clientAt("log"))) {
    if (found.push(message) === 1) await passed(2_000);
    if (message.caughtUp) break;
  }
  assert.deepEqual(ids(found), Array.from({ length: LOG }, (_, n) => String(n + 1)));
});

test("a slow caller that stops meanwhile is shown what waits, and nothing is asked for again", async () => {
  const stopping = new AbortController();
  const found: EventBatch[] = [];
  for await (const message of batches(clientAt("log,stopped"), stopping.signal)) {
    if (found.push(message) > 1) continue;
    await passed(2_000);
    stopping.abort();
  }
  assert.ok(found.length < LOG);
});

test("a message that the caller failed at is shown again", async () => {
  const client = clientAt("failing");
  const found: EventBatch[] = [];
  const failing = async () => {
    for await (const message of batches(client)) if (found.push(message) === 2) throw new RangeError("at the second");
  };
  await assert.rejects(failing, RangeError);
  assert.deepEqual([ids(found), ids(await first(1, client))], [["1", "2"], ["2"]]);
});
