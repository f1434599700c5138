// Asks the audits of GraphQL over HTTP of a server, and prints a line of JSON for each.
import { serverAudits } from "graphql-http";

const { AUDITED_URL: url = "", AUDITED_TOKEN: token = "" } = process.env;

/** The audits send no token by themselves, and without one nothing is answered at all. */
function signedIn(input: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${token}`);
  return fetch(input, { ...init, headers });
}

for (const audit of serverAudits({ url, fetchFn: signedIn })) {
  const result = await audit.fn();
  const reason = result.status === "ok" ? "" : result.reason;
  console.log(JSON.stringify({ id: result.id, name: result.name, status: result.status, reason }));
}
