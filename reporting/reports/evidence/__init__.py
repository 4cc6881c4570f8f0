"""What shows what happened: pictures, papers and recordings under the report's seal, and things that are kept elsewhere."""
