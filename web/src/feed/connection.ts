// One connection over graphql-transport-ws: it asks and subscribes for as long as it stands, and never comes back by itself.
import { type Client, createClient } from "graphql-ws";
import { AnswerErrors } from "./refusal.ts";

/** With what a connection is opened: an API token, or a ticket, which opens one connection only. */
export type Pass = { readonly token: string } | { readonly ticket: string };

/** Milliseconds: how often a silent server is asked for a sign of life, and how long it has for it. */
export interface Patience {
  readonly every: number;
  readonly within: number;
}

export class Connection {
  readonly #client: Client;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string, pass: () => Promise<Pass>, patience: Patience, opened: () => void) {
    this.#client = createClient({
      url,
      lazy: false,
      retryAttempts: 0, // it would send the variables of the first time once more, and with them a cursor long past
      onNonLazyError: () => {}, // whoever asks or subscribes is told
      connectionAckWaitTimeout: 10_000,
      keepAlive: patience.every,
      connectionParams: async () => payload(await pass()),
      on: {
        connected: opened,
        ping: (received) => {
          if (!received) this.#waiting = setTimeout(() => this.#client.terminate(), patience.within);
        },
        pong: (received) => {
          if (received) clearTimeout(this.#waiting);
        },
        closed: (event) => {
          // After a normal end it would subscribe anew by itself, whatever its attempts.
          if ((event as { code?: number }).code === 1000) this.close();
          clearTimeout(this.#waiting);
        },
      },
    });
  }

  /** The data of one query. */
  async ask<Data>(document: string, variables: object = {}): Promise<Data> {
    let found: Data | undefined;
    for await (const data of this.subscribe<Data>(document, variables)) found = data;
    if (found === undefined) throw new AnswerErrors([{ message: "No answer came" }]);
    return found;
  }

  async *subscribe<Data>(document: string, variables: object): AsyncGenerator<Data, void, undefined> {
    try {
      for await (const answer of this.#client.iterate<Data>({ query: document, variables: { ...variables } })) {
        if (answer.errors !== undefined) throw new AnswerErrors(answer.errors);
        if (answer.data) yield answer.data;
      }
    } catch (error) {
      throw Array.isArray(error) ? new AnswerErrors(error) : error; // a list of them is what was never run is answered with
    }
  }

  /** In peace, and without waiting for the other side: what broke answers no more. */
  close(): void {
    clearTimeout(this.#waiting);
    Promise.resolve(this.#client.dispose()).catch(() => {});
  }

  /** At once: whoever waits for a message waits no longer. */
  break(): void {
    clearTimeout(this.#waiting);
    this.#client.terminate();
  }
}

function payload(pass: Pass): Record<string, unknown> {
  return "ticket" in pass ? { ticket: pass.ticket } : { authorization: `Bearer ${pass.token}` };
}
