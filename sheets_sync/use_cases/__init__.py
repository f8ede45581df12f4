"""What people and the clock ask of the service, a module each: a run, a digest, furnishing."""
