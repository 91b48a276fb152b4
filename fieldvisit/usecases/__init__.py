"""What a person does, one module each. A use case opens one short transaction and returns plain objects."""
