"""The map as a drawing: what it says, where each piece stands, and the specification made of it."""
