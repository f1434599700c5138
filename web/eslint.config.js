// The schema by the rules for GraphQL schemas in general and for clients that are built on Relay. Run from the root of the project.
import graphql from "@graphql-eslint/eslint-plugin";

const general = graphql.configs["flat/schema-recommended"].rules;
const relay = graphql.configs["flat/schema-relay"].rules;

export default [
  {
    files: ["**/*.graphql"],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: "schema/schema.graphql" } },
    },
    plugins: { "@graphql-eslint": graphql },
    rules: {
      ...general,
      ...relay,
      // What has an id is a Node. Payloads, errors, counts and messages of a feed are values, and nobody fetches one anew.
      "@graphql-eslint/strict-id-in-types": "off",
      // Of directives not: oneOf is the language's own, and printed without a word.
      "@graphql-eslint/require-description": ["error", { types: true, rootField: true, FieldDefinition: true }],
      "@graphql-eslint/relay-edge-types": [
        "error",
        {
          // A list that holds at most 100 by its nature needs no pages.
          listTypeCanWrapOnlyEdgeType: false,
          // Tokens, sessions, receipts and rows of an import are shown in their lists alone.
          shouldImplementNode: false,
        },
      ],
    },
  },
];
