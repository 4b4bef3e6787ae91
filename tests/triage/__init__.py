"""What happens at the desks."""
