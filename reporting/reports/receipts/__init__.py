"""What the person takes home: the reference and the secret, and how a lost secret is given anew."""
