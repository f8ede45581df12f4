"""What a run is made of, besides letters, bank and pages."""
