"""What every desk shares: the contact page, taking, replying, noting, wrong door."""
