"""Stage 5: a `Plan` becomes findings, what a person should look at before it is sent or added up. Rules see a plan only."""
