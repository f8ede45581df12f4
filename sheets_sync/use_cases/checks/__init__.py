"""What the doctor looks at, a module a subject."""
