"""The pages of cities and countries of an edition, its lists with filters, and what other sites may show of it."""
