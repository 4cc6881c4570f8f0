"""The performance table: every figure beside a reference measured in the same run."""
