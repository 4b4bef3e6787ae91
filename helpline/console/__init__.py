"""The queue, the red bar, navigation and sign-in; nothing that belongs to a desk."""
