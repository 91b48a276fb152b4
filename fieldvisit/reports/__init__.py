"""Printed reports: one theme, one small flow over a page, one module per report."""
