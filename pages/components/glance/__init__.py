"""What several screens show at a glance, each drawn in one place: a state, the evidence behind claims, a comparison."""
