"""The map as one HTML file that works away from the service."""
