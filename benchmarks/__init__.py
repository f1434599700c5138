"""One script for each claim in docs/performance.md; each measures its peer or floor in the same run."""
