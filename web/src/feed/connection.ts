// One connection over graphql-transport-ws: it asks and subscribes for as long as it stands, and never comes back by itself.
import { type Client, createClient } from "graphql-ws";
import { Answers } from "./answers.ts";
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
  /** What it broke of. Asked any further, the client below would open another connection. */
  #broken: unknown;

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
        error: (error) => (this.#broken ??= error),
        ping: (received) => {
          if (!received) this.#waiting = setTimeout(() => this.#client.terminate(), patience.within);
        },
        pong: (received) => {
          if (received) clearTimeout(this.#waiting);
        },
        closed: (event) => {
          this.#broken ??= event;
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

  subscribe<Data>(document: string, variables: object): Answers<Data> {
    if (this.#broken !== undefined) throw this.#broken;
    return new Answers<Data>(this.#client, document, variables);
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
