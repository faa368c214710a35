"""Every change of the schema, in order; carried by the installed package."""
