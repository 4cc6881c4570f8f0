"""What volunteers must know before they take a report: the modules, their questions, certificates, and who is ready."""
