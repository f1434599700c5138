// A batch that was shown just before the connection broke may come once more: each event is shown once, by its id.
import type { FeedMessage } from "./message.ts";

export const MOST_REMEMBERED = 1_000;

export class Repeats {
  readonly #seen = new Set<string>();
  readonly #most: number;

  constructor(most = MOST_REMEMBERED) {
    this.#most = most;
  }

  /** The message without the events that were in an earlier one. Messages without events come through as they are. */
  dropped<Message extends FeedMessage>(message: Message): Message {
    if (!hasEvents(message)) return message;
    return { ...message, events: message.events.filter((event) => !this.#seen.has(event.id)) };
  }

  remember(message: FeedMessage): void {
    if (!hasEvents(message)) return;
    for (const event of message.events) this.#seen.add(event.id);
    for (const oldest of this.#seen) {
      if (this.#seen.size <= this.#most) break;
      this.#seen.delete(oldest);
    }
  }
}

function hasEvents(message: FeedMessage): message is FeedMessage & { events: readonly { id: string }[] } {
  return "events" in message && Array.isArray(message.events);
}
