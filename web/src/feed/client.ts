// A client of the live feeds: it owns the cursor, comes back by itself, drops what it saw before and begins anew after a reset.
import { socketAddress } from "./address.ts";
import type { Answers } from "./answers.ts";
import { Connection, type Pass, type Patience } from "./connection.ts";
import type { Cursor, FeedDocument, FeedMessage, FeedReset } from "./message.ts";
import { pause, rest } from "./pause.ts";
import { AnswerErrors, FeedRefused, refusal, retryAfter } from "./refusal.ts";
import { Repeats } from "./repeats.ts";

export { FeedRefused };

export type Ask = <Data>(document: string, variables?: object) => Promise<Data>;

/** Reads the position first and the state after it, and gives the position: what happens between the two comes again with the feed. */
export type Refetch = (ask: Ask) => Promise<Cursor>;

export interface FeedOptions {
  /** The public address of an installation. */
  readonly url: string;
  /** Asked for each connection anew, so that an expired one is replaced and a ticket is used once. */
  readonly pass: () => Promise<Pass>;
  /** Where an earlier client stopped; without it the feed begins with `refetch`. */
  readonly cursor?: Cursor | null;
  /** True: the connection is lost, for this reason, and it is coming back by itself. False: it is back. */
  readonly onAway?: (away: boolean, reason?: unknown) => void;
  readonly pause?: (failures: number) => number;
  readonly patience?: Patience;
}

export interface Following<Variables extends object> {
  readonly variables?: Variables;
  readonly signal?: AbortSignal;
}

export class FeedClient {
  /** Behind what is dealt with: a message is, once the next is asked for. */
  cursor: Cursor | null;
  away = false;
  readonly #options: FeedOptions;
  readonly #repeats = new Repeats();

  constructor(options: FeedOptions) {
    this.#options = options;
    this.cursor = options.cursor ?? null;
  }

  /** The feed's messages until the caller stops or aborts. Throws FeedRefused when coming back would not help: by the close code, or
   * after MOST_ERRORS answers with errors and no message between them, however often the network failed meanwhile. */
  async *follow<Message extends FeedMessage, Variables extends object>(
    feed: FeedDocument<Message, Variables>,
    refetch: Refetch,
    { variables, signal }: Following<Variables> = {},
  ): AsyncGenerator<Message | FeedReset, void, undefined> {
    let failures = 0;
    let errors = 0;
    while (!signal?.aborted) {
      const connection = this.#connection();
      const broken = () => connection.break();
      signal?.addEventListener("abort", broken, { once: true });
      let reason: unknown;
      try {
        for await (const message of this.#messages<Message>(connection, feed.text, refetch, variables ?? {})) {
          failures = errors = 0;
          yield message;
        }
      } catch (error) {
        reason = error;
      } finally {
        signal?.removeEventListener("abort", broken);
        connection.close();
      }
      if (signal?.aborted) return;
      const toldToWait = retryAfter(reason);
      if (toldToWait === 0) failures += 1;
      if (toldToWait === 0 && reason instanceof AnswerErrors) errors += 1;
      const refused = toldToWait === 0 ? refusal(reason, errors) : null;
      if (refused !== null) throw refused;
      this.#say(true, reason);
      await rest(1_000 * toldToWait + (this.#options.pause ?? pause)(failures), signal);
    }
  }

  async *#messages<Message extends FeedMessage>(
    connection: Connection,
    document: string,
    refetch: Refetch,
    variables: object,
  ): AsyncGenerator<Message | FeedReset, void, undefined> {
    const ask: Ask = (question, given) => connection.ask(question, given);
    this.cursor ??= await refetch(ask);
    let answers: Answers<Record<string, Message | FeedReset>>;
    do {
      answers = connection.subscribe(document, { ...variables, after: this.cursor });
      for await (const data of answers) {
        for (const message of Object.values(data)) {
          if (message.__typename === "FeedReset") await refetch(ask);
          yield this.#repeats.dropped(message);
          // Both at once: a message that the caller failed at is neither behind the cursor nor a repeat.
          this.#repeats.remember(message);
          this.cursor = message.cursor;
        }
      }
    } while (answers.cut);
  }

  #connection(): Connection {
    const { url, pass, patience = { every: 12_000, within: 5_000 } } = this.#options;
    return new Connection(socketAddress(url), pass, patience, () => this.#say(false));
  }

  #say(away: boolean, reason?: unknown): void {
    if (away === this.away) return;
    this.away = away;
    this.#options.onAway?.(away, reason);
  }
}
