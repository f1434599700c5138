// The feed by graphql-ws over ws: a generator for each subscriber, and a broadcast in the process.
import { EventEmitter, on } from "node:events";
import { createServer } from "node:http";
import { buildSchema } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";

const [campaign, reason, port] = process.argv.slice(2);
const schema = buildSchema(/* GraphQL */ `
  type Query {
    idle: Boolean!
  }
  type Subscription {
    eventFeed(campaigns: [ID!]!): EventBatch!
  }
  type EventBatch {
    cursor: String!
    caughtUp: Boolean!
    events: [StatusChanged!]!
  }
  enum AssignmentStatus {
    ACTIVE
    ACCEPTED
  }
  type StatusChanged {
    id: ID!
    cursor: String!
    occurredAt: String!
    fromStatus: AssignmentStatus
    toStatus: AssignmentStatus!
    reason: String
  }
`);
const broadcast = new EventEmitter().setMaxListeners(0);
const padded = (number, length) => String(number).padStart(length, "0");
const cursor = (number) => `kxnDqTA6${padded(number, 5)}`;
const event = (number) => ({
  id: `07c0ffee-0000-0000-0000-${padded(number, 12)}`,
  cursor: cursor(number),
  occurredAt: "2026-03-02T09:00:00.123456+00:00",
  fromStatus: "ACTIVE",
  toStatus: "ACCEPTED",
  reason,
});

async function* eventFeed({ campaigns }) {
  const coming = on(broadcast, "event");
  yield { eventFeed: { cursor: cursor(0), caughtUp: true, events: [] } };
  for await (const [found] of coming) {
    if (campaigns.includes(campaign)) {
      yield { eventFeed: { cursor: found.cursor, caughtUp: true, events: [found] } };
    }
  }
}

let made = 0;
process.stdin.on("data", (asked) => {
  for (const _ of asked) broadcast.emit("event", event(++made));
});
const server = createServer();
useServer({ schema, roots: { subscription: { eventFeed } } }, new WebSocketServer({ server, path: "/graphql" }));
server.listen(Number(port), "127.0.0.1");
