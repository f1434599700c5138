// The feed of everything that happens in a workspace, and what is asked of each event.
import type { Cursor, FeedDocument, FeedMessage } from "./message.ts";

export type AssignmentStatus =
  | "PENDING"
  | "ACTIVE"
  | "ACCEPTED"
  | "RESPONDED"
  | "COMPLETED"
  | "NOT_ACCEPTED"
  | "BLACKLISTED";

export type ActionState =
  | "PLANNED"
  | "SENDING"
  | "QUEUED"
  | "EXECUTED"
  | "UNKNOWN"
  | "PARKED"
  | "REJECTED"
  | "FAILED"
  | "CANCELLED";

export interface Event {
  readonly id: string;
  readonly cursor: Cursor;
  readonly occurredAt: string;
  readonly assignment: { readonly id: string; readonly contact: { readonly fullName: string } } | null;
  readonly campaign: { readonly id: string; readonly name: string } | null;
}

export interface StatusChanged extends Event {
  readonly __typename: "StatusChanged";
  readonly fromStatus: AssignmentStatus | null;
  readonly toStatus: AssignmentStatus;
  readonly reason: string | null;
}

export interface ActionChanged extends Event {
  readonly __typename: "ActionChanged";
  readonly state: ActionState;
}

export interface RecordChanged extends Event {
  readonly __typename: "RecordChanged";
  readonly kind: string;
  readonly subjectId: string;
}

export interface EventBatch extends FeedMessage {
  readonly __typename: "EventBatch";
  readonly events: readonly (StatusChanged | ActionChanged | RecordChanged)[];
  readonly caughtUp: boolean;
}

export interface EventFilter {
  readonly assignmentIds?: readonly string[] | null;
  readonly campaignIds?: readonly string[] | null;
  readonly kinds?: readonly string[] | null;
  readonly memberIds?: readonly string[] | null;
  readonly toStatuses?: readonly AssignmentStatus[] | null;
}

export const EVENTS: FeedDocument<EventBatch, { filter?: EventFilter | null; batchSize?: number }> = {
  text: `subscription ($after: Cursor, $filter: EventFilter, $batchSize: Int = 100) {
    eventFeed(after: $after, filter: $filter, batchSize: $batchSize) {
      __typename
      ... on FeedReset { cursor reason }
      ... on EventBatch { cursor caughtUp events {
        __typename id cursor occurredAt assignment { id contact { fullName } } campaign { id name }
        ... on StatusChanged { fromStatus toStatus reason }
        ... on ActionChanged { state }
        ... on RecordChanged { kind subjectId }
      } }
    }
  }`,
};
