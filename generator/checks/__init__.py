"""What a careful director would catch before signing, rule by rule."""
