"""The second factor: a passkey, a code from an app, or a recovery code; and the step-up before a grave deed."""
