"""The pages, one module each: what a page asks of the record, and the frozen values that its template shows."""
