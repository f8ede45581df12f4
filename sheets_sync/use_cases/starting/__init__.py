"""What `init` and the doctor say of the sheets that an agency has."""
