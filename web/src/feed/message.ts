// What a feed sends, as schema/schema.graphql has it; tests/web/test_types.py holds the two together.

/** Opaque: it is handed back as it came. */
export type Cursor = string;

/** Every message carries the position to hand back as `after`. */
export interface FeedMessage {
  readonly __typename: string;
  readonly cursor: Cursor;
}

export type FeedResetReason = "ACCESS_CHANGED" | "CURSOR_EXPIRED" | "CURSOR_UNKNOWN" | "RESTORED" | "SLOW_CONSUMER";

/** What lies between cannot be served: the state has been fetched anew by the time this is shown. */
export interface FeedReset extends FeedMessage {
  readonly __typename: "FeedReset";
  readonly reason: FeedResetReason;
}

/** A subscription with one root field, that takes `$after` and asks every message for `__typename` and `cursor`. */
export interface FeedDocument<Message extends FeedMessage, Variables extends object = object> {
  readonly text: string;
  /** For the compiler alone; nobody calls it. */
  readonly shape?: (variables: Variables) => Message;
}
