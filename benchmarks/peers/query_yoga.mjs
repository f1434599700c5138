// The page by graphql-yoga, with a DataLoader for each noun and request.
import { createServer } from "node:http";
import DataLoader from "dataloader";
import { createSchema, createYoga } from "graphql-yoga";
import { rowsOf, typeDefs } from "./page.mjs";

const [url, port] = process.argv.slice(2);
const rows = rowsOf(url);
const resolvers = {
  Query: { assignments: (_, asked) => rows.page(asked) },
  Assignment: {
    contact: (row, _, context) => context.contact.load(row.contact_id),
    member: (row, _, context) => row.member_id && context.member.load(row.member_id),
  },
  Member: { user: (row, _, context) => context.user.load(row.user_id) },
};
const loaders = () =>
  Object.fromEntries(["contact", "member", "user"].map((name) => [name, new DataLoader(rows.byIds(name))]));
const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: loaders,
  graphiql: false,
  logging: "error",
});

createServer(yoga).listen(Number(port), "127.0.0.1");
