// The page's schema and its statements, for both servers that resolve field by field over pg.
import pg from "pg";

export const typeDefs = /* GraphQL */ `
  type Query {
    assignments(workspace: ID!, campaign: ID!, first: Int!): [Assignment!]!
  }
  type Assignment {
    id: ID!
    status: String!
    version: Int!
    contact: Contact!
    member: Member
  }
  type Contact {
    id: ID!
    firstName: String!
    lastName: String!
    company: String
    title: String
  }
  type Member {
    id: ID!
    user: User!
  }
  type User {
    firstName: String!
    lastName: String!
  }
`;

const statements = {
  assignments: `SELECT id, upper(status) AS status, version, contact_id, member_id FROM assignment
    WHERE workspace_id = $1 AND campaign_id = $2 ORDER BY updated_at DESC, id DESC LIMIT $3`,
  contact: `SELECT id, first_name AS "firstName", last_name AS "lastName", company, title FROM contact WHERE id = ANY($1)`,
  member: `SELECT id, user_id FROM member WHERE id = ANY($1)`,
  user: `SELECT id, first_name AS "firstName", last_name AS "lastName" FROM "user" WHERE id = ANY($1)`,
};

export function rowsOf(connectionString) {
  const pool = new pg.Pool({ connectionString, max: 16 });
  const read = async (name, values) => (await pool.query({ name, text: statements[name], values })).rows;
  return {
    page: ({ workspace, campaign, first }) => read("assignments", [workspace, campaign, first]),
    byIds: (name) => async (ids) => {
      const found = new Map((await read(name, [[...new Set(ids)]])).map((row) => [row.id, row]));
      return ids.map((id) => found.get(id) ?? null);
    },
  };
}
