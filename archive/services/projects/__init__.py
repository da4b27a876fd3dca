"""Projects: members, states, money side by side, dashboard, cases alike."""
