// Follows the feed for a test that stands outside: tells what happens in lines of JSON, and asks for each pass by such a line.
import { createInterface } from "node:readline";
import { FeedClient, FeedRefused, type Ask } from "../../src/feed/client.ts";
import type { Pass } from "../../src/feed/connection.ts";
import { EVENTS } from "../../src/feed/event.ts";

const { FOLLOWED_URL: url = "", FOLLOWED_CURSOR: cursor = null, FOLLOWED_DOCUMENT: text = EVENTS.text } = process.env;
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const stopping = new AbortController();
process.on("SIGTERM", () => stopping.abort());

function tell(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function pass(): Promise<Pass> {
  tell({ asked: "pass" });
  const given = JSON.parse((await lines.next()).value ?? "null");
  if (given === null) throw new FeedRefused("no pass");
  return given;
}

async function refetch(ask: Ask): Promise<string> {
  const { workspace } = await ask<{ workspace: { head: string } }>("{ workspace { head } }");
  tell({ refetched: workspace.head });
  return workspace.head;
}

const onAway = (away: boolean) => tell({ away });
const client = new FeedClient({ url, pass, onAway, pause: () => 10, cursor });
try {
  for await (const message of client.follow({ ...EVENTS, text }, refetch, { variables: { batchSize: 4 }, signal: stopping.signal })) {
    tell({ message });
  }
  tell({ ended: client.cursor });
} catch (error) {
  tell(error instanceof FeedRefused ? { refused: error.code, because: error.message } : { failed: String(error) });
}
process.exit();
