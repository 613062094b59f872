"""What ``guicheng doctor`` looks at: each module yields verdicts about one part of an installation."""
