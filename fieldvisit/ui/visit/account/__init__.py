"""The parts of step 6: figures and ageing, two books side by side, the identity."""
