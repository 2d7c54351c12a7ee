"""How the citation model is made and judged; see docs/citation-model-card.md."""
