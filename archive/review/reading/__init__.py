"""What every reader of facts needs: passages with their places, words of the field, figures, days, names."""
