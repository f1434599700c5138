// The API as a client that is built on Relay asks it. tests/web/test_schema.py compiles these documents; nobody runs them.
declare function graphql(document: TemplateStringsArray): void;

// A list that grows page by page.
graphql`
  query contactsQuery {
    ...contacts_list
  }
`;
graphql`
  fragment contacts_list on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "Cursor" })
  @refetchable(queryName: "contactsListQuery") {
    contacts(first: $count, after: $cursor) @connection(key: "contacts_contacts") {
      edges {
        node {
          id
          ...contacts_one
        }
      }
    }
  }
`;

// Of one thing, fetched anew by its id alone.
graphql`
  fragment contacts_one on Contact @refetchable(queryName: "contactsOneQuery") {
    fullName
    assignments(first: 10) {
      nodes {
        ...contacts_assignment
      }
    }
  }
`;
graphql`
  fragment contacts_assignment on Assignment @refetchable(queryName: "contactsAssignmentQuery") {
    status
    version
  }
`;

// A command, whose errors are values.
graphql`
  mutation contactsPauseMutation($input: ChangeAssignmentInput!) {
    pauseAssignment(input: $input) {
      assignment {
        ...contacts_assignment
      }
      errors {
        ... on MutationError {
          code
          message
          path
        }
      }
    }
  }
`;

// A feed that writes into what is shown.
graphql`
  subscription contactsFeedSubscription($after: Cursor) {
    assignmentFeed(after: $after) {
      ... on AssignmentDelta {
        cursor
        upserted {
          ...contacts_assignment
        }
        removedIds @deleteRecord
      }
      ... on FeedReset {
        cursor
        reason
      }
    }
  }
`;
