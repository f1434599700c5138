// What the feed client decides by itself: where it connects, how long it waits, what stops it, what it has shown before.
import assert from "node:assert/strict";
import { test } from "node:test";
import { socketAddress } from "../../src/feed/address.ts";
import { pause, rest } from "../../src/feed/pause.ts";
import { AnswerErrors, FeedRefused, fatal, MOST_ERRORS, refusal } from "../../src/feed/refusal.ts";
import { Repeats } from "../../src/feed/repeats.ts";

const ADDRESSES = [
  ["http://127.0.0.1:8001", "ws://127.0.0.1:8001/graphql"],
  ["https://chaknal.example.com/", "wss://chaknal.example.com/graphql"],
  ["https://example.com/chaknal?a=1#b", "wss://example.com/chaknal/graphql"],
  ["ws://127.0.0.1:1/graphql/", "ws://127.0.0.1:1/graphql"],
] as const;

for (const [given, expected] of ADDRESSES) {
  test(`the socket of ${given} lies beside it`, () => assert.equal(socketAddress(given), expected));
}

test("a client waits longer the more often it failed, and never too long", () => {
  for (let failures = 0; failures < 40; failures++) {
    const waits = Array.from({ length: 50 }, () => pause(failures));
    assert.ok(waits.every((wait) => wait >= 50 && wait <= Math.min(3_000, 500 * 2 ** failures)));
    assert.ok(new Set(waits).size > 1);
  }
});

test("a pause ends at once when it is called off, before or during it", async () => {
  await rest(600_000, AbortSignal.abort());
  const calling = new AbortController();
  const resting = rest(600_000, calling.signal);
  calling.abort();
  await resting;
});

test("errors in an answer stop a client only when they come again and again", () => {
  const errors = new AnswerErrors([{ message: "one" }, { message: "two" }]);
  assert.equal(refusal(errors, MOST_ERRORS - 1), null);
  assert.equal(refusal(errors, MOST_ERRORS)?.message, "one; two");
});

test("whoever fetches a pass may stop the client; any other failure of theirs may pass", () => {
  const stop = new FeedRefused("signed out");
  assert.equal(refusal(stop, 1), stop);
  assert.equal(refusal(new TypeError("fetch failed"), 100), null);
});

test("of the codes of the WebSocket protocol only those of a server that may be back let a client come back", () => {
  const passing = Array.from({ length: 1000 }, (_, n) => 1000 + n).filter((code) => !fatal(code));
  assert.deepEqual(passing, [1000, 1001, 1005, 1006, 1012, 1013, 1014]);
});

test("an event is shown once, and only so many are remembered, the newest", () => {
  const repeats = new Repeats(2);
  const batch = (...ids: string[]) => ({ __typename: "EventBatch", cursor: "c", events: ids.map((id) => ({ id })) });
  const shown = (...ids: string[]) => {
    const message = repeats.dropped(batch(...ids));
    repeats.remember(message);
    return message;
  };
  assert.deepEqual(shown("0", "1"), batch("0", "1"));
  assert.deepEqual(shown("1", "2", "3"), batch("2", "3"));
  assert.deepEqual(shown("0", "1", "2", "3"), batch("0", "1"));
  const reset = { __typename: "FeedReset", cursor: "c", reason: "RESTORED" };
  assert.equal(repeats.dropped(reset), reset);
});
