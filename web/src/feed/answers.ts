// What a subscription was answered with and its reader has not taken yet: so much and no more, then the subscription is ended.
import type { Client, FormattedExecutionResult } from "graphql-ws";
import { AnswerErrors } from "./refusal.ts";

export const MOST_WAITING = 100;

type Answer<Data> = FormattedExecutionResult<Data, unknown>;

export class Answers<Data> implements AsyncIterable<Data> {
  /** What came after those that waited was not kept, and is to be asked for again. */
  cut = false;
  readonly #waiting: Answer<Data>[] = [];
  readonly #stop: () => void;
  #over = false;
  #error: unknown;
  #wake = () => {};

  constructor(client: Client, document: string, variables: object) {
    this.#stop = client.subscribe<Data>(
      { query: document, variables: { ...variables } },
      { next: (answer) => this.#keep(answer), error: (error) => this.#end(error), complete: () => this.#end() },
    );
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Data, void, undefined> {
    try {
      for (;;) {
        const answer = this.#waiting.shift();
        if (answer?.errors !== undefined) throw new AnswerErrors(answer.errors);
        if (answer?.data) yield answer.data;
        if (answer !== undefined) continue;
        if (this.#over) break;
        await new Promise<void>((wake) => (this.#wake = wake));
      }
    } finally {
      this.#stop();
    }
    if (this.#error !== undefined) throw this.#error;
  }

  #keep(answer: Answer<Data>): void {
    if (this.#over) return;
    if (this.#waiting.push(answer) >= MOST_WAITING) this.#cut();
    this.#wake();
  }

  #cut(): void {
    this.cut = this.#over = true;
    this.#stop();
  }

  #end(error?: unknown): void {
    this.#over = true;
    this.#error = Array.isArray(error) ? new AnswerErrors(error) : error; // a list of them is what was never run is answered with
    this.#wake();
  }
}
