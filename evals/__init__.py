"""Measuring the product: question sets, runner, metrics, reports, comparisons. The product imports nothing of it."""
