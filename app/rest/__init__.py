"""The endpoints that are not GraphQL."""
