"""What nobody types and somebody sends, in every field and every address of every face."""
