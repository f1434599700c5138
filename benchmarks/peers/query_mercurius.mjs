// The page by mercurius, with its own loaders and compiled queries.
import Fastify from "fastify";
import mercurius from "mercurius";
import { rowsOf, typeDefs } from "./page.mjs";

const [url, port] = process.argv.slice(2);
const rows = rowsOf(url);
const by = (name, key) => (queries) => rows.byIds(name)(queries.map(({ obj }) => obj[key]));
const app = Fastify();

await app.register(mercurius, {
  schema: typeDefs,
  resolvers: { Query: { assignments: (_, asked) => rows.page(asked) } },
  loaders: {
    Assignment: { contact: by("contact", "contact_id"), member: by("member", "member_id") },
    Member: { user: by("user", "user_id") },
  },
  jit: 1,
});
await app.listen({ port: Number(port), host: "127.0.0.1" });
