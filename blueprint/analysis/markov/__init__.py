"""The exact solution: a journey as an absorbing Markov chain, its times, their variance and their derivatives."""
