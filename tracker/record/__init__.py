"""Every write: each function takes the actor, asks whether it may, and appends to the ledger in one transaction."""
